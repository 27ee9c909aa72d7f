package com.example.consumer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;

/** A connector of the application's own: a thermometer that reads 36.5 degrees whenever it is asked, once an hour. */
final class Thermometer implements Connector {
    private static final SourceId SOURCE = SourceId.of("thermometer");
    private static final FeedId READINGS = new FeedId("readings");
    private int calls;

    /** How often it was asked. */
    synchronized int calls() {
        return calls;
    }

    @Override
    public SourceId source() {
        return SOURCE;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        return List.of(FeedSpec.of(READINGS, DataTypes.BODY_TEMPERATURE, FetchLimits.window(Duration.ofDays(7))));
    }

    @Override
    public synchronized FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException {
        if (!(request instanceof FetchRequest.Window window)) {
            throw new FetchException(new Failure.InvalidParameter("the thermometer is asked by ranges of instants"));
        }
        calls++;
        StringBuilder lines = new StringBuilder();
        for (Instant at = window.range().start();
                at.isBefore(window.range().end());
                at = at.plus(Duration.ofHours(1))) {
            lines.append(at).append(" 36.5\n");
        }
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                SOURCE,
                READINGS,
                Optional.of(request),
                context.clock().instant(),
                Optional.empty(),
                200,
                "text/plain",
                RawBody.of(lines.toString().getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        SampleSink samples = sink.samples(DataTypes.BODY_TEMPERATURE, Device.of("kitchen"));
        try (InputStream in = page.body().open()) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] parts = line.split(" ", 2);
                long at = Instant.parse(parts[0]).toEpochMilli();
                samples.add(at, at, Double.parseDouble(parts[1]));
            }
        } catch (IOException e) {
            throw new MalformedResponseException("a page that cannot be opened", "its start");
        }
        if (page.request().orElse(null) instanceof FetchRequest.Window window) {
            sink.claim(Claim.complete(DataTypes.BODY_TEMPERATURE, window.range()));
        }
    }
}
