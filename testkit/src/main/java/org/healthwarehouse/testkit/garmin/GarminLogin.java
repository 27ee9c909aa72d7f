package org.healthwarehouse.testkit.garmin;

import java.time.Instant;

/**
 * What an application holds after a login. Both tokens are secrets.
 *
 * @param accessToken for calls
 * @param refreshToken for one renewal
 * @param expiresAt when the access token ends
 */
public record GarminLogin(String accessToken, String refreshToken, Instant expiresAt) {
    /** Without the tokens. */
    @Override
    public String toString() {
        return "GarminLogin[until " + expiresAt + "]";
    }
}
