package org.healthwarehouse.testkit.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.Budget;
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
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.Selection;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.http.HttpStatus;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/** Asks the paged listing: one feed for each collection, page by page. */
final class PagedListingConnector implements Connector {
    private static final Duration UNSURE = Duration.ofDays(1);
    private static final FetchLimits LIMITS = new FetchLimits(
            Optional.of(Duration.ofDays(10)), Duration.ofDays(60), Duration.ofDays(1), Optional.empty());
    private static final List<Budget.Allowance> ALLOWANCES =
            List.of(new Budget.Allowance(100, Duration.ofMinutes(1)), new Budget.Allowance(10_000, Duration.ofDays(1)));

    private final FakeClient client;

    PagedListingConnector(FakeClient client) {
        this.client = client;
    }

    @Override
    public SourceId source() {
        return PagedListing.SOURCE;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        return Arrays.stream(ListingKind.values())
                .map(kind -> FeedSpec.of(new FeedId(kind.collection()), kind.type(), LIMITS)
                        .selecting(Selection.INTERSECTS, UNSURE)
                        .lateArrival(false)
                        .settling(new Settling(
                                Duration.ofDays(14), Duration.ofDays(2), kind.freshFor(), Duration.ofDays(1))))
                .toList();
    }

    @Override
    public Budget budget(UserId user) {
        return new Budget("paged:client-7f3a", ALLOWANCES, Duration.ZERO, 3, 0.1);
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        Instant startedAt = context.clock().instant();
        return client.page(request, context, startedAt, waiting(ask(request, context)));
    }

    private VendorResponse ask(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        String path = "/v2/" + request.feed();
        if (request instanceof FetchRequest.ById one) {
            return client.get(path + "/" + one.key().value(), Map.of(), context);
        }
        if (!(request instanceof FetchRequest.Window window)) {
            throw client.refused("ask for a window or for one record");
        }
        Map<String, String> query = new TreeMap<>();
        query.put("start_time", window.range().start().toString());
        query.put("end_time", window.range().end().toString());
        window.page().ifPresent(token -> query.put("nextToken", token.value()));
        return client.get(path, query, context);
    }

    /** The vendor names the wait in a header of its own; said in the usual one, everybody understands it. */
    private static VendorResponse waiting(VendorResponse response) {
        Optional<String> reset = response.header("x-ratelimit-reset");
        if (response.status() != 429 || response.header("retry-after").isPresent() || reset.isEmpty()) {
            return response;
        }
        Map<String, List<String>> headers = new TreeMap<>(response.headers());
        headers.put("retry-after", List.of(reset.get()));
        return new VendorResponse(response.status(), headers, response.body());
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        ListingKind kind = ListingKind.named(page.feed().value())
                .orElseThrow(() -> new MalformedResponseException("an unknown feed", "the request"));
        JsonNode body = Json.read(page.body());
        if (page.request().orElse(null) instanceof FetchRequest.ById) {
            record(kind, body, "the record", sink);
            return;
        }
        JsonNode records = Json.array(body, "records", "the body");
        for (int i = 0; i < records.size(); i++) {
            record(kind, records.path(i), "record " + i, sink);
        }
        if (!body.path("next_token").asText("").isEmpty()) {
            sink.next(new PageToken(Json.text(body, "next_token", "the body")));
        }
        if (page.request().orElse(null) instanceof FetchRequest.Window window) {
            sink.claim(Claim.complete(kind.type(), window.range()));
        }
    }

    private static void record(ListingKind kind, JsonNode record, String at, PageSink sink)
            throws MalformedResponseException {
        String state = Json.text(record, "score_state", at);
        boolean running =
                record.path("end").isMissingNode() || record.path("end").isNull();
        Instant start = Json.time(record, "start", at);
        double score = state.equals(Entry.SCORED) ? Json.number(record.path("score"), at) : 0;
        String id = kind.isNumbered()
                ? Long.toString((long) Json.number(record.path("id"), at))
                : Json.text(record, "id", at);
        try {
            sink.record(new ParsedRecord(
                    kind.type(),
                    Set.of(kind.key(id)),
                    start,
                    running ? start : Json.time(record, "end", at),
                    Optional.of(Json.time(record, "updated_at", at)),
                    running || state.equals(Entry.PENDING),
                    Entry.attributes(state, score)));
        } catch (InvalidParameterException e) {
            throw new MalformedResponseException("an impossible record", at);
        }
    }

    @Override
    public Presence lookup(DataType type, RecordKey key, FetchContext context)
            throws FetchException, InterruptedException {
        Optional<ListingKind> kind = Arrays.stream(ListingKind.values())
                .filter(candidate -> candidate.type().equals(type))
                .findFirst();
        if (kind.isEmpty() || !key.scheme().equals(kind.get().key("1").scheme())) {
            return Presence.UNKNOWN;
        }
        VendorResponse response =
                waiting(client.get("/v2/" + kind.get().collection() + "/" + key.value(), Map.of(), context));
        if (response.status() == 404) {
            return Presence.ABSENT;
        }
        HttpStatus.requireSuccess(response, context.clock(), "paged's lookup of a " + type);
        return Presence.PRESENT;
    }

    @Override
    public String toString() {
        return "PagedListingConnector[" + client + "]";
    }
}
