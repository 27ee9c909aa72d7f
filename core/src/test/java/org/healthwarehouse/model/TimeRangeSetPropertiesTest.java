package org.healthwarehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The set against a naive model: one bit for each minute of an hour and a half. */
class TimeRangeSetPropertiesTest {
    private static final int MINUTES = 90;
    private static final Instant ZERO = Instant.parse("1969-12-31T23:15:00Z");
    private static final TimeRange WHOLE = range(0, MINUTES);

    private static TimeRange range(int first, int endExclusive) {
        return new TimeRange(at(first), at(endExclusive));
    }

    private static Instant at(int minute) {
        return ZERO.plus(Duration.ofMinutes(minute));
    }

    @Provide
    Arbitrary<List<TimeRange>> pieces() {
        Arbitrary<Integer> start = Arbitraries.integers().between(0, MINUTES - 1);
        Arbitrary<Integer> length = Arbitraries.integers().between(1, 20);
        return Combinators.combine(start, length)
                .as((from, minutes) -> range(from, Math.min(MINUTES, from + minutes)))
                .list()
                .ofMaxSize(8)
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<TimeRangeSet> sets() {
        return pieces().map(TimeRangeSet::of).withoutEdgeCases();
    }

    private static BitSet bits(List<TimeRange> ranges) {
        BitSet bits = new BitSet(MINUTES);
        for (int minute = 0; minute < MINUTES; minute++) {
            Instant instant = at(minute);
            bits.set(minute, ranges.stream().anyMatch(range -> range.contains(instant)));
        }
        return bits;
    }

    private static BitSet bits(TimeRangeSet set) {
        return bits(set.ranges());
    }

    private static TimeRangeSet set(BitSet bits) {
        List<TimeRange> ranges = new ArrayList<>();
        bits.stream().forEach(minute -> ranges.add(range(minute, minute + 1)));
        return TimeRangeSet.of(ranges);
    }

    @Property
    void holdsExactlyThePiecesItWasMadeOf(@ForAll("pieces") List<TimeRange> pieces) {
        assertThat(bits(TimeRangeSet.of(pieces))).isEqualTo(bits(pieces));
    }

    @Property
    void isSortedAndNoTwoRangesTouch(@ForAll("pieces") List<TimeRange> pieces) {
        List<TimeRange> ranges = TimeRangeSet.of(pieces).ranges();

        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i - 1).end()).isBefore(ranges.get(i).start());
        }
    }

    @Property
    void hasOneFormOnlyHoweverItWasCut(@ForAll("sets") TimeRangeSet set) {
        assertThat(set(bits(set))).isEqualTo(set).hasSameHashCodeAs(set).hasToString(set.toString());
    }

    @Property
    void unionIsOr(@ForAll("sets") TimeRangeSet a, @ForAll("sets") TimeRangeSet b) {
        BitSet expected = bits(a);
        expected.or(bits(b));

        assertThat(a.union(b)).isEqualTo(set(expected));
    }

    @Property
    void intersectionIsAnd(@ForAll("sets") TimeRangeSet a, @ForAll("sets") TimeRangeSet b) {
        BitSet expected = bits(a);
        expected.and(bits(b));

        assertThat(a.intersection(b)).isEqualTo(set(expected));
    }

    @Property
    void minusIsAndNot(@ForAll("sets") TimeRangeSet a, @ForAll("sets") TimeRangeSet b) {
        BitSet expected = bits(a);
        expected.andNot(bits(b));

        assertThat(a.minus(b)).isEqualTo(set(expected));
    }

    @Property
    void containsAnInstantIfItsBitIsSet(
            @ForAll("sets") TimeRangeSet set, @ForAll @IntRange(max = MINUTES - 1) int minute) {
        assertThat(set.contains(at(minute))).isEqualTo(bits(set).get(minute));
        assertThat(set.contains(at(minute + 1).minusMillis(1)))
                .isEqualTo(bits(set).get(minute));
    }

    @Property
    void containsARangeIfAllItsBitsAreSet(
            @ForAll("sets") TimeRangeSet set,
            @ForAll @IntRange(max = MINUTES - 1) int from,
            @ForAll @IntRange(min = 1, max = 12) int length) {
        int to = Math.min(MINUTES, from + length);

        assertThat(set.contains(range(from, to)))
                .isEqualTo(bits(set).get(from, to).cardinality() == to - from);
    }

    @Property
    void durationCountsTheBits(@ForAll("sets") TimeRangeSet set) {
        assertThat(set.duration()).isEqualTo(Duration.ofMinutes(bits(set).cardinality()));
    }

    @Property
    void hullReachesFromTheFirstBitToTheLast(@ForAll("sets") TimeRangeSet set) {
        BitSet bits = bits(set);

        if (bits.isEmpty()) {
            assertThat(set.isEmpty()).isTrue();
            assertThat(set.hull()).isEmpty();
        } else {
            assertThat(set.isEmpty()).isFalse();
            assertThat(set.hull()).contains(range(bits.nextSetBit(0), bits.length()));
        }
    }

    @Property
    void unionAndIntersectionCommute(@ForAll("sets") TimeRangeSet a, @ForAll("sets") TimeRangeSet b) {
        assertThat(a.union(b)).isEqualTo(b.union(a));
        assertThat(a.intersection(b)).isEqualTo(b.intersection(a));
    }

    @Property
    void unionAndIntersectionAssociate(
            @ForAll("sets") TimeRangeSet a, @ForAll("sets") TimeRangeSet b, @ForAll("sets") TimeRangeSet c) {
        assertThat(a.union(b).union(c)).isEqualTo(a.union(b.union(c)));
        assertThat(a.intersection(b).intersection(c)).isEqualTo(a.intersection(b.intersection(c)));
    }

    @Property
    void unionAndIntersectionDistribute(
            @ForAll("sets") TimeRangeSet a, @ForAll("sets") TimeRangeSet b, @ForAll("sets") TimeRangeSet c) {
        assertThat(a.intersection(b.union(c))).isEqualTo(a.intersection(b).union(a.intersection(c)));
        assertThat(a.union(b.intersection(c))).isEqualTo(a.union(b).intersection(a.union(c)));
    }

    @Property
    void deMorganHoldsInsideAWhole(@ForAll("sets") TimeRangeSet a, @ForAll("sets") TimeRangeSet b) {
        TimeRangeSet whole = TimeRangeSet.of(WHOLE);

        assertThat(whole.minus(a.union(b))).isEqualTo(whole.minus(a).intersection(whole.minus(b)));
        assertThat(whole.minus(a.intersection(b))).isEqualTo(whole.minus(a).union(whole.minus(b)));
    }

    @Property
    void whatIsTakenAndWhatIsLeftMakeTheSetAgain(@ForAll("sets") TimeRangeSet a, @ForAll("sets") TimeRangeSet b) {
        assertThat(a.minus(b).union(a.intersection(b))).isEqualTo(a);
        assertThat(a.minus(b).intersection(b)).isEqualTo(TimeRangeSet.EMPTY);
    }

    @Property
    void theEmptySetIsNeutral(@ForAll("sets") TimeRangeSet a) {
        assertThat(a.union(TimeRangeSet.EMPTY)).isEqualTo(a);
        assertThat(a.intersection(TimeRangeSet.EMPTY)).isEqualTo(TimeRangeSet.EMPTY);
        assertThat(a.minus(TimeRangeSet.EMPTY)).isEqualTo(a);
        assertThat(TimeRangeSet.EMPTY.minus(a)).isEqualTo(TimeRangeSet.EMPTY);
        assertThat(a.minus(a)).isEqualTo(TimeRangeSet.EMPTY);
    }

    @Example
    void rangesThatTouchBecomeOne() {
        assertThat(TimeRangeSet.of(range(5, 6), range(0, 5)).ranges()).containsExactly(range(0, 6));
    }

    @Property
    void setsAreEqualOnlyIfTheyHoldTheSame(@ForAll("sets") TimeRangeSet a, @ForAll("sets") TimeRangeSet b) {
        assertThat(a.equals(b)).isEqualTo(bits(a).equals(bits(b)));
    }

    @Example
    void oneMinuteMoreIsAnotherSet() {
        assertThat(TimeRangeSet.of(range(0, 5))).isNotEqualTo(TimeRangeSet.of(range(0, 6)));
    }

    @Example
    void textListsTheRanges() {
        assertThat(TimeRangeSet.of(range(60, 61), range(45, 46)))
                .hasToString("[1970-01-01T00:00:00Z/1970-01-01T00:01:00Z, 1970-01-01T00:15:00Z/1970-01-01T00:16:00Z]");
    }

    @Example
    void aHoleOfAMillisecondStays() {
        TimeRange late = new TimeRange(at(5).plusMillis(1), at(6));

        assertThat(TimeRangeSet.of(range(0, 5), late).ranges()).containsExactly(range(0, 5), late);
    }
}
