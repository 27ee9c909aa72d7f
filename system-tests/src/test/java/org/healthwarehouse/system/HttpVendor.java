package org.healthwarehouse.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.ServerDate;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.http.HttpStatus;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/**
 * The simplest connector that speaks HTTP: heart rates as {@code {"samples": [[milliseconds, value], ...], "next":
 * "token"}}, with a bearer token, one feed.
 */
final class HttpVendor implements Connector {
    static final SourceId SOURCE = new SourceId("plain");
    private static final FeedId FEED = new FeedId("heart_rate");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final Function<UserId, AccessTokens> tokens;

    HttpVendor(URI base, Function<UserId, AccessTokens> tokens) {
        this.base = base;
        this.tokens = tokens;
    }

    @Override
    public SourceId source() {
        return SOURCE;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        Duration week = Duration.ofDays(7);
        return List.of(FeedSpec.of(
                FEED,
                DataTypes.HEART_RATE,
                new FetchLimits(Optional.of(week), week, Duration.ofDays(1), Optional.empty())));
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        FetchRequest.Window window = (FetchRequest.Window) request;
        Instant startedAt = context.clock().instant();
        String query = "?start=" + window.range().startMs() + "&end="
                + window.range().endMs()
                + window.page().map(token -> "&token=" + token.value()).orElse("");
        VendorResponse response = new BearerTransport(context.transport(), tokens.apply(context.user()))
                .send(VendorRequest.get(URI.create(base + "/heart" + query)));
        HttpStatus.requireSuccess(response, context.clock(), "the heart rate");
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                SOURCE,
                request.feed(),
                Optional.of(request),
                startedAt,
                ServerDate.of(response),
                response.status(),
                "application/json",
                response.body()));
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        JsonNode root = read(page);
        if (!root.path("samples").isArray()) {
            throw new MalformedResponseException("there are no samples", "the whole page");
        }
        var samples = sink.samples(DataTypes.HEART_RATE, Device.of("watch"));
        for (JsonNode sample : root.path("samples")) {
            long at = sample.path(0).longValue();
            samples.add(at, at, sample.path(1).doubleValue());
        }
        if (root.hasNonNull("next")) {
            sink.next(new PageToken(root.path("next").textValue()));
        }
        sink.claim(new Claim(
                DataTypes.HEART_RATE, ((FetchRequest.Window) page.request().orElseThrow()).range()));
    }

    private static JsonNode read(RawPage page) throws MalformedResponseException {
        try (InputStream in = page.body().open()) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new MalformedResponseException("this is no JSON", "the whole page");
        }
    }
}
