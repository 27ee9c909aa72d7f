package org.healthwarehouse.system;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;

/**
 * Ten million heart-rate samples, one a minute for nineteen years, through the facade; prints whether that is complete.
 */
final class LargeIngest implements Connector {
    private static final long MINUTE = 60_000;
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    private static final FeedId FEED = new FeedId("minutes");

    public static void main(String[] arguments) {
        long rows = Long.parseLong(arguments[1]);
        Instant end = NOW.minus(Duration.ofDays(30));
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage("sqlite:" + Path.of(arguments[0]))
                .connector(new LargeIngest())
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(InstantSource.fixed(NOW))
                .settings(SyncSettings.DEFAULT.pause(Duration.ZERO))
                .build()) {
            TimeRange range = new TimeRange(end.minus(Duration.ofMinutes(rows)), end);
            SyncReport report = warehouse
                    .sync(SyncRequest.of(DataTypes.HEART_RATE).in(range))
                    .await();
            System.out.println(
                    "stored " + report.recordsByType().get("heart_rate") + " complete " + report.isComplete());
        }
    }

    @Override
    public SourceId source() {
        return new SourceId("minutes");
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        return List.of(FeedSpec.of(FEED, DataTypes.HEART_RATE, FetchLimits.window(Duration.ofDays(7))));
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        var unused = context.transport().send(VendorRequest.get(java.net.URI.create("http://127.0.0.1/")));
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                source(),
                FEED,
                Optional.of(request),
                context.clock().instant(),
                Optional.empty(),
                200,
                "application/octet-stream",
                RawBody.of(request.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        TimeRange range = ((FetchRequest.Window) page.request().orElseThrow()).range();
        SampleSink samples = sink.samples(DataTypes.HEART_RATE, Device.of("watch"));
        for (long at = range.startMs(); at < range.endMs(); at += MINUTE) {
            samples.add(at, at, 60 + Math.floorMod(at / MINUTE * 7919, 60));
        }
        sink.claim(new Claim(DataTypes.HEART_RATE, range));
    }
}
