package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.healthwarehouse.model.UserId;

/**
 * For how long accounts are left alone where the service does not say: it counts each call during such a time as one
 * more offence. Forgotten when the program ends. Thread-safe.
 */
final class AccountPauses {
    private static final Duration FIRST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 7;

    private final Map<UserId, Integer> inARow = new ConcurrentHashMap<>();
    private final Map<UserId, Instant> noReloadUntil = new ConcurrentHashMap<>();

    /** One more refusal of the account: twice as long as after the one before. */
    Duration refused(UserId user) {
        int refusals = inARow.merge(user, 1, Integer::sum);
        Duration pause = FIRST.multipliedBy(1L << Math.min(refusals - 1, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    /** The account was served. */
    void served(UserId user) {
        inARow.remove(user);
    }

    /** No more days are fetched back for the account before then. */
    void denied(UserId user, Instant until) {
        noReloadUntil.put(user, until);
    }

    /** Until when no days are fetched back for the account; empty if they are. */
    Optional<Instant> noReloadUntil(UserId user, Instant now) {
        return Optional.ofNullable(noReloadUntil.get(user)).filter(now::isBefore);
    }
}
