package org.healthwarehouse.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/**
 * Keeps the logins of users at sources, as bytes that are encrypted before they come here. A method that has returned
 * has brought what it wrote to the disk: a vendor may have forgotten the tokens that were there before.
 */
public interface TokenStore {
    /** What is stored; empty if there is no login. */
    Optional<SealedTokens> find(UserId user, SourceId source);

    /** Stores a new login, whatever was there before. */
    void put(UserId user, SourceId source, byte[] sealed, Instant at);

    /**
     * From now on also tells this listener of every login that {@link #put} has stored here, on the thread that stored
     * it. Logins that another process stores are not told. A store that cannot tell never does; then new logins are
     * found when the warehouse looks the next time. What the listener throws is thrown by {@code put}, after the login
     * was stored.
     */
    default void whenStored(BiConsumer<UserId, SourceId> listener) {}

    /**
     * Stores a renewed login if nobody has changed it since the given version was read.
     *
     * @return whether it was stored
     */
    boolean replace(UserId user, SourceId source, long expectedVersion, byte[] sealed, Instant at);

    /** Forgets the login. Versions go on rising, so that a renewal that is on its way does not bring it back. */
    void delete(UserId user, SourceId source, Instant at);

    /**
     * Asks to be the only one, in all threads and processes, who renews the login. The lease of an owner whose process
     * has ended, or that has run out, is taken over; one that ends later than a fresh one would, because a clock was
     * set back, is cut to the length of a fresh one. Asking again for one's own lease prolongs it.
     */
    TokenLease lease(UserId user, SourceId source, ClaimOwner owner, Instant now, Duration lease);

    /** Gives the lease up, if it is still that owner's. */
    void release(UserId user, SourceId source, ClaimOwner owner);
}
