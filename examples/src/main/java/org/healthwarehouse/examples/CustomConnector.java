package org.healthwarehouse.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.auth.BearerTransport;
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
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.http.HttpStatus;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;

/**
 * A whole connector for a vendor that does not exist: Pulsar answers {@code GET /pulse?from=..&to=..} with one line
 * {@code time,beats} for each measurement of a chest strap, and a last line {@code end}.
 */
public final class CustomConnector implements Connector {
    private static final SourceId PULSAR = SourceId.of("pulsar");
    private static final FeedId PULSE = new FeedId("pulse");
    private final URI base;
    private final AccessTokens tokens;

    /** A connector to the vendor at that address. */
    public CustomConnector(URI base, AccessTokens tokens) {
        this.base = base;
        this.tokens = tokens;
    }

    @Override
    public SourceId source() {
        return PULSAR;
    }

    /** 1. What can be asked for: one endpoint, by ranges of up to 7 days, that decides one type. */
    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        return List.of(FeedSpec.of(PULSE, DataTypes.HEART_RATE, FetchLimits.window(Duration.ofDays(7))));
    }

    /**
     * 2. One call for one page. No waiting, no retrying: a failure with the right type is all that the engine needs.
     */
    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        if (!(request instanceof FetchRequest.Window window)) {
            throw new FetchException(new Failure.InvalidParameter("Pulsar is asked by ranges of instants"));
        }
        Instant startedAt = context.clock().instant();
        String query = "/pulse?from=" + window.range().start() + "&to="
                + window.range().end();
        VendorResponse response = new BearerTransport(context.transport(), tokens)
                .send(VendorRequest.get(base.resolve(query)).header("Accept", "text/csv"));
        HttpStatus.requireSuccess(response, context.clock(), "Pulsar's pulse");
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                PULSAR,
                PULSE,
                Optional.of(request),
                startedAt,
                Optional.empty(),
                response.status(),
                "text/csv",
                response.body()));
    }

    /** 3. Bytes into samples, and into the claim that everything of the range came. Pure, and strict about the end. */
    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        SampleSink samples = sink.samples(DataTypes.HEART_RATE, Device.of("strap"));
        String line = null;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(page.body().open(), StandardCharsets.UTF_8))) {
            for (line = lines.readLine(); line != null && !line.equals("end"); line = lines.readLine()) {
                String[] parts = line.split(",", 2);
                long at = Instant.parse(parts[0]).toEpochMilli();
                samples.add(at, at, Double.parseDouble(parts[1]));
            }
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException | IOException e) {
            throw new MalformedResponseException("a line that is no measurement", "some line");
        }
        if (line == null) {
            throw new MalformedResponseException("the last line is missing", "the end");
        }
        if (page.request().orElse(null) instanceof FetchRequest.Window window) {
            sink.claim(Claim.complete(DataTypes.HEART_RATE, window.range()));
        }
    }
}
