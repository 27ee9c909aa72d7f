package org.healthwarehouse.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.garmin.FitImporter;
import org.healthwarehouse.garmin.fit.FitReader;
import org.healthwarehouse.testkit.garmin.FitArchive;
import org.healthwarehouse.testkit.garmin.FitWriter;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decoding of FIT files, in megabytes and messages for a second, beside the least that any reader must do with the same
 * bytes: take them from the stream and add up their checksum.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FitDecodeBenchmark {
    private static final int FILES = 110;

    private final FitImporter importer = new FitImporter();

    /** What the files are about. */
    @Param({"ACTIVITY", "DAY"})
    public String kind = "";

    private final List<byte[]> files = new ArrayList<>();
    private final List<byte[]> undefined = new ArrayList<>();

    /** What one second is worth. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        /** Megabytes that were read. */
        public double megabytes;

        /** Messages that were read. */
        public double messages;

        /** Samples that were read. */
        public double samples;
    }

    /** Makes the files. */
    @Setup
    public void make() {
        FitArchive archive = FitArchive.seeded(42);
        for (int number = 0; number < FILES; number++) {
            if (archive.kind(number).name().equals(kind)) {
                byte[] file = archive.file(number);
                files.add(file);
                // A message that was never defined: the reader passes over all that follows, but for the checksum.
                undefined.add(new FitWriter().raw(0).raw(file).end().bytes());
            }
        }
    }

    /** The same bytes through the checksum alone. */
    @Benchmark
    public int checksumAlone(Work work) throws IOException {
        int problems = 0;
        for (byte[] file : undefined) {
            FitReader reader = new FitReader(new ByteArrayInputStream(file));
            if (reader.next()) {
                throw new IllegalStateException("there is nothing to decode");
            }
            problems += reader.problems().size();
            work.megabytes += file.length / 1e6;
        }
        return problems;
    }

    /** Every message with its time; no field is asked for. */
    @Benchmark
    public long messages(Work work) throws IOException {
        long sum = 0;
        for (byte[] file : files) {
            FitReader reader = new FitReader(new ByteArrayInputStream(file));
            while (reader.next()) {
                sum += reader.message().timeMs();
                work.messages++;
            }
            work.megabytes += file.length / 1e6;
        }
        return sum;
    }

    /** Canonical samples, records and locations, into a sink that only counts: two passes over the bytes. */
    @Benchmark
    public long page(Work work) throws MalformedResponseException {
        CountingSink sink = new CountingSink();
        for (byte[] file : files) {
            importer.parse(page(file), sink);
            work.megabytes += file.length / 1e6;
        }
        work.samples += sink.samples();
        return sink.samples();
    }

    private RawPage page(byte[] file) {
        return new RawPage(
                RawPage.Origin.IMPORT,
                importer.source(),
                new FeedId("fit"),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                0,
                "application/vnd.ant.fit",
                RawBody.of(file));
    }
}
