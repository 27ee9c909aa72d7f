package org.healthwarehouse.testkit.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.Selection;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;

/** Asks the range feed: one feed for each type, one page for each range. */
final class RangeFeedConnector implements Connector {
    private static final FetchLimits LIMITS = new FetchLimits(
            Optional.of(Duration.ofDays(3)), Duration.ofDays(14), Duration.ofHours(1), Optional.empty());

    /**
     * Asked for on either side of a range, so that also of what crosses its edge it is certain that it would be told.
     */
    private static final Duration LONGEST_ITEM = Duration.ofMinutes(16);

    private final FakeClient client;

    RangeFeedConnector(FakeClient client) {
        this.client = client;
    }

    @Override
    public SourceId source() {
        return RangeFeed.SOURCE;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        return Arrays.stream(RangeKind.values())
                .map(kind -> FeedSpec.of(new FeedId(kind.type().name()), kind.type(), LIMITS)
                        .selecting(Selection.INTERSECTS, LONGEST_ITEM))
                .toList();
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        if (!(request instanceof FetchRequest.Window window) || window.page().isPresent()) {
            throw client.refused("ask for a window without a page token");
        }
        Instant startedAt = context.clock().instant();
        Map<String, String> query = Map.of(
                "type", window.feed().value(),
                "start_time", window.range().start().toString(),
                "end_time", window.range().end().toString());
        return client.page(request, context, startedAt, client.get("/items", query, context));
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        RangeKind kind = RangeKind.named(page.feed().value())
                .orElseThrow(() -> new MalformedResponseException("an unknown feed", "the request"));
        JsonNode items = Json.array(Json.read(page.body()), "items", "the body");
        for (int i = 0; i < items.size(); i++) {
            try {
                read(kind, items.path(i), "item " + i, sink);
            } catch (InvalidParameterException e) {
                throw new MalformedResponseException("an impossible item", "item " + i);
            }
        }
        if (page.request().orElse(null) instanceof FetchRequest.Window window) {
            sink.claim(Claim.complete(kind.type(), window.range()));
        }
    }

    private static void read(RangeKind kind, JsonNode item, String at, PageSink sink)
            throws MalformedResponseException {
        Instant start = Json.time(item, "start", at);
        if (kind.type() instanceof SampleType type) {
            sink.samples(type, Device.of(Json.text(item, "device", at)))
                    .add(
                            start.toEpochMilli(),
                            Json.time(item, "end", at).toEpochMilli(),
                            Json.number(item.path("value"), at));
        } else if (kind.type() instanceof LocationType type) {
            sink.location(new ParsedLocation(
                    type,
                    RecordKey.uuid(Json.text(item, "id", at)),
                    start,
                    Json.number(item.path("latitude"), at),
                    Json.number(item.path("longitude"), at),
                    OptionalDouble.of(Json.number(item.path("accuracy"), at)),
                    Attributes.EMPTY));
        }
    }

    @Override
    public String toString() {
        return "RangeFeedConnector[" + client + "]";
    }
}
