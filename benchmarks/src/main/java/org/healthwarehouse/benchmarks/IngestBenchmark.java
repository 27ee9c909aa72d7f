package org.healthwarehouse.benchmarks;

import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.SampleBatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Commits of sorted pages of 10,080 samples into an empty store; the figure is the time of one page. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class IngestBenchmark {
    private static final int PAGES = 208;

    private final Trial trial = new Trial();

    /** Opens an empty store. */
    @Setup(Level.Iteration)
    public void open() throws Exception {
        trial.open(folder -> BenchStore.empty(folder.resolve("ingest.db")));
    }

    /** Every page is new. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public void newPages() {
        Iterator<ChunkClaim> claims = claims();
        long unused = trial.store().load(1, (long) PAGES * YardstickSeries.PAGE, claims::next);
    }

    /** The same page comes again and again: it is only looked at. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public void unchangedPages() {
        SampleBatch page = BenchStore.page(new YardstickSeries(0), 0, YardstickSeries.PAGE);
        claims().forEachRemaining(claim -> trial.store().commit(claim, page));
    }

    private Iterator<ChunkClaim> claims() {
        return trial.store().chunks(PAGES).stream()
                .map(trial.store()::claim)
                .toList()
                .iterator();
    }

    /** Removes the store. */
    @TearDown(Level.Iteration)
    public void remove() throws Exception {
        trial.close();
    }
}
