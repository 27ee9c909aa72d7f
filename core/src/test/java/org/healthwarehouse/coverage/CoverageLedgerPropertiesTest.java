package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.healthwarehouse.model.TimeRangeSet;

/** Random histories of a ledger, step by step beside a model that holds one note for each minute. */
class CoverageLedgerPropertiesTest {
    private static final Grid GRID = Grid.MINUTES;

    @Provide
    Arbitrary<CoverageEntry> statements() {
        return GRID.statements();
    }

    @Property
    void saysOfEveryMinuteWhatTheModelSays(@ForAll @Size(max = 14) List<@From("statements") CoverageEntry> history) {
        List<CoverageEntry> lines = List.of();
        MinuteModel model = new MinuteModel(GRID);
        for (CoverageEntry statement : history) {
            lines = CoverageLedger.add(lines, statement);
            model.add(statement);

            for (int slot = 0; slot < GRID.slots(); slot++) {
                int minute = slot;
                assertThat(GRID.line(lines, slot).map(line -> line.over(GRID.slot(minute))))
                        .isEqualTo(model.at(slot));
            }
        }
    }

    @Property
    void whatIsHeldStaysHeldWhateverASourceCannotTell(
            @ForAll @Size(max = 10) List<@From("statements") CoverageEntry> history,
            @ForAll("statements") CoverageEntry statement) {
        List<CoverageEntry> before = Grid.ledger(history);
        List<CoverageEntry> after = CoverageLedger.add(before, statement);

        for (int slot = 0; slot < GRID.slots() && statement.held() == Held.UNAVAILABLE; slot++) {
            Optional<CoverageEntry> was = GRID.line(before, slot).filter(line -> line.held() == Held.HELD);
            if (was.isPresent()) {
                CoverageEntry is = GRID.line(after, slot).orElseThrow();
                assertThat(is.held()).isEqualTo(Held.HELD);
                assertThat(is.settled()).isEqualTo(was.get().settled());
                assertThat(is.fetchedAt()).isBeforeOrEqualTo(was.get().fetchedAt());
                assertThat(is.checks()).isGreaterThanOrEqualTo(was.get().checks());
                assertThat(is.dueAt().orElse(Instant.MAX))
                        .isAfterOrEqualTo(was.get().dueAt().orElse(Instant.MAX));
            }
        }
    }

    @Property
    void linesAreSortedDisjointAndNoTwoCouldBeOne(
            @ForAll @Size(max = 14) List<@From("statements") CoverageEntry> history) {
        List<CoverageEntry> lines = List.of();
        for (CoverageEntry statement : history) {
            lines = CoverageLedger.add(lines, statement);

            for (int i = 1; i < lines.size(); i++) {
                CoverageEntry before = lines.get(i - 1);
                CoverageEntry after = lines.get(i);
                assertThat(before.range().end()).isBeforeOrEqualTo(after.range().start());
                assertThat(couldBeOne(before, after)).isFalse();
            }
        }
    }

    private static boolean couldBeOne(CoverageEntry before, CoverageEntry after) {
        boolean touch = before.range().end().equals(after.range().start());
        boolean settledAlike = before.settled()
                && after.settled()
                && before.held() == after.held()
                && before.reason().equals(after.reason());
        return touch && (settledAlike || before.over(after.range()).equals(after));
    }

    @Property
    void nothingIsKnownOfWhatNobodySpokeOf(@ForAll @Size(max = 14) List<@From("statements") CoverageEntry> history) {
        TimeRangeSet spokenOf =
                TimeRangeSet.of(history.stream().map(CoverageEntry::range).toList());
        List<CoverageEntry> lines = Grid.ledger(history);

        assertThat(CoverageLedger.ranges(lines, line -> true)).isEqualTo(spokenOf);
        assertThat(CoverageLedger.unknown(GRID.whole(), lines))
                .isEqualTo(TimeRangeSet.of(GRID.whole()).minus(spokenOf));
    }

    @Property
    void needsNoMoreThanTheLinesThatTouchTheStatementInAnyOrder(
            @ForAll @Size(max = 10) List<@From("statements") CoverageEntry> history,
            @ForAll("statements") CoverageEntry statement,
            @ForAll Random random) {
        List<CoverageEntry> lines = Grid.ledger(history);
        List<CoverageEntry> touched = new ArrayList<>();
        List<CoverageEntry> apart = new ArrayList<>();
        for (CoverageEntry line : lines) {
            boolean touches = !line.range().end().isBefore(statement.range().start())
                    && !line.range().start().isAfter(statement.range().end());
            (touches ? touched : apart).add(line);
        }
        Collections.shuffle(touched, random);

        List<CoverageEntry> together = new ArrayList<>(CoverageLedger.add(touched, statement));
        together.addAll(apart);

        assertThat(together).containsExactlyInAnyOrderElementsOf(CoverageLedger.add(lines, statement));
    }

    @Property
    void sayingTheSameTwiceChangesNothing(
            @ForAll @Size(max = 10) List<@From("statements") CoverageEntry> history,
            @ForAll("statements") CoverageEntry statement) {
        List<CoverageEntry> once = CoverageLedger.add(Grid.ledger(history), statement);

        assertThat(CoverageLedger.add(once, statement)).isEqualTo(once);
    }
}
