package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.healthwarehouse.coverage.BruteForcePlan.Cost;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.junit.jupiter.api.Test;

class FewestCallsPlannerTest {
    private static final int SLOTS = 48;
    private static final Grid GRID = new Grid(Instant.parse("1969-12-31T14:00:00Z"), Duration.ofHours(1), SLOTS);

    private final ChunkPlanner planner = ChunkPlanner.fewestCalls();

    /** Missing slots and limits in slots. */
    record Task(BitSet missing, int window, int bridge) {
        TimeRangeSet ranges() {
            return GRID.set(missing);
        }

        ChunkLimits limits() {
            return limits(1);
        }

        ChunkLimits limits(int alignment) {
            return new ChunkLimits(
                    GRID.step().multipliedBy(window),
                    alignment == 1 ? Duration.ZERO : GRID.step().multipliedBy(alignment),
                    GRID.step().multipliedBy(bridge));
        }
    }

    @Provide
    Arbitrary<Task> tasks() {
        Arbitrary<BitSet> missing = Combinators.combine(
                        Arbitraries.integers().between(1, 9), Arbitraries.randomValue(random -> random.nextLong()))
                .as((tenths, seed) -> scattered(tenths, new Random(seed)));
        return Combinators.combine(
                        missing,
                        Arbitraries.integers().between(1, 14),
                        Arbitraries.integers().between(0, 8))
                .as(Task::new)
                .withoutEdgeCases();
    }

    /** Runs of missing and held slots, so that gaps of every length occur. */
    private static BitSet scattered(int tenths, Random random) {
        BitSet bits = new BitSet(SLOTS);
        for (int slot = 0; slot < SLOTS; ) {
            int length = 1 + random.nextInt(6);
            bits.set(slot, Math.min(SLOTS, slot + length), random.nextInt(10) < tenths);
            slot += length;
        }
        return bits;
    }

    private static Cost cost(List<TimeRange> chunks, TimeRangeSet missing) {
        Duration bridged = TimeRangeSet.of(chunks).minus(missing).duration();
        return new Cost(chunks.size(), (int) bridged.dividedBy(GRID.step()));
    }

    @Property(tries = 3000)
    void makesAsFewCallsAsTryingAllPlansAndBridgesAsLittle(@ForAll("tasks") Task task) {
        List<TimeRange> chunks = planner.plan(task.ranges(), task.limits());

        assertThat(cost(chunks, task.ranges()))
                .isEqualTo(BruteForcePlan.best(task.missing(), task.window(), task.bridge()));
    }

    @Test
    void isTheBestOfAllPlansForEverySmallCase() {
        int slots = 10;
        for (long pattern = 0; pattern < 1L << slots; pattern++) {
            BitSet missing = BitSet.valueOf(new long[] {pattern});
            for (int window = 1; window <= 5; window++) {
                for (int bridge = 0; bridge <= 3; bridge++) {
                    Task task = new Task(missing, window, bridge);
                    assertThat(cost(planner.plan(task.ranges(), task.limits()), task.ranges()))
                            .as("%s", task)
                            .isEqualTo(BruteForcePlan.best(missing, window, bridge));
                }
            }
        }
    }

    @Property
    void coversEverythingThatIsMissing(@ForAll("tasks") Task task) {
        TimeRangeSet chunks = TimeRangeSet.of(planner.plan(task.ranges(), task.limits()));

        assertThat(task.ranges().minus(chunks)).isEqualTo(TimeRangeSet.EMPTY);
    }

    @Property
    void chunksAreAscendingAndDoNotOverlap(@ForAll("tasks") Task task) {
        List<TimeRange> chunks = planner.plan(task.ranges(), task.limits());

        for (int i = 1; i < chunks.size(); i++) {
            assertThat(chunks.get(i - 1).end()).isBeforeOrEqualTo(chunks.get(i).start());
        }
    }

    @Property
    void noChunkIsLongerThanTheWindow(@ForAll("tasks") Task task) {
        assertThat(planner.plan(task.ranges(), task.limits()))
                .allSatisfy(chunk -> assertThat(chunk.duration())
                        .isLessThanOrEqualTo(task.limits().window()));
    }

    @Property
    void everyChunkBeginsAndEndsWithSomethingMissing(@ForAll("tasks") Task task) {
        TimeRangeSet missing = task.ranges();

        assertThat(planner.plan(missing, task.limits())).allSatisfy(chunk -> {
            assertThat(missing.contains(chunk.start())).isTrue();
            assertThat(missing.contains(chunk.end().minusMillis(1))).isTrue();
        });
    }

    @Property
    void noHoleThatIsBridgedIsLongerThanAllowed(@ForAll("tasks") Task task) {
        for (TimeRange chunk : planner.plan(task.ranges(), task.limits())) {
            assertThat(TimeRangeSet.of(chunk).minus(task.ranges()).ranges())
                    .allSatisfy(hole -> assertThat(hole.duration())
                            .isLessThanOrEqualTo(task.limits().bridge()));
        }
    }

