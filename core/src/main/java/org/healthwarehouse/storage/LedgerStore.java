package org.healthwarehouse.storage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /**
     * Rewrites lines of a stream that somebody opens again and, in the same transaction, ends the claims of the feeds
     * that overlap the range. So what was asked for before is refused with {@link StaleClaimException} when it comes,
     * and asked for anew: it is older than the wish to have it asked again.
     *
     * @param stream in whose ledger; where nothing is known of it only claims end
     * @param feeds the feeds that decide its coverage; none means every feed of the source
     * @param range what of it, in the time of the ledger; the rule is handed all lines that intersect or touch it,
     *     whole
     * @param rule makes the lines that take their place
     * @return how many lines were replaced
     */
    int reopen(StreamId stream, Set<FeedId> feeds, TimeRange range, Rule rule);

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
