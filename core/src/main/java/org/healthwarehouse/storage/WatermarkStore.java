package org.healthwarehouse.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/** Keeps up to when sources said that their feeds are complete. Every method is one transaction. Thread-safe. */
public interface WatermarkStore {
    /** How far before its former watermark a feed is asked again: what uploads may have held back older data before. */
    Duration REOPENED_BEFORE = Duration.ofDays(1);

    /** What the source said of the feed; empty if it never said anything. */
    Optional<Watermark> find(FeedOf feed);

    /**
     * Notes what the source says now. A watermark never falls. When it rises from one moment to another, everything
     * from a day before the one to the other is due at once in the ledgers of the streams, whether it is held or the
     * source could not tell; what was settled there is so no more, and its reason names the watermark. So is, with the
     * first word, everything from a day before it on, which may have been settled before anybody knew better.
     *
     * @param feed which feed
     * @param said up to when it is complete, and when it was asked
     * @param streams the streams whose coverage the feed decides
     * @param toLedger maps a range of UTC to the time of their ledgers
     */
    void note(FeedOf feed, Watermark said, List<StreamId> streams, UnaryOperator<TimeRange> toLedger);

    /** One feed of one user. */
    record FeedOf(UserId user, SourceId source, FeedId feed) {}

    /**
     * Up to when a source says that a feed is complete.
     *
     * @param reached the latest moment that it ever named
     * @param askedAt when it was last asked, by the local clock
     */
    record Watermark(Instant reached, Instant askedAt) {
        /** As far as anything can be held that was asked for before; no clock is trusted to the day. */
        private static final Duration BEYOND_THE_PRESENT = Duration.ofDays(2);

        /**
         * What lines may be wrong about that were written without knowing of this watermark, as a range of UTC.
         *
         * @param known the watermark that was known when they were written; empty if there was none
         * @return empty if it has not risen since
         */
        public Optional<TimeRange> opensAfter(Optional<Instant> known) {
            if (known.isPresent()) {
                return known.filter(reached::isAfter)
                        .map(before -> new TimeRange(before.minus(REOPENED_BEFORE), reached));
            }
            Instant last = reached.isAfter(askedAt) ? reached : askedAt;
            return Optional.of(new TimeRange(reached.minus(REOPENED_BEFORE), last.plus(BEYOND_THE_PRESENT)));
        }
    }
}
