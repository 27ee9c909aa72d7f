package org.healthwarehouse.sync;

import java.time.Duration;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.storage.RawPolicy;

/**
 * How the engine works.
 *
 * @param chunkSize range of a chunk where the feed prefers none; default 7 days
 * @param maxChunkSize longest range of a chunk for such feeds; default 30 days
 * @param pause wait between two chunks of one lane; default 0.5 s
 * @param lanes chunks in flight at once; default 3
 * @param maxDuration after which a sync is paused; default 2 h
 * @param lease how long a claim on a chunk holds without progress; default 2 min
 * @param readCalls calls that a local-first read may make; default 20
 * @param readDuration how long a local-first read may take once it knows what its sources offer; default 30 s
 * @param connectionErrors failed connections in a row after which a job is paused; default 5
 * @param rawPolicy which of the vendor's bytes are kept; default {@link RawPolicy#KEEP_LATEST}
 */
public record SyncSettings(
        Duration chunkSize,
        Duration maxChunkSize,
        Duration pause,
        int lanes,
        Duration maxDuration,
        Duration lease,
        int readCalls,
        Duration readDuration,
        int connectionErrors,
        RawPolicy rawPolicy) {
    /** The defaults named above. */
    public static final SyncSettings DEFAULT = new SyncSettings(
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofMillis(500),
            3,
            Duration.ofHours(2),
            Duration.ofMinutes(2),
            20,
            Duration.ofSeconds(30),
            5);

    /** The same with the default of what is kept of the vendor's bytes. */
    public SyncSettings(
            Duration chunkSize,
            Duration maxChunkSize,
            Duration pause,
            int lanes,
            Duration maxDuration,
            Duration lease,
            int readCalls,
            Duration readDuration,
            int connectionErrors) {
        this(
                chunkSize,
                maxChunkSize,
                pause,
                lanes,
                maxDuration,
                lease,
                readCalls,
                readDuration,
                connectionErrors,
                RawPolicy.KEEP_LATEST);
    }

    /** @throws InvalidParameterException if a number or duration is not positive (the pause may be zero) */
    public SyncSettings {
        positive("chunk size", chunkSize);
        positive("longest chunk size", maxChunkSize);
        positive("longest duration", maxDuration);
        positive("lease", lease);
        positive("read duration", readDuration);
        if (pause.isNegative() || lanes < 1 || readCalls < 0 || connectionErrors < 1) {
            throw new InvalidParameterException(
                    "sync settings",
                    "pause " + pause + ", lanes " + lanes + ", read calls " + readCalls + ", connection errors "
                            + connectionErrors,
                    "must not be negative, and lanes and connection errors at least 1",
                    "start from SyncSettings.DEFAULT");
        }
    }

    private static void positive(String what, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new InvalidParameterException(what, duration, "must be positive", "start from SyncSettings.DEFAULT");
        }
    }

    /** The same settings with another pause. */
    public SyncSettings pause(Duration other) {
        return new SyncSettings(
                chunkSize,
                maxChunkSize,
                other,
                lanes,
                maxDuration,
                lease,
                readCalls,
                readDuration,
                connectionErrors,
                rawPolicy);
    }

    /** The same settings with another chunk size. */
    public SyncSettings chunkSize(Duration other) {
        return new SyncSettings(
                other,
                maxChunkSize,
                pause,
                lanes,
                maxDuration,
                lease,
                readCalls,
                readDuration,
                connectionErrors,
                rawPolicy);
    }

    /** The same settings with another number of lanes. */
    public SyncSettings lanes(int other) {
        return new SyncSettings(
                chunkSize,
                maxChunkSize,
                pause,
                other,
                maxDuration,
                lease,
                readCalls,
                readDuration,
                connectionErrors,
                rawPolicy);
    }

    /** The same settings with another budget for local-first reads. */
    public SyncSettings readBudget(int calls, Duration duration) {
        return new SyncSettings(
                chunkSize,
                maxChunkSize,
                pause,
                lanes,
                maxDuration,
                lease,
                calls,
                duration,
                connectionErrors,
                rawPolicy);
    }

    /** The same settings with another longest duration of a sync. */
    public SyncSettings maxDuration(Duration other) {
        return new SyncSettings(
                chunkSize,
                maxChunkSize,
                pause,
                lanes,
                other,
                lease,
                readCalls,
                readDuration,
                connectionErrors,
                rawPolicy);
    }

    /** The same settings with another lease. */
    public SyncSettings lease(Duration other) {
        return new SyncSettings(
                chunkSize,
                maxChunkSize,
                pause,
                lanes,
                maxDuration,
                other,
                readCalls,
                readDuration,
                connectionErrors,
                rawPolicy);
    }

    /** The same settings with another part of the vendor's bytes that is kept. */
    public SyncSettings rawPolicy(RawPolicy other) {
        return new SyncSettings(
                chunkSize,
                maxChunkSize,
                pause,
                lanes,
                maxDuration,
                lease,
                readCalls,
                readDuration,
                connectionErrors,
                other);
    }
}
