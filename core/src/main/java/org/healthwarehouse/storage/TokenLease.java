package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.Optional;

/** The answer to somebody who wants to be the only one to renew a login. */
public sealed interface TokenLease {
    /** Go ahead; what is stored was read in the same transaction. */
    record Granted(Optional<SealedTokens> current) implements TokenLease {}

    /** Somebody else is at it, until the given moment at the latest. */
    record Busy(Instant until) implements TokenLease {}
}
