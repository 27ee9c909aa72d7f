package org.healthwarehouse.connector;

import java.time.Instant;
import java.util.OptionalDouble;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;

/**
 * A position as read off a page.
 *
 * @param type the location type
 * @param key the vendor's identity of the fix
 * @param time when, UTC
 * @param latitude degrees north, WGS 84, from -90 to 90
 * @param longitude degrees east, WGS 84, from -180 to 180
 * @param accuracy radius of uncertainty in metres; empty if unknown
 * @param attributes what else is known
 */
public record ParsedLocation(
        LocationType type,
        RecordKey key,
        Instant time,
        double latitude,
        double longitude,
        OptionalDouble accuracy,
        Attributes attributes) {
    /**
     * Checks the position.
     *
     * @throws InvalidParameterException if the position is not on the globe, the accuracy is negative or no number, or
     *     the time lies outside the years 1900 to 2199; the message does not repeat the position
     */
    public ParsedLocation {
        TimeRange.requireWithin(type.name(), time);
        if (accuracy.isPresent() && !(accuracy.getAsDouble() >= 0)) {
            throw new InvalidParameterException(
                    "accuracy",
                    "at " + time,
                    "must be a number of metres, not negative",
                    "leave out what is not known");
        }
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new InvalidParameterException(
                    "position",
                    "at " + time,
                    "must have a latitude within 90 and a longitude within 180 degrees",
                    "check the order of the two and the unit");
        }
    }
}
