package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.healthwarehouse.coverage.Grid.EARLIER;
import static org.healthwarehouse.coverage.Grid.NOW;
import static org.healthwarehouse.coverage.Grid.YESTERDAY;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.groups.Tuple;
import org.healthwarehouse.coverage.Coverage.Span;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final StreamId STREAM = new StreamId(UserId.LOCAL, SourceId.of("fulcra"), DataTypes.HEART_RATE);
    private static final Grid QUARTER_DAYS = new Grid(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofHours(6), 24);

    private static TimeRange days(int first, int endExclusive) {
        return QUARTER_DAYS.range(4 * first, 4 * endExclusive);
    }

    private static Instant day(int day) {
        return QUARTER_DAYS.at(4 * day);
    }

    private static Coverage derive(TimeRange range, List<CoverageEntry> lines, Set<Instant> daysWithData) {
        return Coverage.derive(STREAM, range, lines, daysWithData, List.of());
    }

    private static Span failed(TimeRange range, String detail) {
        return new Span(range, CoverageState.FAILED, detail, Optional.of(YESTERDAY));
    }

    private static Span span(TimeRange range, CoverageState state, Instant fetchedAt) {
        return new Span(range, state, "", Optional.of(fetchedAt));
    }

    @Test
    void withoutALedgerNothingIsFetched() {
        assertThat(derive(days(0, 6), List.of(), Set.of()).spans())
                .containsExactly(new Span(days(0, 6), CoverageState.NOT_FETCHED, "", Optional.empty()));
    }

    @Test
    void settledDaysWithoutARowAreEmpty() {
        List<CoverageEntry> lines = List.of(CoverageEntry.settled(days(0, 6), EARLIER));

        assertThat(derive(days(1, 5), lines, Set.of(day(2), day(3))).spans())
                .containsExactly(
                        span(days(1, 2), CoverageState.EMPTY, EARLIER),
                        span(days(2, 4), CoverageState.DATA, EARLIER),
                        span(days(4, 5), CoverageState.EMPTY, EARLIER));
    }

    @Test
    void partsOfADayAreLikeTheirDay() {
        List<CoverageEntry> lines = List.of(CoverageEntry.settled(days(0, 6), EARLIER));

        assertThat(derive(QUARTER_DAYS.range(2, 5), lines, Set.of(day(0))).spans())
                .containsExactly(
                        span(QUARTER_DAYS.range(2, 4), CoverageState.DATA, EARLIER),
                        span(QUARTER_DAYS.range(4, 5), CoverageState.EMPTY, EARLIER));
    }

    @Test
    void whatMayStillChangeIsProvisionalWithOrWithoutRows() {
        List<CoverageEntry> lines = List.of(CoverageEntry.provisional(days(0, 2), NOW, NOW));

        assertThat(derive(days(0, 2), lines, Set.of(day(0))).spans())
                .containsExactly(span(days(0, 2), CoverageState.PROVISIONAL, NOW));
    }

    @Test
    void unavailableAndPurgedKeepTheirReason() {
        CoverageEntry unavailable =
                new CoverageEntry(days(0, 1), Held.UNAVAILABLE, "too old", true, EARLIER, Optional.empty(), 0);

        assertThat(derive(days(0, 2), List.of(unavailable, Grid.purged(days(1, 2), NOW)), Set.of())
                        .spans())
                .containsExactly(
                        new Span(days(0, 1), CoverageState.UNAVAILABLE, "too old", Optional.of(EARLIER)),
                        span(days(1, 2), CoverageState.PURGED, NOW));
    }

    @Test
    void aFailureCountsOnlyWhereNothingIsHeld() {
        Coverage coverage = Coverage.derive(
                STREAM,
                days(0, 6),
                List.of(CoverageEntry.settled(days(2, 4), EARLIER)),
                Set.of(day(2), day(3)),
                List.of(failed(days(1, 5), "TimedOut")));

        assertThat(coverage.spans())
                .containsExactly(
                        new Span(days(0, 1), CoverageState.NOT_FETCHED, "", Optional.empty()),
                        failed(days(1, 2), "TimedOut"),
                        span(days(2, 4), CoverageState.DATA, EARLIER),
                        failed(days(4, 5), "TimedOut"),
                        new Span(days(5, 6), CoverageState.NOT_FETCHED, "", Optional.empty()));
    }

    @Test
    void heldFractionCountsWhatIsHeldWithOrWithoutRows() {
        Coverage coverage = Coverage.derive(
                STREAM,
                days(0, 6),
                List.of(
                        CoverageEntry.settled(days(0, 2), EARLIER),
                        CoverageEntry.provisional(days(2, 3), NOW, NOW),
                        Grid.purged(days(3, 4), NOW)),
                Set.of(day(0)),
                List.of(failed(days(4, 5), "TimedOut")));

        assertThat(coverage.heldFraction()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void thePartsInAStateAreASet() {
        Coverage coverage =
                derive(days(0, 6), List.of(CoverageEntry.settled(days(0, 6), EARLIER)), Set.of(day(0), day(3)));

        assertThat(coverage.in(CoverageState.DATA)).isEqualTo(TimeRangeSet.of(days(0, 1), days(3, 4)));
        assertThat(coverage.in(CoverageState.FAILED)).isEqualTo(TimeRangeSet.EMPTY);
    }

    /** Everything that a coverage is derived from. */
    record Facts(TimeRange range, List<CoverageEntry> lines, Set<Instant> daysWithData, List<Span> failures) {
        Coverage coverage() {
            return Coverage.derive(STREAM, range, lines, daysWithData, failures);
        }
    }

    @Provide
    Arbitrary<Facts> facts() {
        Arbitrary<Set<Instant>> days = Arbitraries.integers()
                .between(0, 5)
                .map(CoverageTest::day)
                .set()
                .ofMaxSize(6);
        Arbitrary<List<Span>> failures = Combinators.combine(
                        QUARTER_DAYS.ranges(), Arbitraries.of("TimedOut", "Unreachable"))
                .as(CoverageTest::failed)
                .list()
                .ofMaxSize(3);
        return Combinators.combine(QUARTER_DAYS.ranges(), QUARTER_DAYS.ledgers(), days, failures)
                .as(Facts::new)
                .withoutEdgeCases();
    }

    @Property
    void spansFollowOneAnotherFromTheStartOfTheRangeToItsEnd(@ForAll("facts") Facts facts) {
        List<Span> spans = facts.coverage().spans();

        assertThat(spans.get(0).range().start()).isEqualTo(facts.range().start());
        assertThat(spans.get(spans.size() - 1).range().end())
                .isEqualTo(facts.range().end());
        for (int i = 1; i < spans.size(); i++) {
            assertThat(spans.get(i).range().start())
                    .isEqualTo(spans.get(i - 1).range().end());
        }
    }

    @Property
    void everyQuarterOfADayIsInTheStateThatTheRulesGive(@ForAll("facts") Facts facts) {
        List<Span> spans = facts.coverage().spans();

        for (int slot = 0; slot < QUARTER_DAYS.slots(); slot++) {
            TimeRange quarter = QUARTER_DAYS.slot(slot);
            if (facts.range().contains(quarter)) {
                assertThat(spans.stream().filter(span -> span.range().contains(quarter)))
                        .extracting(Span::state, Span::detail, Span::fetchedAt)
                        .containsExactly(expected(facts, slot));
            }
        }
    }

    private static Tuple expected(Facts facts, int slot) {
        TimeRange quarter = QUARTER_DAYS.slot(slot);
        Optional<CoverageEntry> line = QUARTER_DAYS.line(facts.lines(), slot);
        if (line.isPresent()) {
            CoverageState state = stateOf(line.get(), facts.daysWithData().contains(dayOf(quarter)));
            return tuple(state, line.get().reason(), Optional.of(line.get().fetchedAt()));
        }
        return facts.failures().stream()
                .filter(failure -> failure.range().contains(quarter))
                .findFirst()
                .map(failure -> tuple(CoverageState.FAILED, failure.detail(), failure.fetchedAt()))
                .orElse(tuple(CoverageState.NOT_FETCHED, "", Optional.empty()));
    }

    private static Instant dayOf(TimeRange quarter) {
        return quarter.start().truncatedTo(ChronoUnit.DAYS);
    }

    private static CoverageState stateOf(CoverageEntry line, boolean hasRows) {
        return switch (line.held()) {
            case PURGED -> CoverageState.PURGED;
            case UNAVAILABLE -> CoverageState.UNAVAILABLE;
            case HELD -> {
                CoverageState settled = hasRows ? CoverageState.DATA : CoverageState.EMPTY;
                yield line.settled() ? settled : CoverageState.PROVISIONAL;
            }
        };
    }

    @Property
    void neighboursAreAlwaysDifferent(@ForAll("facts") Facts facts) {
        List<Span> spans = facts.coverage().spans();

        for (int i = 1; i < spans.size(); i++) {
            Span before = spans.get(i - 1);
            Span after = spans.get(i);
            assertThat(new Span(before.range(), after.state(), after.detail(), after.fetchedAt()))
                    .isNotEqualTo(before);
        }
    }

    @Property
    void theAnswerDoesNotDependOnHowTheLinesWereCut(@ForAll("facts") Facts facts) {
        Facts shredded =
                new Facts(facts.range(), QUARTER_DAYS.shredded(facts.lines()), facts.daysWithData(), facts.failures());

        assertThat(shredded.coverage()).isEqualTo(facts.coverage());
    }

    @Property
    void theStatesTogetherAreTheRange(@ForAll("facts") Facts facts) {
        Coverage coverage = facts.coverage();
        TimeRangeSet all = TimeRangeSet.EMPTY;
        for (CoverageState state : CoverageState.values()) {
            assertThat(coverage.in(state).intersection(all)).isEqualTo(TimeRangeSet.EMPTY);
            all = all.union(coverage.in(state));
        }

        assertThat(all).isEqualTo(TimeRangeSet.of(facts.range()));
    }
}
