package org.healthwarehouse.storage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/** Changes the ledger other than by a page. Every method is one transaction. Thread-safe. */
public interface LedgerStore {
    /**
     * Rewrites lines of several streams, all or none. Streams of which nothing is known are passed over.
     *
     * @param streams which streams
     * @param range what of each; the rule is handed all lines that intersect or touch it, whole
     * @param rule makes the lines that take their place
     * @return how many lines were replaced
     */
    int rewrite(Collection<StreamId> streams, TimeRange range, Rule rule);

    /** The rules under which the last lines of each stream of the user and source were written, by name of the type. */
    Map<String, Settling> settlings(UserId user, SourceId source);

    /**
     * Rewrites the whole ledger of a stream and notes the rules under which its lines now stand.
     *
     * @return how many lines were replaced
     */
    int adopt(StreamId stream, Settling settling, Rule rule);

    /** How far the last sweep of a feed came; empty if there never was one, and nothing hinted at one. */
    Optional<Sweep> sweep(UserId user, SourceId source, FeedId feed);

    /** Keeps how far a sweep came, in place of what was kept of the feed. */
    void keep(UserId user, SourceId source, FeedId feed, Sweep sweep);

    /** Makes lines of lines. Pure; called inside the transaction. */
    @FunctionalInterface
    interface Rule {
        /** The lines that take the place of the given ones: ascending, without overlaps, within the same time. */
        List<CoverageEntry> apply(List<CoverageEntry> lines);
    }
}
