package org.healthwarehouse.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/** A short stretch of time in equal slots, so that a model can hold one statement for each of them. */
record Grid(Instant zero, Duration step, int slots) {
    static final Grid MINUTES = new Grid(Instant.parse("2025-12-31T23:30:00Z"), Duration.ofMinutes(1), 60);

    /** The present of all these tests, and moments around it. */
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    static final Instant EARLIER = NOW.minus(Duration.ofDays(2));
    static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    static final Instant LATER = NOW.plusMillis(1);

    Instant at(int slot) {
        return zero.plus(step.multipliedBy(slot));
    }

    TimeRange range(int first, int endExclusive) {
        return new TimeRange(at(first), at(endExclusive));
    }

    TimeRange slot(int slot) {
        return range(slot, slot + 1);
    }

    TimeRange whole() {
        return range(0, slots);
    }

    /** The slots whose bit is set. */
    TimeRangeSet set(BitSet bits) {
        return TimeRangeSet.of(bits.stream().mapToObj(this::slot).toList());
    }

    /** The line that speaks of the slot, which it must cover wholly. */
    Optional<CoverageEntry> line(List<CoverageEntry> lines, int slot) {
        return lines.stream().filter(line -> line.range().contains(slot(slot))).findFirst();
    }

    Arbitrary<TimeRange> ranges() {
        Arbitrary<Integer> edge = Arbitraries.integers().between(0, slots);
        return Combinators.combine(edge, edge)
                .filter((a, b) -> !a.equals(b))
                .as((a, b) -> range(Math.min(a, b), Math.max(a, b)));
    }

    Arbitrary<TimeRangeSet> sets() {
        return ranges().list().ofMaxSize(4).map(TimeRangeSet::of).withoutEdgeCases();
    }

    /** Statements of every kind, few enough to meet their like. */
    Arbitrary<CoverageEntry> statements() {
        Arbitrary<Instant> past = Arbitraries.of(EARLIER, YESTERDAY, NOW);
        Arbitrary<Instant> any = Arbitraries.of(EARLIER, YESTERDAY, NOW, LATER);
        Arbitrary<String> reasons = Arbitraries.of("not supported", "too old");
        Arbitrary<Integer> checks = Arbitraries.integers().between(0, 1);
        return Arbitraries.oneOf(
                        Combinators.combine(ranges(), past).as(CoverageEntry::settled),
                        Combinators.combine(ranges(), any, any, checks)
                                .as((range, at, due, n) ->
                                        new CoverageEntry(range, Held.HELD, "", false, at, Optional.of(due), n)),
                        Combinators.combine(ranges(), reasons, past)
                                .as((range, why, at) ->
                                        new CoverageEntry(range, Held.UNAVAILABLE, why, true, at, Optional.empty(), 0)),
                        Combinators.combine(ranges(), reasons, any, any)
                                .as((range, why, at, due) -> new CoverageEntry(
                                        range, Held.UNAVAILABLE, why, false, at, Optional.of(due), 0)),
                        Combinators.combine(ranges(), past).as(Grid::purged))
                .withoutEdgeCases();
    }

    static CoverageEntry purged(TimeRange range, Instant at) {
        return new CoverageEntry(range, Held.PURGED, "", true, at, Optional.empty(), 0);
    }

    Arbitrary<List<CoverageEntry>> ledgers() {
        return statements().list().ofMaxSize(8).map(Grid::ledger).withoutEdgeCases();
    }

    static List<CoverageEntry> ledger(List<CoverageEntry> statements) {
        List<CoverageEntry> lines = List.of();
        for (CoverageEntry statement : statements) {
            lines = CoverageLedger.add(lines, statement);
        }
        return lines;
    }

    /** The same lines, each cut into pieces of one slot. */
    List<CoverageEntry> shredded(List<CoverageEntry> lines) {
        List<CoverageEntry> pieces = new ArrayList<>();
        for (CoverageEntry line : lines) {
            IntStream.range(0, slots)
                    .mapToObj(this::slot)
                    .filter(line.range()::contains)
                    .map(line::over)
                    .forEach(pieces::add);
        }
        return pieces;
    }
}
