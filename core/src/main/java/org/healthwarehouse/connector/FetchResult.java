package org.healthwarehouse.connector;

import java.time.Instant;
import java.util.Optional;

/** What a vendor answered. */
public sealed interface FetchResult {
    /** A page to be stored and read. */
    record Page(RawPage page) implements FetchResult {}

    /** Come back later, with the token if there is one. */
    record NotReady(Instant retryAt, Optional<PageToken> resume) implements FetchResult {}

    /** The vendor cannot tell, for the given reason; ask again at the given time, or never by itself. */
    record Unavailable(String reason, Optional<Instant> retryAt) implements FetchResult {}
}
