package org.healthwarehouse.connector;

import java.time.InstantSource;
import org.healthwarehouse.model.UserId;

/**
 * What the engine lends to a connector for one call.
 *
 * @param user for whom
 * @param transport the way to the vendor: over HTTP, or in memory in a simulation; every call on it is counted
 * @param clock the present; connectors never read another clock
 * @param metadata what the vendor said about itself, kept across restarts
 */
public record FetchContext(UserId user, VendorTransport transport, InstantSource clock, MetadataCache metadata) {
    /** A context whose {@link #metadata} keeps nothing. */
    public FetchContext(UserId user, VendorTransport transport, InstantSource clock) {
        this(user, transport, clock, MetadataCache.keepingNothing());
    }
}
