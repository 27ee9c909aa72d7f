package org.healthwarehouse.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
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
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.Selection;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;

/** A vendor that lists the items it has, page by page, and can take some away; claims complete listings unless told. */
final class ListingVendor implements Connector {
    static final SourceId SOURCE = new SourceId("listing");

    private final DataType type;
    private final Map<String, Consumer<PageSink>> pages = new HashMap<>();
    final Map<String, Item> items = new LinkedHashMap<>();
    /** Keys that items have besides their own, by that. */
    final Map<String, RecordKey> besides = new HashMap<>();

    final List<TimeRange> asked = new ArrayList<>();
    final Map<String, Presence> presences = new HashMap<>();
    final List<String> lookedUp = new ArrayList<>();
    FeedSpec feed;
    int pageSize = 1000;
    /** What each page claims of the range that was asked for. */
    Function<TimeRange, List<Claim>> claims;
    /** What else a page says; it comes before the items. */
    Consumer<PageSink> extra = sink -> {};
    /** What the next lookups fail with. */
    final List<Failure> lookupFailures = new ArrayList<>();
    /** Whether lookups are answered with a page for people. */
    boolean keepsProgramsOut;
    /** Whether the second page names itself as the next one. */
    boolean repeatsToken;
    /** The page with this number, counted over all calls from 1, fails like this. */
    final Map<Integer, Failure> failures = new HashMap<>();

    record Item(String key, Instant start, Instant end, boolean open) {}

    ListingVendor(DataType type) {
        this.type = type;
        this.feed = FeedSpec.of(new FeedId("list"), type, FetchLimits.window(Duration.ofDays(30)));
        this.claims = range -> List.of(Claim.complete(type, range));
    }

    ListingVendor has(String key, Instant start, Duration length) {
        items.put(key, new Item(key, start, start.plus(length), false));
        return this;
    }

    ListingVendor hasOpen(String key, Instant start, Duration length) {
        items.put(key, new Item(key, start, start.plus(length), true));
        return this;
    }

    @Override
    public SourceId source() {
        return SOURCE;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        return List.of(feed);
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        FetchRequest.Window window = (FetchRequest.Window) request;
        call(context);
        asked.add(window.range());
        Failure failure = failures.get(asked.size());
        if (failure != null) {
            throw new FetchException(failure);
        }
        int from = window.page().map(token -> Integer.parseInt(token.value())).orElse(0);
        List<Item> selected = items.values().stream()
                .filter(item -> selects(window.range(), item))
                .toList();
        List<Item> page = selected.subList(Math.min(from, selected.size()), Math.min(from + pageSize, selected.size()));
        boolean more = from + pageSize < selected.size();
        List<Claim> claimed = claims.apply(window.range());
        Consumer<PageSink> besides = extra;
        boolean again = repeatsToken && from > 0;
        String body = "page " + pages.size();
        pages.put(body, sink -> {
            besides.accept(sink);
            page.forEach(item -> name(item, sink));
            claimed.forEach(sink::claim);
            if (more || again) {
                sink.next(new PageToken(Integer.toString(again ? from : from + pageSize)));
            }
        });
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                SOURCE,
                window.feed(),
                Optional.of(window),
                context.clock().instant(),
                Optional.empty(),
                200,
                "text/plain",
                RawBody.of(body.getBytes(StandardCharsets.UTF_8))));
    }

    private static void call(FetchContext context) throws FetchException, InterruptedException {
        // The engine counts calls on the transport.
        var unused = context.transport().send(VendorRequest.get(java.net.URI.create("http://127.0.0.1/")));
    }

    private boolean selects(TimeRange range, Item item) {
        boolean starts = range.contains(item.start);
        return feed.selection() == Selection.INTERSECTS
                ? starts || (item.start.isBefore(range.end()) && item.end.isAfter(range.start()))
                : starts;
    }

    private void name(Item item, PageSink sink) {
        if (type instanceof RecordType record) {
            sink.record(new ParsedRecord(
                    record,
                    besides.containsKey(item.key)
                            ? Set.of(RecordKey.uuid(item.key), besides.get(item.key))
                            : Set.of(RecordKey.uuid(item.key)),
                    item.start,
                    item.end,
                    Optional.empty(),
                    item.open,
                    Attributes.EMPTY));
        } else if (type instanceof LocationType location) {
            sink.location(new ParsedLocation(
                    location, RecordKey.uuid(item.key), item.start, 1, 2, OptionalDouble.empty(), Attributes.EMPTY));
        } else {
            try {
                sink.samples((SampleType) type, Device.of("watch"))
                        .add(item.start.toEpochMilli(), item.end.toEpochMilli(), 60);
            } catch (MalformedResponseException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        try (var in = page.body().open()) {
            pages.getOrDefault(new String(in.readAllBytes(), StandardCharsets.UTF_8), other -> {})
                    .accept(sink);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public Presence lookup(DataType of, RecordKey key, FetchContext context)
            throws FetchException, InterruptedException {
        call(context);
        lookedUp.add(key.value());
        if (keepsProgramsOut) {
            throw FetchException.endingTheRun(new Failure.MalformedResponse("a page for people", "the body"));
        }
        if (!lookupFailures.isEmpty()) {
            throw new FetchException(lookupFailures.remove(0));
        }
        return presences.getOrDefault(key.value(), Presence.UNKNOWN);
    }
}