    @Property
    void withoutAnyOneOfItsBridgesItWouldTakeMoreCalls(@ForAll("tasks") Task task) {
        List<TimeRange> chunks = planner.plan(task.ranges(), task.limits());
        TimeRangeSet bridged = TimeRangeSet.of(chunks).minus(task.ranges());

        for (TimeRange hole : bridged.ranges()) {
            BitSet notBridged = new BitSet();
            notBridged.set(0, SLOTS);
            bridged.minus(TimeRangeSet.of(hole))
                    .ranges()
                    .forEach(other -> notBridged.clear(slot(other.start()), slot(other.end())));
            assertThat(BruteForcePlan.bestWithout(task.missing(), task.window(), task.bridge(), notBridged)
                            .calls())
                    .isGreaterThan(chunks.size());
        }
    }

    private static int slot(Instant instant) {
        return (int) Duration.between(GRID.zero(), instant).dividedBy(GRID.step());
    }

    @Property
    void alignedChunksKeepToTheGrid(@ForAll("tasks") Task task) {
        ChunkLimits days = new ChunkLimits(Duration.ofDays(2), Duration.ofDays(1), Duration.ofDays(1));

        List<TimeRange> chunks = planner.plan(task.ranges(), days);

        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(Math.floorMod(chunk.startMs(), Duration.ofDays(1).toMillis()))
                    .isZero();
            assertThat(Math.floorMod(chunk.endMs(), Duration.ofDays(1).toMillis()))
                    .isZero();
            assertThat(chunk.duration()).isLessThanOrEqualTo(Duration.ofDays(2));
        });
        assertThat(task.ranges().minus(TimeRangeSet.of(chunks))).isEqualTo(TimeRangeSet.EMPTY);
    }

    @Property
    void alignedChunksAreAsFewAsTryingAllPlansOnTheCoarserGrid(@ForAll("tasks") Task task) {
        // The grid begins at 14:00; cells of four hours since the epoch begin two slots later.
        int cell = 4;
        BitSet cells = new BitSet();
        task.missing().stream().forEach(slot -> cells.set((slot + 2) / cell));
        Task aligned = new Task(task.missing(), cell * (1 + task.window() / cell), task.bridge());

        assertThat(planner.plan(task.ranges(), aligned.limits(cell)))
                .hasSize(BruteForcePlan.best(cells, aligned.window() / cell, task.bridge() / cell)
                        .calls());
    }

    @Test
    void nothingMissingNeedsNoCall() {
        assertThat(planner.plan(TimeRangeSet.EMPTY, ChunkLimits.window(Duration.ofDays(7))))
                .isEmpty();
    }

    @Test
    void sixMonthsInWeeksAreTwentySixCalls() {
        TimeRange halfYear =
                new TimeRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"));

        List<TimeRange> chunks = planner.plan(TimeRangeSet.of(halfYear), ChunkLimits.window(Duration.ofDays(7)));

        assertThat(chunks).hasSize(26);
        assertThat(TimeRangeSet.of(chunks)).isEqualTo(TimeRangeSet.of(halfYear));
    }

    @Test
    void twoSmallGapsInOneWindowAreOneCall() {
        assertThat(planner.plan(
                        TimeRangeSet.of(GRID.range(0, 2), GRID.range(5, 7)),
                        new ChunkLimits(Duration.ofHours(7), Duration.ZERO, Duration.ofHours(3))))
                .containsExactly(GRID.range(0, 7));
    }

    @Test
    void aHoleLongerThanTheBridgeIsNotBridged() {
        assertThat(planner.plan(
                        TimeRangeSet.of(GRID.range(0, 2), GRID.range(5, 7)),
                        new ChunkLimits(
                                Duration.ofHours(7),
                                Duration.ZERO,
                                Duration.ofHours(3).minusMillis(1))))
                .containsExactly(GRID.range(0, 2), GRID.range(5, 7));
    }

    @Test
    void ofTwoPossibleBridgesTheShorterIsTaken() {
        // Three gaps, any two neighbours of which fit into one window.
        assertThat(planner.plan(
                        TimeRangeSet.of(GRID.range(0, 2), GRID.range(5, 7), GRID.range(8, 10)),
                        new ChunkLimits(Duration.ofHours(7), Duration.ZERO, Duration.ofHours(3))))
                .containsExactly(GRID.range(0, 2), GRID.range(5, 10));
    }

    @Test
    void aDayOfLocalTimeIsAskedForAsTheWholeUtcDaysThatHoldIt() {
        TimeRange localDay =
                new TimeRange(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z"));

        assertThat(planner.plan(
                        TimeRangeSet.of(localDay),
                        new ChunkLimits(Duration.ofDays(7), Duration.ofDays(1), Duration.ZERO)))
                .containsExactly(
                        new TimeRange(Instant.parse("2026-03-28T00:00:00Z"), Instant.parse("2026-03-30T00:00:00Z")));
    }
}
