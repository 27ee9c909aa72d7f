package org.healthwarehouse.auth;

/** How a device login stands (RFC 8628, 3.5). */
public sealed interface DeviceAnswer {
    /** The person has not decided yet. */
    record Pending() implements DeviceAnswer {}

    /** The same, and from now on wait 5 s longer between two questions. */
    record SlowDown() implements DeviceAnswer {}

    /** The person agreed. */
    record Granted(TokenGrant grant) implements DeviceAnswer {}

    /** The person refused. */
    record Denied() implements DeviceAnswer {}

    /** The code is too old; begin again. */
    record Expired() implements DeviceAnswer {}
}
