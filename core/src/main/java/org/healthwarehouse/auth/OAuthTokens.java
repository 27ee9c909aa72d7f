package org.healthwarehouse.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.storage.TokenLease;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens of one user at one source, renewed a few minutes before they expire and whenever the vendor rejects
 * one. Of all threads and processes one renews; the others take its result. Safe with vendors that rotate refresh
 * tokens: a new pair is on the disk before anybody uses it, and a renewal that is on its way is not broken off by an
 * interrupt.
 *
 * <p>Whoever meets a renewal of another process gets {@link Failure.RateLimited} with a wait of one second, unless the
 * present token is still good; the engine waits without counting an attempt.
 *
 * <p><b>What no client can rule out.</b> If the process ends, or the connection breaks, after the vendor has rotated
 * and before its answer has reached the disk, nobody has the new pair. The next start then tries the old refresh token,
 * which vendors with a grace period still accept; where it is refused, the connection needs a reconnect.
 */
public final class OAuthTokens implements AccessTokens {
    private static final Duration TURN = Duration.ofSeconds(1);
    /** How long an early renewal that failed is not tried again while the present token is still good. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final OAuthClient client;
    private final LoginStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable TokenSet held;
    private volatile Instant quietUntil = Instant.MIN;
    /** Guarded by the lock: a pair that the vendor gave but the store could not take yet. Never used before. */
    private LoginStore.@Nullable Stored unsaved;
    /** Guarded by the lock: what the vendor said of the login of that version. */
    private @Nullable Refusal refusal;

    OAuthTokens(OAuthClient client, LoginStore store) {
        this.client = client;
        this.store = store;
    }

    private record Refusal(long version, Failure failure) {}

    @Override
    public String current() throws FetchException, InterruptedException {
        TokenSet known = held;
        Instant now = store.now();
        boolean good = known != null && (!known.isDue(now) || (!known.isExpired(now) && now.isBefore(quietUntil)));
        return known != null && good ? known.access().reveal() : renewed(Optional.empty());
    }

    @Override
    public String replace(String rejected) throws FetchException, InterruptedException {
        return renewed(Optional.of(rejected));
    }

    /** Looks into the store before the next use. */
    void forget() {
        held = null;
        quietUntil = Instant.MIN;
    }

    private String renewed(Optional<String> rejected) throws FetchException, InterruptedException {
        lock.lockInterruptibly();
        try {
            saveUnsaved();
            LoginStore.Stored stored = store.read();
            if (!isGood(stored.tokens(), rejected)) {
                stored = renew(stored, rejected);
            }
            held = stored.tokens();
            return stored.tokens().access().reveal();
        } finally {
            lock.unlock();
        }
    }

    private boolean isGood(TokenSet tokens, Optional<String> rejected) {
        return !tokens.isDue(store.now()) && !isRejected(tokens, rejected);
    }

    private static boolean isRejected(TokenSet tokens, Optional<String> rejected) {
        return rejected.filter(tokens.access().reveal()::equals).isPresent();
    }

    private LoginStore.Stored renew(LoginStore.Stored stored, Optional<String> rejected) throws FetchException {
        boolean usable = !stored.tokens().isExpired(store.now()) && !isRejected(stored.tokens(), rejected);
        try {
            if (refusal != null && refusal.version() == stored.version()) {
                throw new FetchException(refusal.failure());
            }
            TokenLease lease = store.lease();
            if (lease instanceof TokenLease.Granted granted) {
                return Uninterrupted.call(() -> renewAlone(granted, rejected));
            }
            throw somebodyElse();
        } catch (FetchException e) {
            if (!usable || e.failure() instanceof Failure.AuthenticationFailed) {
                throw e;
            }
            quietUntil = store.now().plus(QUIET);
            return stored;
        }
    }

    /** Under the lease: looks again, because another process may have renewed it in between. */
    private LoginStore.Stored renewAlone(TokenLease.Granted lease, Optional<String> rejected)
            throws FetchException, InterruptedException {
        try {
            LoginStore.Stored stored = store.open(lease.current());
            return isGood(stored.tokens(), rejected) ? stored : ask(stored);
        } finally {
            if (unsaved == null) {
                store.release();
            }
        }
    }

    private LoginStore.Stored ask(LoginStore.Stored stored) throws FetchException, InterruptedException {
        try {
            Secret refresh = stored.tokens()
                    .refresh()
                    .orElseThrow(() -> new FetchException(new Failure.AuthenticationFailed("the login at "
                            + client.settings().name() + " has expired and cannot be renewed; log in again")));
            TokenGrant grant = client.refresh(refresh);
            TokenSet tokens = stored.tokens().renewed(grant, store.now());
            unsaved = new LoginStore.Stored(stored.version(), tokens);
            return saveUnsaved().orElseGet(() -> stored);
        } catch (FetchException e) {
            throw e.failure() instanceof Failure.AuthenticationFailed ? refused(stored.version(), e) : e;
        }
    }

    /** Brings the pair to the disk; only then may it be used. If the store fails, the next call tries again. */
    private Optional<LoginStore.Stored> saveUnsaved() throws FetchException {
        LoginStore.Stored waiting = unsaved;
        if (waiting == null) {
            return Optional.empty();
        }
        boolean saved = store.replace(waiting.version(), waiting.tokens());
        unsaved = null;
        if (saved) {
            store.works();
        }
        // Else somebody logged in or out meanwhile: what they stored counts.
        return Optional.of(store.read());
    }

    /** The vendor refused; but perhaps only because somebody else was quicker. */
    private FetchException refused(long version, FetchException e) {
        if (store.lease() instanceof TokenLease.Busy || store.version() != version) {
            return somebodyElse();
        }
        refusal = new Refusal(version, e.failure());
        store.needsReconnect();
        return e;
    }

    private FetchException somebodyElse() {
        return new FetchException(new Failure.RateLimited(
                "another process is renewing the login at " + client.settings().name(), Optional.of(TURN)));
    }

    /** The vendor's name. */
    @Override
    public String toString() {
        return "OAuthTokens[" + client.settings().name() + "]";
    }
}
