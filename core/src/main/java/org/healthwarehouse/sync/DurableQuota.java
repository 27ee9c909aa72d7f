package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Budget.Allowance;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.storage.QuotaStore;
import org.healthwarehouse.storage.Storage;

/**
 * The allowances whose windows are so long that they outlive a process: counted in the store, before each call. A
 * source that has none costs the store nothing. Thread-safe.
 */
final class DurableQuota {
    /** Windows of at least this length are counted in the store. */
    static final Duration FROM = Duration.ofMinutes(15);

    private final Storage storage;
    private final SourceId source;
    private final String scope;
    private final List<Allowance> forReads;
    private final List<Allowance> forSyncs;
    /** Calls drop out of a window by time alone: what was full stays full until then, and the store is not asked. */
    private volatile RateLimiter.Held readsHeld = new RateLimiter.Held(Instant.MIN, Optional.empty());

    private volatile RateLimiter.Held syncsHeld = readsHeld;

    DurableQuota(Storage storage, SourceId source, Budget budget) {
        this.storage = storage;
        this.source = source;
        scope = budget.scope();
        forReads = budget.allowances().stream().filter(DurableQuota::isDurable).toList();
        forSyncs = forReads.stream()
                .map(allowance ->
                        new Allowance(RateLimiter.share(allowance, false, budget.readReserve()), allowance.window()))
                .toList();
    }

    static boolean isDurable(Allowance allowance) {
        return allowance.window().compareTo(FROM) >= 0;
    }

    /** Whether a call is known to have to wait; asks nobody. */
    Optional<RateLimiter.Held> look(boolean live, Instant now) {
        RateLimiter.Held held = live ? readsHeld : syncsHeld;
        return held.at().isAfter(now) && !heldUnderAnotherClock(held, now) ? Optional.of(held) : Optional.empty();
    }

    /** No window keeps anybody longer than it lasts; if it seems so, the clock was set back. */
    private static boolean heldUnderAnotherClock(RateLimiter.Held held, Instant now) {
        return held.full()
                .filter(full -> held.at()
                        .isAfter(now.plus(full.window()).plus(full.window().dividedBy(10))))
                .isPresent();
    }

    /** Reserves a call in the store, or says why it has to wait. */
    Optional<RateLimiter.Held> reserve(boolean live, Instant now) {
        List<Allowance> allowances = live ? forReads : forSyncs;
        if (allowances.isEmpty()
                || !(storage.quota().reserve(source, scope, allowances, now)
                        instanceof QuotaStore.Reservation.NotBefore full)) {
            return Optional.empty();
        }
        RateLimiter.Held held = new RateLimiter.Held(full.at(), Optional.of(full.full()));
        if (live) {
            readsHeld = held;
        } else {
            syncsHeld = held;
        }
        return Optional.of(held);
    }

    /** Counts a call that is made in any case. */
    void count(Instant now) {
        if (!forReads.isEmpty()) {
            storage.quota().count(source, scope, forReads, now);
        }
    }
}
