package org.healthwarehouse.model;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A position at a time.
 *
 * @param source from where
 * @param key the source's identity of this fix
 * @param time when, UTC
 * @param latitude degrees north, WGS 84
 * @param longitude degrees east, WGS 84
 * @param accuracy radius of uncertainty in metres; empty if unknown
 * @param attributes what else is known (altitude in metres, speed in m/s, course in degrees, ...)
 * @param fetchedAt when it was fetched
 */
public record Location(
        SourceId source,
        RecordKey key,
        Instant time,
        double latitude,
        double longitude,
        OptionalDouble accuracy,
        Attributes attributes,
        Instant fetchedAt) {
    /** Time and source only: a position is private and does not belong in logs. */
    @Override
    public String toString() {
        return "Location[" + source + ", " + time + "]";
    }
}
