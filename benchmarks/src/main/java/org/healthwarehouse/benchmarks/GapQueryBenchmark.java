package org.healthwarehouse.benchmarks;

import java.util.concurrent.TimeUnit;
import org.healthwarehouse.coverage.GapDetector;
import org.healthwarehouse.storage.Snapshot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The gaps of ten intervals out of ledgers of many: read through the storage, then found. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GapQueryBenchmark {
    /** How many intervals the ledger has. */
    @Param({"10", "1000", "100000", "1000000"})
    public int intervals;

    private final GapDetector detector = GapDetector.byLedger();
    private final Trial trial = new Trial();

    private int query;

    /** Fills a ledger. */
    @Setup
    public void fill() throws Exception {
        trial.open(folder -> GapContest.ledger(folder.resolve("ledger.db"), intervals));
    }

    /** Asks one snapshot. */
    @Benchmark
    public int gaps() {
        return GapContest.gaps(trial.snapshot(), detector, intervals, query++);
    }

    /** Takes a snapshot for every question, as the engine does. */
    @Benchmark
    public int gapsOfANewSnapshot() {
        try (Snapshot snapshot = trial.store().storage.snapshot()) {
            return GapContest.gaps(snapshot, detector, intervals, query++);
        }
    }

    /** Removes the ledger. */
    @TearDown
    public void remove() throws Exception {
        trial.close();
    }
}
