package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlingTest {
    private static final Instant ASKED = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private static Instant ago(Duration duration) {
        return ASKED.minus(duration);
    }

    private static TimeRange between(Duration from, Duration to) {
        return new TimeRange(ago(from), ago(to));
    }

    @Test
    void anOldRangeIsSettledAsAWhole() {
        TimeRange range = between(Duration.ofDays(30), Duration.ofDays(8));

        assertThat(Settling.DEFAULT.entries(range, ASKED)).containsExactly(CoverageEntry.settled(range, ASKED));
    }

    @Test
    void aRangeUpToNowIsSettledThenProvisionalThenRecent() {
        assertThat(Settling.DEFAULT.entries(between(Duration.ofDays(30), Duration.ZERO), ASKED))
                .containsExactly(
                        CoverageEntry.settled(between(Duration.ofDays(30), WEEK), ASKED),
                        CoverageEntry.provisional(
                                between(WEEK, Duration.ofHours(2)), ASKED, ASKED.plus(Duration.ofDays(1))),
                        CoverageEntry.provisional(between(Duration.ofHours(2), Duration.ZERO), ASKED, ASKED));
    }

    @Test
    void whatEndsExactlyAtTheSettlingAgeIsSettled() {
        TimeRange range = between(Duration.ofDays(8), WEEK);

        assertThat(Settling.DEFAULT.entries(range, ASKED)).containsExactly(CoverageEntry.settled(range, ASKED));
    }

    @Test
    void nothingIsClaimedAtOrAfterTheMomentOfAsking() {
        assertThat(Settling.DEFAULT.entries(new TimeRange(ASKED, ASKED.plus(WEEK)), ASKED))
                .isEmpty();
        assertThat(Settling.DEFAULT.entries(between(Duration.ofHours(1), WEEK.negated()), ASKED))
                .extracting(CoverageEntry::range)
                .containsExactly(between(Duration.ofHours(1), Duration.ZERO));
    }

    @Test
    void withoutASettlingAgeEverythingPastIsSettled() {
        Settling atOnce = new Settling(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        TimeRange range = between(WEEK, Duration.ZERO);

        assertThat(atOnce.entries(range, ASKED)).containsExactly(CoverageEntry.settled(range, ASKED));
    }

    @Test
    void aSettlingAgeOfCenturiesNeverSettles() {
        Settling never =
                new Settling(Duration.ofDays(365 * 500), Duration.ofDays(365 * 400), Duration.ZERO, Duration.ofDays(1));
        TimeRange range = between(Duration.ofDays(10_000), Duration.ZERO);

        assertThat(never.entries(range, ASKED)).containsExactly(CoverageEntry.provisional(range, ASKED, ASKED));
    }

    @Provide
    Arbitrary<Settling> settlings() {
        Arbitrary<Duration> durations =
                Arbitraries.longs().between(0, 14L * 86_400_000).map(Duration::ofMillis);
        return Combinators.combine(durations, durations, durations, durations)
                .as((a, b, fresh, recheck) ->
                        new Settling(a.compareTo(b) > 0 ? a : b, a.compareTo(b) > 0 ? b : a, fresh, recheck))
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<TimeRange> ranges() {
        Arbitrary<Long> offset = Arbitraries.longs().between(-30L * 86_400_000, 5L * 86_400_000);
        Arbitrary<Long> length = Arbitraries.longs().between(1, 40L * 86_400_000);
        return Combinators.combine(offset, length)
                .as((from, ms) -> TimeRange.ofMillis(ASKED.toEpochMilli() + from, ASKED.toEpochMilli() + from + ms));
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(-86_400_000_000_000L, 86_400_000_000_000L)
                .map(ASKED::plusNanos);
    }

    @Property
    void thePiecesAreThePastPartOfTheRange(
            @ForAll("settlings") Settling settling,
            @ForAll("ranges") TimeRange range,
            @ForAll("moments") Instant asked) {
        List<TimeRange> pieces = settling.entries(range, asked).stream()
                .map(CoverageEntry::range)
                .toList();
        TimeRangeSet past = TimeRangeSet.of(range).minus(TimeRangeSet.of(new TimeRange(asked, TimeRange.LATEST)));

        assertThat(TimeRangeSet.of(pieces)).isEqualTo(past);
        for (int i = 1; i < pieces.size(); i++) {
            assertThat(pieces.get(i).start()).isEqualTo(pieces.get(i - 1).end());
        }
    }

    @Property
    void aPieceIsSettledIfItEndsAtTheSettlingAgeOrBefore(
            @ForAll("settlings") Settling settling,
            @ForAll("ranges") TimeRange range,
            @ForAll("moments") Instant asked) {
        Instant settledUntil = asked.minus(settling.settleAfter()).truncatedTo(ChronoUnit.MILLIS);

        assertThat(settling.entries(range, asked)).allSatisfy(piece -> {
            assertThat(piece.settled()).isEqualTo(!piece.range().end().isAfter(settledUntil));
            assertThat(piece.settled()).isEqualTo(piece.range().start().isBefore(settledUntil));
        });
    }

    @Property
    void aProvisionalPieceIsDueAccordingToItsAge(
            @ForAll("settlings") Settling settling,
            @ForAll("ranges") TimeRange range,
            @ForAll("moments") Instant asked) {
        Instant recentFrom = asked.minus(settling.recent()).truncatedTo(ChronoUnit.MILLIS);

        assertThat(settling.entries(range, asked)).allSatisfy(piece -> {
            assertThat(piece.fetchedAt()).isEqualTo(asked);
            if (piece.settled()) {
                assertThat(piece.dueAt()).isEmpty();
            } else if (piece.range().start().isBefore(recentFrom)) {
                assertThat(piece.dueAt()).contains(asked.plus(settling.recheck()));
            } else {
                assertThat(piece.dueAt()).contains(asked.plus(settling.freshFor()));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"PT-1S, PT0S, PT0S, PT0S", "P1D, PT-1S, PT0S, PT0S", "P1D, PT0S, PT-1S, PT0S", "P1D, PT0S, PT0S, PT-1S"
    })
    void refusesNegativeDurations(Duration settleAfter, Duration recent, Duration freshFor, Duration recheck) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> new Settling(settleAfter, recent, freshFor, recheck))
                .withMessageContainingAll("PT-1S", "must not have negative durations", "zero or more");
    }

    @Test
    void refusesARecentPartThatIsLongerThanTheSettlingAge() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> new Settling(WEEK, WEEK.plusMillis(1), Duration.ZERO, Duration.ZERO))
                .withMessageContainingAll("recent part", "must not be longer than the settling time", "shorten");
    }
}
