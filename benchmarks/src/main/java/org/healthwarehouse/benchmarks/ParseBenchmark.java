package org.healthwarehouse.benchmarks;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Parsing of Fulcra's {@code metric_samples}: a month of heart rate, some 20 MB of JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParseBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final TimeRange MONTH = new TimeRange(NOW.minus(Duration.ofDays(30)), NOW);
    private static final FeedId FEED = new FeedId("metric_samples/HeartRate");

    private final FulcraConnector connector =
            FulcraConnector.builder().token("any").userId("any").build();
    private @Nullable RawPage page;

    /** Asks the simulator once. */
    @Setup
    public void fetch() throws Exception {
        try (FulcraSimulator vendor = FulcraSimulator.serving(SyntheticPerson.seeded(42))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .longestRange(Duration.ofDays(90), Duration.ofDays(90))
                .build()) {
            URI address = URI.create("http://127.0.0.1/data/v0/" + vendor.userId()
                    + "/metric_samples?metric=HeartRate&start_time=" + MONTH.start() + "&end_time=" + MONTH.end());
            VendorResponse answer = vendor.inMemory()
                    .send(new VendorRequest(
                            "GET",
                            address,
                            Map.of("Authorization", "Bearer " + vendor.token()),
                            RawBody.of(new byte[0])));
            System.out.println(
                    "status " + answer.status() + ", " + answer.body().size() + " bytes");
            page = new RawPage(
                    RawPage.Origin.PULL,
                    FulcraConnector.SOURCE,
                    FEED,
                    Optional.of(new FetchRequest.Window(UserId.LOCAL, FEED, MONTH, Optional.empty())),
                    NOW,
                    Optional.empty(),
                    answer.status(),
                    "application/json",
                    answer.body());
        }
    }

    /** Into a sink that only counts. */
    @Benchmark
    public long heartRate() throws MalformedResponseException {
        CountingSink sink = new CountingSink();
        if (page != null) {
            connector.parse(page, sink);
        }
        return sink.samples();
    }
}
