package org.healthwarehouse.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

    private byte[] files = {};
    private byte[] undefined = {};

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

    /** Makes the files, which follow one another in one input. */
    @Setup
    public void make() {
        FitArchive archive = FitArchive.seeded(42);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        IntStream.range(0, FILES)
                .filter(number -> archive.kind(number).name().equals(kind))
                .forEach(number -> all.writeBytes(archive.file(number)));
        files = all.toByteArray();
        // A message that was never defined: the reader passes over all that follows, but for the checksum.
        undefined = new FitWriter().raw(0).raw(files).end().bytes();
        System.out.println(files.length + " bytes");
    }

    /** The same bytes through the checksum alone. */
    @Benchmark
    public int checksumAlone(Work work) throws IOException {
        FitReader reader = new FitReader(new ByteArrayInputStream(undefined));
        while (reader.next()) {
            throw new IllegalStateException("there is nothing to decode");
        }
        work.megabytes += undefined.length / 1e6;
        return reader.problems().size();
    }

    /** Every message with its time; no field is asked for. */
    @Benchmark
    public long messages(Work work) throws IOException {
        FitReader reader = new FitReader(new ByteArrayInputStream(files));
        long sum = 0;
        int messages = 0;
        while (reader.next()) {
            sum += reader.message().timeMs();
            messages++;
        }
        work.megabytes += files.length / 1e6;
        work.messages += messages;
        return sum;
    }

    /** Canonical samples, records and locations, into a sink that only counts: two passes over the bytes. */
    @Benchmark
    public long page(Work work) throws MalformedResponseException {
        CountingSink sink = new CountingSink();
        importer.parse(
                new RawPage(
                        RawPage.Origin.IMPORT,
                        importer.source(),
                        new FeedId("fit"),
                        Optional.empty(),
                        Instant.EPOCH,
                        Optional.empty(),
                        0,
                        "application/vnd.ant.fit",
                        RawBody.of(files)),
                sink);
        work.megabytes += files.length / 1e6;
        work.samples += sink.samples();
        return sink.samples();
    }
}
