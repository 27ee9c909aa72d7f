package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;

/**
 * What all lanes that ask one source share: no call before the time that the vendor named, and how many calls in a row
 * went wrong for reasons that concern every call.
 */
final class SourceGate {
    private Instant opensAt = Instant.MIN;
    private int rateLimits;
    private int connectionErrors;
    private Instant lastConnectionError = Instant.MIN;

    /** The earliest moment of the next call. */
    synchronized Instant opensAt() {
        return opensAt;
    }

    /** Counts one more 429 in a row. */
    synchronized int rateLimited() {
        return ++rateLimits;
    }

    /**
     * Counts one more failed connection in a row. Lanes that were on their way together count as one.
     *
     * @param askedAt when the call that failed began
     */
    synchronized int disconnected(Instant askedAt, Instant now) {
        if (!askedAt.isBefore(lastConnectionError)) {
            connectionErrors++;
            lastConnectionError = now;
        }
        return connectionErrors;
    }

    synchronized void closeUntil(Instant now, Duration wait) {
        Instant until = now.plus(wait);
        opensAt = until.isAfter(opensAt) ? until : opensAt;
    }

    /** The vendor answered. */
    synchronized void answered() {
        rateLimits = 0;
        connectionErrors = 0;
    }

    synchronized void forgetConnectionErrors() {
        connectionErrors = 0;
    }
}
