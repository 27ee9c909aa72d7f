package org.healthwarehouse.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.ChangeHint;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.Deriver;
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
import org.healthwarehouse.coverage.TimeAxis;
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
    private final Object process;
    private final ClaimWatch watch;
    private final Map<FeedId, FeedSpec> feeds = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private boolean settledAllowed;
    private int fetches;

    WatchedConnector(Connector connector, Supplier<Snapshot> snapshots, Object process, ClaimWatch watch) {
        this.connector = connector;
        this.snapshots = snapshots;
        this.process = process;
        this.watch = watch;
    }

    /** Whether calls into settled time are asked for at the moment. */
    void allowSettled(boolean allowed) {
        settledAllowed = allowed;
    }

    List<String> violations() {
        return violations;
    }

    /** Calls about ranges; what is only to be had as it is now may be asked again at any time. */
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
        fetches += request instanceof FetchRequest.Current ? 0 : 1;
        FeedSpec feed = feeds.get(request.feed());
        if (feed != null) {
            range(request, feed).ifPresent(range -> check(request, range, feed, context));
        }
        return connector.fetch(request, context);
    }

    /** What is asked for, on the axis of the feed, without what is asked around it to be on the safe side. */
    private static Optional<TimeRange> range(FetchRequest request, FeedSpec feed) {
        if (request instanceof FetchRequest.Window window) {
            Duration padding = feed.padding();
            TimeRange range = window.range();
            return Optional.of(
                    new TimeRange(range.start().plus(padding), range.end().minus(padding)));
        }
        return request instanceof FetchRequest.Dates dates
                ? Optional.of(new TimeRange(midnight(dates.first()), midnight(dates.endExclusive())))
                : Optional.empty();
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private void check(FetchRequest request, TimeRange range, FeedSpec feed, FetchContext context) {
        if (feed.axis() == TimeAxis.UTC
                && !watch.wasClockSet()
                && range.end().isAfter(context.clock().instant())) {
            violations.add("asked for the future: " + feed.id() + " " + range);
        }
        if (range.duration().compareTo(feed.limits().maxWindow()) > 0) {
            violations.add("asked for too long a range: " + feed.id() + " " + range);
        }
        boolean inDoubt = watch.isInDoubt(process, feed.id(), range);
        if (!settledAllowed
                && !inDoubt
                && feed.primaryFor().stream()
                        .allMatch(type -> settled(
                                request.user(), type, range, context.clock().instant()))) {
            violations.add("asked for settled time: " + feed.id() + " " + range);
        }
        watch.asked(process, feed.id(), range);
    }

    /** What was settled in the future, by a clock that has been set back since, may be asked again. */
    private boolean settled(UserId user, DataType type, TimeRange range, Instant now) {
        StreamId stream = new StreamId(user, source(), type);
        try (Snapshot snapshot = snapshots.get()) {
            List<CoverageEntry> lines = snapshot.coverage(stream, range);
            return CoverageLedger.ranges(
                            lines, line -> line.settled() && !line.fetchedAt().isAfter(now))
                    .contains(range);
        }
    }

    boolean offers(DataType type) {
        return feeds.values().stream().anyMatch(feed -> feed.primaryFor().contains(type));
    }

    /** How the ranges of the feed that decides the type are given; of a type that is not known yet there are none. */
    TimeAxis axis(DataType type) {
        return feeds.values().stream()
                .filter(feed -> feed.primaryFor().contains(type))
                .map(FeedSpec::axis)
                .findFirst()
                .orElse(TimeAxis.NONE);
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        connector.parse(page, sink);
    }

    @Override
    public Optional<Instant> watermark(FeedId feed, FetchContext context) throws FetchException, InterruptedException {
        return connector.watermark(feed, context);
    }

    @Override
    public List<ChangeHint> changes(Instant since, FetchContext context) throws FetchException, InterruptedException {
        return connector.changes(since, context);
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
    public List<Deriver> derivers() {
        return connector.derivers();
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
