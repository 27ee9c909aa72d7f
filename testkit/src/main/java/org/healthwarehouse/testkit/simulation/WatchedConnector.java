package org.healthwarehouse.testkit.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.CoverageLedger;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;

/** Lets every call through and notes those that break a promise: wholly in settled time, in the future, or too long. */
final class WatchedConnector implements Connector {
    private final Connector connector;
    private final Supplier<Snapshot> snapshots;
    private final Map<FeedId, FeedSpec> feeds = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private boolean settledAllowed;
    private int fetches;

    WatchedConnector(Connector connector, Supplier<Snapshot> snapshots) {
        this.connector = connector;
        this.snapshots = snapshots;
    }

    /** Whether calls into settled time are asked for at the moment. */
    void allowSettled(boolean allowed) {
        settledAllowed = allowed;
    }

    List<String> violations() {
        return violations;
    }

    int fetches() {
        return fetches;
    }

    @Override
    public SourceId source() {
        return connector.source();
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) throws FetchException, InterruptedException {
        List<FeedSpec> specs = connector.feeds(context);
        specs.forEach(feed -> feeds.put(feed.id(), feed));
        return specs;
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        fetches++;
        FeedSpec feed = feeds.get(request.feed());
        if (request instanceof FetchRequest.Window window && feed != null) {
            check(window, feed, context);
        }
        return connector.fetch(request, context);
    }

    private void check(FetchRequest.Window window, FeedSpec feed, FetchContext context) {
        TimeRange range = window.range();
        if (range.end().isAfter(context.clock().instant().plus(feed.padding()))) {
            violations.add("asked for the future: " + feed.id() + " " + range);
        }
        if (range.duration()
                        .compareTo(feed.limits().maxWindow().plus(feed.padding().multipliedBy(2)))
                > 0) {
            violations.add("asked for too long a range: " + feed.id() + " " + range);
        }
        if (!settledAllowed && feed.primaryFor().stream().allMatch(type -> settled(window, type))) {
            violations.add("asked for settled time: " + feed.id() + " " + range);
        }
    }

    private boolean settled(FetchRequest.Window window, DataType type) {
        StreamId stream = new StreamId(window.user(), source(), type);
        try (Snapshot snapshot = snapshots.get()) {
            List<CoverageEntry> lines = snapshot.coverage(stream, window.range());
            return CoverageLedger.ranges(lines, CoverageEntry::settled).contains(window.range());
        }
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        connector.parse(page, sink);
    }

    @Override
    public Presence lookup(DataType type, RecordKey key, FetchContext context)
            throws FetchException, InterruptedException {
        return connector.lookup(type, key, context);
    }

    @Override
    public Budget budget(UserId user) {
        return connector.budget(user);
    }

    @Override
    public int parserVersion(FeedId feed) {
        return connector.parserVersion(feed);
    }

    @Override
    public void close() {
        connector.close();
    }
}
