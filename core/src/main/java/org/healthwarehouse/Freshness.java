package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.sync.SyncPlan.StreamGap;
import org.healthwarehouse.sync.SyncRequest;

/**
 * Where an answer came from, how old it is, and what is missing from it.
 *
 * @param status whether there is something to warn of
 * @param origin from where the answer came
 * @param recordCount how many samples, records or locations it holds
 * @param lastSyncAt when the part of it was fetched that was fetched longest ago; empty if a stream has no part that
 *     was
 * @param syncedAt when a source answered for this answer; empty if none did
 * @param age how long ago {@code lastSyncAt} was; empty if there is none
 * @param threshold the age at which its newest part is worth asking again
 * @param freshEnough whether nothing of the range is missing or due; what has gone by since the last answer counts as
 *     missing only once that answer is older than the threshold
 * @param note all of this as one sentence for a person
 * @param warning what is wrong with the answer; empty if nothing is
 * @param error why a source could not be asked; empty if it could, or need not be
 * @param coverage how much of the range is held, from 0 to 1, averaged over the streams
 * @param openGaps what of the range is missing or due, on the axis of the feed
 * @param closingRequest the sync that would close the open gaps; empty if there are none, or no connector could
 */
public record Freshness(
        Status status,
        Origin origin,
        long recordCount,
        Optional<Instant> lastSyncAt,
        Optional<Instant> syncedAt,
        Optional<Duration> age,
        Duration threshold,
        boolean freshEnough,
        String note,
        Optional<String> warning,
        Optional<Failure> error,
        double coverage,
        List<StreamGap> openGaps,
        Optional<SyncRequest> closingRequest) {
    /** Copies the list. */
    public Freshness {
        openGaps = List.copyOf(openGaps);
    }

    /** The same of an answer that is as it was at an earlier commit; all else is said of the present. */
    Freshness asOf(long number) {
        return new Freshness(
                status,
                origin,
                recordCount,
                lastSyncAt,
                syncedAt,
                age,
                threshold,
                freshEnough,
                "As of commit " + number + ". " + note,
                warning,
                error,
                coverage,
                openGaps,
                closingRequest);
    }

    /** Whether there is something to warn of. */
    public enum Status {
        /** The answer is what it claims to be. */
        SUCCESS,
        /** The answer is usable, but read the warning. */
        SUCCESS_WITH_WARNING
    }

    /** From where an answer came. */
    public enum Origin {
        /** From the store; nobody was asked. */
        LOCAL,
        /** A source was asked for it. */
        VENDOR,
        /** From the store, because a source could not be asked although it should have been. */
        STALE
    }
}
