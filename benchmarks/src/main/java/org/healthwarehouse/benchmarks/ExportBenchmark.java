package org.healthwarehouse.benchmarks;

import java.util.concurrent.TimeUnit;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.export.ExportRequest;
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

/** A million samples of two devices in every format. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class ExportBenchmark {
    /** The format. */
    @Param({"csv", "json", "ndjson", "parquet"})
    public String format = "csv";

    private final Trial trial = new Trial();

    /** Stores the samples. */
    @Setup
    public void fill() throws Exception {
        trial.open(folder -> {
            BenchStore store = BenchStore.empty(folder.resolve("exported.db"));
            long unused = store.load(2, 500_000);
            return store;
        });
    }

    /** The whole store. */
    @Benchmark
    public ExportReport export() {
        return trial.warehouse().export(ExportRequest.to(format, trial.folder().resolve(format)));
    }

    /** Removes store and export. */
    @TearDown
    public void remove() throws Exception {
        trial.close();
    }
}
