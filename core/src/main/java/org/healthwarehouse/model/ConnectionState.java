package org.healthwarehouse.model;

/** How a user stands with a source. */
public enum ConnectionState {
    /** There is no login: never made, or given back. */
    NOT_CONNECTED,
    /** The login works, as far as anybody knows. */
    CONNECTED,
    /** The login no longer works; only the person can renew it. Everything that is stored stays readable. */
    NEEDS_RECONNECT,
    /** Somebody tried to reconnect as another person of the vendor; it was refused, else two people would mix. */
    ACCOUNT_MISMATCH
}
