package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Budget.Allowance;

/**
 * How often calls may start: so many in each window that ends now, some time apart, and so many at once. Counts in
 * memory; never waits, but says when. Thread-safe.
 */
final class RateLimiter {
    /** How soon to look again when as many calls as may be are on their way: nobody knows when one will end. */
    private static final Duration POLL = Duration.ofMillis(250);

    private final Map<Allowance, SlidingWindow> windows = new LinkedHashMap<>();
    private final Duration spacing;
    private final int concurrency;
    private final double readReserve;
    private Instant nextStart = Instant.MIN;
    private int onTheirWay;

    /**
     * A limiter that has seen no call.
     *
     * @param budget the vendor's rules
     * @param allowances those of its allowances that are counted here
     */
    RateLimiter(Budget budget, List<Allowance> allowances) {
        allowances.forEach(allowance -> windows.put(allowance, new SlidingWindow(allowance.window())));
        spacing = budget.spacing();
        concurrency = budget.concurrency();
        readReserve = budget.readReserve();
    }

    /**
     * Why a call may not start.
     *
     * @param at when it may be worth looking again
     * @param full the allowance that is used up; empty if it is only about the pace
     */
    record Held(Instant at, Optional<Allowance> full) {}

    /** Whether a call would have to wait now; takes nothing. */
    synchronized Optional<Held> look(boolean live, Instant now) {
        Optional<Held> full = Optional.empty();
        for (Map.Entry<Allowance, SlidingWindow> window : windows.entrySet()) {
            Optional<Instant> opens = window.getValue().opensAt(now, share(window.getKey(), live, readReserve));
            if (opens.isPresent()
                    && full.filter(other -> other.at.isAfter(opens.get())).isEmpty()) {
                full = Optional.of(new Held(opens.get(), Optional.of(window.getKey())));
            }
        }
        if (full.isPresent()) {
            return full;
        }
        // A clock that was set back must not keep anybody waiting for longer than the spacing is.
        if (nextStart.isAfter(now.plus(spacing.multipliedBy(2)))) {
            nextStart = now.plus(spacing);
        }
        if (nextStart.isAfter(now)) {
            return Optional.of(new Held(nextStart, Optional.empty()));
        }
        return onTheirWay < concurrency ? Optional.empty() : Optional.of(new Held(now.plus(POLL), Optional.empty()));
    }

    /**
     * Lets a call start, or says why not.
     *
     * @param jitter from 0 to 1: the spacing to the next call is up to a fifth longer by chance
     */
    synchronized Optional<Held> start(boolean live, Instant now, double jitter) {
        Optional<Held> held = look(live, now);
        if (held.isEmpty()) {
            onTheirWay++;
            count(now, jitter);
        }
        return held;
    }

    /** Notes a call that starts whether it may or not. */
    synchronized void count(Instant now, double jitter) {
        windows.values().forEach(window -> window.add(now));
        nextStart = now.plusMillis((long) (spacing.toMillis() * (1 + 0.2 * jitter)));
    }

    /** A call that was let in has ended. */
    synchronized void ended() {
        onTheirWay--;
    }

    /** How many calls are on their way. */
    synchronized int onTheirWay() {
        return onTheirWay;
    }

    /** The part of an allowance that a call may use: all of it if a person waits, else what is not kept for that. */
    static int share(Allowance allowance, boolean live, double readReserve) {
        // The small addend mends what 100 * (1 - 0.9) loses; without at least one call no sync would ever end.
        return live ? allowance.calls() : Math.max(1, (int) (allowance.calls() * (1 - readReserve) + 1e-9));
    }
}
