package org.healthwarehouse.testkit.fakes;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/** Asks a fake vendor through its connector, as an engine would, and keeps what was read. */
final class Client implements PageSink {
    private final Connector connector;
    private final FetchContext context;
    final Map<DataType, Set<TrueItem>> items = new HashMap<>();
    final List<Claim> claims = new ArrayList<>();
    final List<LocalDay> days = new ArrayList<>();
    final List<PageToken> tokens = new ArrayList<>();
    private Optional<PageToken> next = Optional.empty();

    Client(Connector connector, VendorTransport transport, InstantSource clock) {
        this.connector = connector;
        context = new FetchContext(UserId.LOCAL, transport, clock);
    }

    FetchContext context() {
        return context;
    }

    FeedSpec feed(DataType type) throws FetchException, InterruptedException {
        return connector.feeds(context).stream()
                .filter(feed -> feed.primaryFor().contains(type))
                .findFirst()
                .orElseThrow();
    }

    /** Everything of the range, page by page. */
    FetchResult all(FeedSpec feed, TimeRange range)
            throws FetchException, InterruptedException, MalformedResponseException {
        FetchResult result = one(feed, range, Optional.empty());
        while (next.isPresent()) {
            result = one(feed, range, next);
        }
        return result;
    }

    FetchResult one(FeedSpec feed, TimeRange range, Optional<PageToken> token)
            throws FetchException, InterruptedException, MalformedResponseException {
        FetchRequest request = switch (feed.axis()) {
            case UTC -> new FetchRequest.Window(UserId.LOCAL, feed.id(), padded(feed, range), token);
            case LOCAL_DATE ->
                new FetchRequest.Dates(UserId.LOCAL, feed.id(), date(range.start()), date(range.end()), token);
            case NONE -> new FetchRequest.Current(UserId.LOCAL, feed.id());
        };
        FetchResult result = connector.fetch(request, context);
        next = Optional.empty();
        if (result instanceof FetchResult.Page page) {
            connector.parse(page.page(), this);
        }
        return result;
    }

    private static java.time.LocalDate date(java.time.Instant midnight) {
        return java.time.LocalDate.ofInstant(midnight, java.time.ZoneOffset.UTC);
    }

    private static TimeRange padded(FeedSpec feed, TimeRange range) {
        return new TimeRange(range.start().minus(feed.padding()), range.end().plus(feed.padding()));
    }

    /** What was read of the type and has a part in the range. */
    Set<TrueItem> read(DataType type, TimeRange range) {
        Set<TrueItem> inside = new java.util.HashSet<>(items.getOrDefault(type, Set.of()));
        inside.removeIf(item -> !item.start().isBefore(range.end())
                || !(item.end().isAfter(range.start()) || !item.start().isBefore(range.start())));
        return inside;
    }

    private void add(DataType type, TrueItem item) {
        items.computeIfAbsent(type, any -> new java.util.HashSet<>()).add(item);
    }

    @Override
    public SampleSink samples(SampleType type, Device device, String channel) {
        return new SampleSink() {
            @Override
            public void add(long startMs, long endMs, double value) {
                Client.this.add(type, TrueItem.sample(device, channel, startMs, endMs, value));
            }

            @Override
            public void add(long startMs, long endMs, double value, Attributes note) {
                add(startMs, endMs, value);
            }
        };
    }

    @Override
    public void record(ParsedRecord record) {
        add(
                record.type(),
                TrueItem.record(record.keys(), record.start(), record.end(), record.open(), record.attributes()));
    }

    @Override
    public void location(ParsedLocation fix) {
        add(fix.type(), TrueItem.location(fix.key(), fix.time(), fix.latitude(), fix.longitude(), fix.accuracy()));
    }

    @Override
    public void deleted(DataType type, RecordKey key) {
        throw new AssertionError("no fake vendor tells of deletions");
    }

    @Override
    public void localDay(LocalDay day) {
        days.add(day);
    }

    @Override
    public void problem(ParseProblem problem) {
        throw new AssertionError(problem);
    }

    @Override
    public void claim(Claim claim) {
        claims.add(claim);
    }

    @Override
    public void next(PageToken token) {
        tokens.add(token);
        next = Optional.of(token);
    }
}
