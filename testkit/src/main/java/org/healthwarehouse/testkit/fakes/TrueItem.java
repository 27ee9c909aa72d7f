package org.healthwarehouse.testkit.fakes;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;

/**
 * One sample, record or location as it truly is. Two of one type are the same item if identity and times agree.
 *
 * @param identity device and channel of a sample, the keys of a record or location
 * @param start when it began, UTC
 * @param end when it ended, UTC; equal to the start for a moment
 * @param content its values as text; equal content is equal text
 */
public record TrueItem(String identity, Instant start, Instant end, String content) {
    /** A sample. */
    public static TrueItem sample(Device device, String channel, long startMs, long endMs, double value) {
        return new TrueItem(
                device.key() + "|" + channel,
                Instant.ofEpochMilli(startMs),
                Instant.ofEpochMilli(endMs),
                Long.toString(Math.round(value * 1e6)));
    }

    /** A record. */
    public static TrueItem record(
            Set<RecordKey> keys, Instant start, Instant end, boolean open, Attributes attributes) {
        String identity = new TreeSet<>(keys)
                .stream().map(key -> key.scheme() + ":" + key.value()).collect(Collectors.joining(","));
        return new TrueItem(identity, start, end, (open ? "open " : "") + attributes.toJson());
    }

    /** A location. */
    public static TrueItem location(
            RecordKey key, Instant time, double latitude, double longitude, OptionalDouble accuracy) {
        String content = Math.round(latitude * 1e6) + " " + Math.round(longitude * 1e6) + " " + accuracy;
        return new TrueItem(key.scheme() + ":" + key.value(), time, time, content);
    }

    /** Identity and times; never the content, which may be about somebody's health. */
    @Override
    public String toString() {
        return identity + " " + start + "/" + end;
    }
}
