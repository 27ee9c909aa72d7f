package org.healthwarehouse.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.ChunkClaim;

/**
 * Watches the claims of all processes: nothing is claimed or on its way twice at once, and nobody writes under a claim
 * that is not theirs any more. Knows them from what the store granted, not from the store.
 */
final class ClaimWatch {
    private final InstantSource local;
    private final Map<Long, Flight> flights = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private boolean clockSet;

    ClaimWatch(InstantSource local) {
        this.local = local;
    }

    List<String> violations() {
        return violations;
    }

    /**
     * Notes a claim.
     *
     * @param mayLookSettled whether the range is asked again because a clock that was ahead has been set back: with the
     *     next answer beside it, that can no longer be seen
     */
    void granted(Object process, ChunkClaim claim, Duration lease, boolean mayLookSettled) {
        for (Flight other : flights.values()) {
            if (other.overlaps(claim)) {
                if (other.holds(local.instant())) {
                    violations.add("a range was claimed twice at once: " + claim.feed() + " " + claim.range());
                }
                other.superseded = true;
            }
        }
        flights.put(claim.fence(), new Flight(process, claim, lease, mayLookSettled));
    }

    void asked(Object process, FeedId feed, TimeRange range) {
        Optional<Flight> own = own(process, feed, range);
        if (own.isEmpty()) {
            violations.add("asked without a claim: " + feed + " " + range);
            return;
        }
        if (own.get().superseded && !own.get().clockWasSet) {
            violations.add("asked for what somebody else had taken over: " + feed + " " + range);
        }
        for (Flight other : flights.values()) {
            if (other.onItsWay
                    && other != own.get()
                    && other.overlaps(own.get().claim)
                    && other.holds(local.instant())) {
                violations.add("a range was on its way twice at once: " + feed + " " + range);
            }
        }
        own.get().onItsWay = true;
    }

    /**
     * Whether the process asks for the range under a claim of which it cannot know any more if it holds, or if it was
     * needed.
     */
    boolean isInDoubt(Object process, FeedId feed, TimeRange range) {
        return own(process, feed, range)
                .filter(flight -> flight.mayLookSettled || (flight.superseded && flight.clockWasSet))
                .isPresent();
    }

    private Optional<Flight> own(Object process, FeedId feed, TimeRange range) {
        return flights.values().stream()
                .filter(flight -> flight.process == process
                        && flight.claim.feed().equals(feed)
                        && flight.claim.range().contains(range))
                .reduce((older, newer) -> newer);
    }

    void committed(Object process, ChunkClaim claim, boolean done) {
        Flight flight = flights.get(claim.fence());
        if (flight == null || flight.process != process) {
            violations.add("wrote under a claim that is not its own: " + claim.feed() + " " + claim.range());
        } else if (flight.superseded) {
            violations.add("wrote under a claim that somebody had taken over: " + claim.feed() + " " + claim.range());
        } else if (done) {
            ended(claim);
        } else {
            flight.prolong(local.instant());
        }
    }

    void ended(ChunkClaim claim) {
        flights.remove(claim.fence());
    }

    /** What was on its way to a process that has ended is not any more. */
    void ended(Object process) {
        flights.values().removeIf(flight -> flight.process == process);
    }

    /** Whether the machine's time ever went back or jumped. */
    boolean wasClockSet() {
        return clockSet;
    }

    /** Whether a lease has run out is anybody's guess from now on. */
    void clockWasSet() {
        clockSet = true;
        flights.values().forEach(flight -> flight.clockWasSet = true);
    }

    /** A claim from its grant to its end. */
    private static final class Flight {
        private final Object process;
        private final ChunkClaim claim;
        private final Duration lease;
        private final boolean mayLookSettled;
        private Instant expiresAt;
        private boolean onItsWay;
        private boolean superseded;
        private boolean clockWasSet;

        Flight(Object process, ChunkClaim claim, Duration lease, boolean mayLookSettled) {
            this.mayLookSettled = mayLookSettled;
            this.process = process;
            this.claim = claim;
            this.lease = lease;
            expiresAt = claim.expiresAt();
        }

        boolean overlaps(ChunkClaim other) {
            return claim.user().equals(other.user())
                    && claim.source().equals(other.source())
                    && claim.feed().equals(other.feed())
                    && claim.range().intersection(other.range()).isPresent();
        }

        boolean holds(Instant now) {
            return !superseded && !clockWasSet && expiresAt.isAfter(now);
        }

        void prolong(Instant now) {
            expiresAt = expiresAt.isAfter(now.plus(lease)) ? expiresAt : now.plus(lease);
        }
    }
}
