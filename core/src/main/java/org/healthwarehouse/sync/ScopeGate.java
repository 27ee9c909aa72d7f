package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Budget.Allowance;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;

/**
 * What all calls share that a vendor counts together, of whatever user, job or read: the pause after a 429, the
 * breaker, the pace, and the allowances, as counted here and as the vendor says. Never waits, but says until when to.
 * Thread-safe; no lock is held while the store is asked.
 */
final class ScopeGate {
    private static final Duration PROBE_POLL = Duration.ofSeconds(1);

    private final EngineParts parts;
    private final SourceId source;
    private final Budget budget;
    private final RateLimitPause pause = new RateLimitPause();
    private final CircuitBreaker breaker;
    private final RateLimiter limiter;
    private final VendorCounts vendor;
    private final DurableQuota durable;
    private volatile Failure unreachable = new Failure.Unreachable("the vendor was not reached", Optional.empty());

    /**
     * A gate that has seen no call.
     *
     * @param parts as they are for the source
     */
    ScopeGate(EngineParts parts, SourceId source, Budget budget) {
        this.parts = parts;
        this.source = source;
        this.budget = budget;
        breaker = new CircuitBreaker(parts.settings().connectionErrors());
        limiter = new RateLimiter(
                budget,
                budget.allowances().stream()
                        .filter(allowance -> !DurableQuota.isDurable(allowance))
                        .toList());
        vendor = new VendorCounts(budget.readReserve());
        durable = new DurableQuota(parts.storage(), source, budget);
    }

    /** A job begins or goes on: it may find out at once whether a vendor that was not reached is back. */
    void newRun() {
        breaker.allowProbe();
    }

    /** Whether a call would have to wait; takes nothing and asks nobody. */
    Optional<Wait> look(boolean live, Instant now) {
        Instant paused = pause.until(now);
        if (paused.isAfter(now)) {
            return Optional.of(new Wait(paused, Optional.of(paused(Duration.between(now, paused)))));
        }
        return stopped(breaker.look(now), now)
                .or(() -> durable.look(live, now).map(held -> used(held, live)))
                .or(() -> vendor.opensAt(live, now).map(at -> used(new RateLimiter.Held(at, Optional.empty()), live)))
                .or(() -> limiter.look(live, now).map(held -> paced(held, live)));
    }

    /**
     * Lets a call in, counted everywhere, or says until when to wait.
     *
     * @param live whether a person waits for it, so that it may use what is kept for that
     * @throws org.healthwarehouse.model.StorageFailedException if it cannot be counted; then it must not be made
     */
    Admission enter(boolean live, Instant now) {
        Optional<Wait> wait;
        int probe = 0;
        synchronized (this) {
            wait = look(live, now);
            if (wait.isEmpty()) {
                probe = breaker.pass(now) == CircuitBreaker.Pass.PROBE ? breaker.lastProbe() : 0;
                wait = limiter.start(live, now, parts.chance()).map(held -> paced(held, live));
            }
            if (wait.isEmpty()) {
                vendor.count();
            } else {
                breaker.probeEnded(probe);
            }
        }
        if (wait.isPresent()) {
            return wait.get();
        }
        return reserved(new Permit(this, probe), live, now);
    }

    private Admission reserved(Permit permit, boolean live, Instant now) {
        boolean granted = false;
        try {
            Optional<RateLimiter.Held> full = durable.reserve(live, now);
            granted = full.isEmpty();
            return granted ? permit : used(full.get(), live);
        } finally {
            if (!granted) {
                permit.close();
            }
        }
    }

    /** Counts a call that is made in any case: a further one of a fetch that was let in. */
    void count(Instant now) {
        limiter.count(now, parts.chance());
        vendor.count();
        durable.count(now);
    }

    /** A call that was let in has ended, as the probe of that number; 0 if it was none. */
    void ended(int probe) {
        limiter.ended();
        breaker.probeEnded(probe);
    }

    /** Looks at what an answer says of calls left; answers what about it contradicts itself. */
    Optional<String> learn(VendorResponse response, Instant now) {
        QuotaHeaders.Read read = QuotaHeaders.read(response, budget, now);
        // The call that was answered is one of those on their way, and in the number already.
        int others = Math.max(0, limiter.onTheirWay() - 1);
        read.counts().ifPresent(said -> vendor.learn(said, others, now));
        return read.contradiction();
    }

    /** The vendor gave an answer that can be used. */
    void answered() {
        pause.answered();
        breaker.answered();
    }

    /** A call that began at the given moment has failed. */
    void failed(Failure failure, Instant askedAt, Instant now) {
        if (failure instanceof Failure.Unreachable connection
                && connection.status().isEmpty()) {
            unreachable = connection;
            int unused = breaker.failed(askedAt, now);
            return;
        }
        breaker.answered();
        if (failure instanceof Failure.RateLimited limited) {
            pause.begin(limited, parts.retry(), parts.chance(), now);
        }
    }

    /** Until when nobody may call, because the vendor said so. */
    Instant pausedUntil() {
        return pause.until(parts.now());
    }

    /** Whether so many connections failed in a row that calling has no use for now. */
    boolean isOpen() {
        return breaker.isOpen();
    }

    int connectionErrors() {
        return breaker.inARow();
    }

    private Failure paused(Duration left) {
        return new Failure.RateLimited(source + " asked for a pause", Optional.of(left));
    }

    private Optional<Wait> stopped(CircuitBreaker.Pass pass, Instant now) {
        return switch (pass) {
            case FREE, PROBE -> Optional.empty();
            case WAIT -> Optional.of(new Wait(now.plus(PROBE_POLL), Optional.empty()));
            case REFUSED -> Optional.of(new Wait(now, Optional.of(unreachable)));
        };
    }

    private Wait paced(RateLimiter.Held held, boolean live) {
        return held.full().isPresent() ? used(held, live) : new Wait(held.at(), Optional.empty());
    }

    private Wait used(RateLimiter.Held held, boolean live) {
        String calls = held.full().map(ScopeGate::calls).orElse("the calls that " + source + " says are left");
        String kept = live || budget.readReserve() == 0 ? "" : ", up to the part that is kept for reads";
        return new Wait(
                held.at(),
                Optional.of(new Failure.QuotaExhausted(
                        calls + " are used up at " + source + kept + "; it goes on at " + held.at(),
                        Optional.of(held.at()))));
    }

    private static String calls(Allowance allowance) {
        return "the " + allowance.calls() + " calls in " + allowance.window();
    }
}
