package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.coverage.Reopening;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.LedgerAxes;
import org.healthwarehouse.storage.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens time again in the store: what is held is due, and what is on its way does not count as its answer. */
final class Reopenings {
    private static final Logger LOG = LoggerFactory.getLogger(Reopenings.class);

    private Reopenings() {}

    /** Of these sources or, if there are none, of every source of which the store knows the type. */
    static void reopen(
            EngineParts parts,
            FeedDirectory directory,
            UserId user,
            Set<SourceId> sources,
            DataType type,
            TimeRange range) {
        DerivedStreams derived = new DerivedStreams(parts);
        Map<StreamId, TimeRange> streams = new HashMap<>();
        try (Snapshot snapshot = parts.storage().snapshot()) {
            Set<StreamId> all = new HashSet<>(snapshot.streams(user));
            // Of what is fetched for the first time only the source knows yet.
            parts.connectors().forEach(connector -> all.add(new StreamId(user, connector.source(), type)));
            all.stream()
                    .filter(stream -> stream.type().equals(type))
                    .filter(stream -> sources.isEmpty() || sources.contains(stream.source()))
                    .filter(stream -> mayBeOffered(directory, derived.ledgerOf(stream)))
                    .forEach(stream -> streams.put(
                            derived.ledgerOf(stream),
                            onLedger(
                                    snapshot,
                                    stream,
                                    feeds(directory, derived.ledgerOf(stream)),
                                    derived.padded(range, derived.reach(stream)))));
        }
        Instant now = parts.now();
        int lines = 0;
        for (Map.Entry<StreamId, TimeRange> stream : streams.entrySet()) {
            TimeRange ledger = stream.getValue();
            Set<FeedId> feeds =
                    feeds(directory, stream.getKey()).stream().map(FeedSpec::id).collect(Collectors.toSet());
            lines += parts.storage()
                    .ledger()
                    .reopen(stream.getKey(), feeds, ledger, before -> Reopening.reopen(before, ledger, now));
        }
        LOG.info(
                "{} type={} range={} lines={}: settled time is asked again",
                LogEvent.LEDGER_REOPENED,
                type.name(),
                range,
                lines);
    }

    /** To the store no feed means every feed, so it must not hear of what a source is known not to offer. */
    private static boolean mayBeOffered(FeedDirectory directory, StreamId stream) {
        return directory.wordOfConnected(stream.user(), stream.source()).isEmpty()
                || !feeds(directory, stream).isEmpty();
    }

    /**
     * The feeds that decide the coverage of a stream, by what its source last said; none if it never said anything, in
     * which case it may be any of them.
     */
    private static List<FeedSpec> feeds(FeedDirectory directory, StreamId stream) {
        return directory.ofConnected(stream.user(), stream.source()).stream()
                .filter(feed -> feed.primaryFor().contains(stream.type()))
                .toList();
    }

    private static TimeRange onLedger(Snapshot snapshot, StreamId stream, List<FeedSpec> feeds, TimeRange range) {
        TimeAxis axis = feeds.isEmpty() ? snapshot.axis(stream) : feeds.get(0).axis();
        return LedgerAxes.atEnds(snapshot, stream.user(), stream.source(), axis, range)
                .toLedger(range);
    }
}
