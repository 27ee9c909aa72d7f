package org.healthwarehouse.testkit.person;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One value reported by one device.
 *
 * @param uuid the identity, the same in every answer that holds this sample
 * @param metric what was measured
 * @param device the device that measured it, as it was then
 * @param start when it begins, inclusive, in whole milliseconds
 * @param end when it ends, exclusive; equal to the start for an instantaneous value
 * @param value the value in the unit of the metric
 */
public record PersonSample(
        UUID uuid, PersonMetric metric, PersonDevice device, Instant start, Instant end, double value) {

    /** Checks that the sample does not end before it starts. */
    public PersonSample {
        Objects.requireNonNull(uuid, "uuid");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(device, "device");
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("sample ends at " + end + " before it starts at " + start);
        }
    }

    /**
     * Whether the value belongs to an instant rather than to an interval.
     *
     * @return true when start and end are equal
     */
    public boolean isInstantaneous() {
        return start.equals(end);
    }

    /**
     * Whether the sample touches a half-open range: an instantaneous one lies in it, another one shares time with it.
     *
     * @param from the start of the range, inclusive
     * @param to the end of the range, exclusive
     * @return true when it does; false for an empty range
     */
    public boolean intersects(Instant from, Instant to) {
        boolean endsLater = isInstantaneous() ? !start.isBefore(from) : end.isAfter(from);
        return from.isBefore(to) && start.isBefore(to) && endsLater;
    }
}
