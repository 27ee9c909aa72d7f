package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/** Ledgers under changing rules: they become what the same answers would have left under the new ones. */
class PolicyChangePropertiesTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final TimeRange ALWAYS = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);

    @Provide
    Arbitrary<Settling> rules() {
        Arbitrary<Integer> days = Arbitraries.integers().between(0, 40);
        Arbitrary<Integer> hours = Arbitraries.integers().between(0, 30);
        return Combinators.combine(days, hours, hours, hours)
                .as((settle, recent, fresh, recheck) -> new Settling(
                        Duration.ofDays(settle),
                        Duration.ofHours(Math.min(recent, settle * 24)),
                        Duration.ofHours(fresh),
                        Duration.ofHours(recheck)));
    }

    /** One answer: what was asked, in hours before the present, and when it was, in days. */
    record Answer(TimeRange range, Instant askedAt) {}

    @Provide
    Arbitrary<Answer> answers() {
        Arbitrary<Integer> edge = Arbitraries.integers().between(0, 24 * 80);
        return Combinators.combine(edge, edge, Arbitraries.integers().between(0, 40))
                .filter((a, b, asked) -> !a.equals(b))
                .as((a, b, asked) -> new Answer(
                        new TimeRange(
                                NOW.minus(Duration.ofHours(Math.max(a, b))),
                                NOW.minus(Duration.ofHours(Math.min(a, b)))),
                        NOW.minus(Duration.ofDays(asked))));
    }

    private static List<CoverageEntry> ledger(List<Answer> answers, Settling rules) {
        List<CoverageEntry> lines = List.of();
        for (Answer answer : answers) {
            for (CoverageEntry line : rules.entries(answer.range, answer.askedAt)) {
                lines = CoverageLedger.add(lines, line);
            }
        }
        return lines;
    }

    @Property
    void aLedgerOfOneAnswerIsWhatTheAnswerWouldHaveLeft(
            @ForAll("answers") Answer answer, @ForAll("rules") Settling before, @ForAll("rules") Settling after) {
        List<CoverageEntry> changed =
                new PolicyChange(before, after, false).apply(ledger(List.of(answer), before), TimeRangeSet.EMPTY);

        assertThat(changed).isEqualTo(ledger(List.of(answer), after));
    }

    @Property
    void nothingIsSettledThatNoAnswerWouldHaveSettled(
            @ForAll List<@net.jqwik.api.From("answers") Answer> answers,
            @ForAll("rules") Settling before,
            @ForAll("rules") Settling after) {
        List<CoverageEntry> changed =
                new PolicyChange(before, after, false).apply(ledger(answers, before), TimeRangeSet.EMPTY);

        List<TimeRange> settling = new ArrayList<>();
        for (Answer answer : answers) {
            after.entries(answer.range, answer.askedAt).stream()
                    .filter(CoverageEntry::settled)
                    .forEach(line -> settling.add(line.range()));
            if (after.settleAfter().compareTo(before.settleAfter()) <= 0) {
                before.entries(answer.range, answer.askedAt).stream()
                        .filter(CoverageEntry::settled)
                        .forEach(line -> settling.add(line.range()));
            }
        }
        TimeRangeSet settled = CoverageLedger.ranges(changed, CoverageEntry::settled);
        assertThat(settled.minus(TimeRangeSet.of(settling))).isEqualTo(TimeRangeSet.EMPTY);
        assertThat(CoverageLedger.ranges(changed, line -> true))
                .isEqualTo(CoverageLedger.ranges(ledger(answers, before), line -> true));
    }

    @Property
    void anEmptyDayThatMayFillUpIsNotSettledByAShorterTime(
            @ForAll("answers") Answer answer, @ForAll("rules") Settling before, @ForAll("rules") Settling after) {
        PolicyChange change = new PolicyChange(before, after, true);
        List<CoverageEntry> empty = LateArrival.keepEmptyDaysOpen(
                before.entries(answer.range, answer.askedAt), TimeRangeSet.EMPTY, answer.askedAt);
        List<CoverageEntry> asked = LateArrival.keepEmptyDaysOpen(
                after.entries(answer.range, answer.askedAt), TimeRangeSet.EMPTY, answer.askedAt);

        List<CoverageEntry> changed = change.apply(empty, TimeRangeSet.EMPTY);

        assertThat(CoverageLedger.ranges(changed, CoverageEntry::settled)
                        .minus(CoverageLedger.ranges(asked, CoverageEntry::settled))
                        .minus(CoverageLedger.ranges(empty, CoverageEntry::settled)))
                .isEqualTo(TimeRangeSet.EMPTY);
    }

    @Property
    void whatIsOpenForAReasonOfItsOwnStaysAsItIs(
            @ForAll("answers") Answer answer, @ForAll("rules") Settling before, @ForAll("rules") Settling after) {
        List<CoverageEntry> opened =
                Reopening.reopen(List.of(CoverageEntry.settled(answer.range, answer.askedAt)), ALWAYS, answer.askedAt);

        assertThat(new PolicyChange(before, after, false).apply(opened, TimeRangeSet.EMPTY))
                .isEqualTo(opened);
    }
}
