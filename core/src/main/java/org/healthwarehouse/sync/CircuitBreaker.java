package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls from a vendor that cannot be reached. Closed at first; open after so many failed connections in a row.
 * While it is open one call at a time may probe, after 30 s, 1 min, 2 min ... up to 15 min, or as soon as somebody asks
 * for it; an answer closes it. Thread-safe.
 */
final class CircuitBreaker {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final int limit;
    private int inARow;
    private Instant lastError = Instant.MIN;
    private int openings;
    private Instant probeAt = Instant.MAX;
    private boolean probing;
    private int probes;

    CircuitBreaker(int limit) {
        this.limit = limit;
    }

    /** Whether a call may go through. */
    enum Pass {
        /** Nothing is known against it. */
        FREE,
        /** It is the one that finds out whether the vendor is back. */
        PROBE,
        /** Another call is finding out. */
        WAIT,
        /** The vendor was not reached, and it is too early to try again. */
        REFUSED
    }

    /** What a call would be told now; takes nothing. */
    synchronized Pass look(Instant now) {
        if (openings == 0) {
            return Pass.FREE;
        }
        return probing ? Pass.WAIT : now.isBefore(probeAt) ? Pass.REFUSED : Pass.PROBE;
    }

    /** Tells a call whether it may go through; of several at once one is the probe. */
    synchronized Pass pass(Instant now) {
        Pass pass = look(now);
        if (pass == Pass.PROBE) {
            probing = true;
            probes++;
        }
        return pass;
    }

    /** The number of the last probe that was let through. */
    synchronized int lastProbe() {
        return probes;
    }

    /** Somebody wants to know: the next call may probe, however short ago the last one failed. */
    synchronized void allowProbe() {
        probeAt = openings == 0 ? probeAt : Instant.MIN;
    }

    /** The probe of that number has ended. If it found out nothing, another call may be it. */
    synchronized void probeEnded(int probe) {
        probing &= probe != probes;
    }

    /** The vendor answered. */
    synchronized void answered() {
        inARow = 0;
        openings = 0;
        probing = false;
        probeAt = Instant.MAX;
    }

    /**
     * A connection failed. Calls that were on their way together count as one.
     *
     * @param askedAt when the call began
     * @return how many have failed in a row
     */
    synchronized int failed(Instant askedAt, Instant now) {
        // A clock that was set back must not make later failures look like earlier ones.
        if (!askedAt.isBefore(lastError) || lastError.isAfter(now)) {
            inARow++;
            lastError = now;
            if (inARow >= limit) {
                open(now);
            }
        }
        return inARow;
    }

    private void open(Instant now) {
        openings++;
        probing = false;
        Duration wait = FIRST.multipliedBy(1L << Math.min(openings - 1, 10));
        probeAt = now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
    }

    /** How many connections have failed in a row. */
    synchronized int inARow() {
        return inARow;
    }

    /** Whether the vendor counts as gone. */
    synchronized boolean isOpen() {
        return openings > 0;
    }
}
