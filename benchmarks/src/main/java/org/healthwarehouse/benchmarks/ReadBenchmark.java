package org.healthwarehouse.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.SampleQuery;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.series.AggregateSeries;
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

/** Reads and daily means of one series with a sample a minute. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadBenchmark {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** How many days are read. */
    @Param({"1", "30", "365", "3650"})
    public int days;

    private final Trial trial = new Trial();

    /** Stores ten years. */
    @Setup
    public void fill() throws Exception {
        trial.open(folder -> {
            BenchStore store = BenchStore.empty(folder.resolve("decade.db"));
            long unused = store.load(1, 3650L * 1440);
            return store;
        });
    }

    private SampleQuery samples() {
        Instant from = Instant.ofEpochMilli(YardstickSeries.BEGIN);
        return trial.warehouse()
                .samples(DataTypes.HEART_RATE)
                .between(from, from.plus(Duration.ofDays(days)))
                .mode(ReadMode.LOCAL_ONLY);
    }

    /** Into arrays. */
    @Benchmark
    public SampleSeries arrays() {
        return samples().read().data();
    }

    /** The mean of every local day. */
    @Benchmark
    public AggregateSeries dailyMeans() {
        return samples().everyDay(BERLIN).mean().data();
    }

    /** Removes the store. */
    @TearDown
    public void remove() throws Exception {
        trial.close();
    }
}
