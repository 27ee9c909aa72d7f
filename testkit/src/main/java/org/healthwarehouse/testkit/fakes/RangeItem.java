package org.healthwarehouse.testkit.fakes;

import java.util.OptionalDouble;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;

/**
 * A measurement that the range feed knows of, visible or not.
 *
 * @param id the vendor's identity of it
 * @param device which device made it
 * @param start UTC epoch milliseconds
 * @param end UTC epoch milliseconds; equal to the start for a moment
 * @param value before any correction
 * @param life when it comes, changes and goes
 */
record RangeItem(String id, String device, long start, long end, double value, Life life) {
    static final OptionalDouble ACCURACY = OptionalDouble.of(12);

    boolean intersects(long from, long to) {
        return start < to && (end > from || start >= from);
    }

    double valueAt(long now) {
        return life.isChanged(now) ? value + 3 : value;
    }

    /** For positions the value is the distance from a fixed point, in thousandths of a degree. */
    double latitudeAt(long now) {
        return 52 + valueAt(now) / 1000;
    }

    double longitude() {
        return 13 - value / 1000;
    }

    TrueItem truth(boolean place, long now) {
        return place
                ? TrueItem.location(
                        RecordKey.uuid(id),
                        java.time.Instant.ofEpochMilli(start),
                        latitudeAt(now),
                        longitude(),
                        ACCURACY)
                : TrueItem.sample(Device.of(device), "", start, end, valueAt(now));
    }
}
