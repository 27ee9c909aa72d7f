package org.healthwarehouse.testkit.person;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One position fix.
 *
 * @param uuid the identity, the same in every answer that holds this fix
 * @param device the phone, or the watch in a workout without the phone
 * @param time when the fix was taken, in whole milliseconds
 * @param latitude degrees north
 * @param longitude degrees east
 * @param altitudeMetres metres above sea level
 * @param horizontalAccuracyMetres the radius of uncertainty in metres
 * @param verticalAccuracyMetres the uncertainty of the altitude in metres
 * @param speedMetresPerSecond the speed; -1 when unknown, as phones report it
 * @param courseDegrees the direction of movement clockwise from north; -1 when unknown
 */
public record PersonLocation(
        UUID uuid,
        PersonDevice device,
        Instant time,
        double latitude,
        double longitude,
        double altitudeMetres,
        double horizontalAccuracyMetres,
        double verticalAccuracyMetres,
        double speedMetresPerSecond,
        double courseDegrees) {

    /** Checks that nothing is missing. */
    public PersonLocation {
        Objects.requireNonNull(uuid, "uuid");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(time, "time");
    }
}
