package org.healthwarehouse.testkit.contract;

import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;

/**
 * A sample, record or location that a connector read off a page.
 *
 * @param type what it is
 * @param identity what tells it from all others of its type
 * @param startMs UTC epoch milliseconds
 * @param endMs UTC epoch milliseconds; the end of time if it has none yet
 * @param content its values, compared and never shown
 */
record SeenItem(DataType type, String identity, long startMs, long endMs, String content) {
    static SeenItem sample(
            SampleType type, Device device, String channel, long startMs, long endMs, double value, Attributes note) {
        String identity = device.key() + " " + channel + " " + startMs + " " + endMs;
        return new SeenItem(type, identity, startMs, endMs, value + note.toJson());
    }

    static SeenItem record(ParsedRecord record) {
        String identity = new java.util.TreeSet<>(record.keys()).toString();
        long end = record.open() ? Long.MAX_VALUE : record.end().toEpochMilli();
        String content = record.updatedAt() + " " + record.attributes().toJson();
        return new SeenItem(record.type(), identity, record.start().toEpochMilli(), end, content);
    }

    static SeenItem location(ParsedLocation fix) {
        long at = fix.time().toEpochMilli();
        String content = fix.latitude() + " " + fix.longitude() + " " + fix.accuracy()
                + fix.attributes().toJson();
        return new SeenItem(fix.type(), fix.key().toString(), at, at, content);
    }

    /** Whether it has a part in the range; one without length has if it lies inside. */
    boolean intersects(long from, long to) {
        return startMs < to && (endMs > from || startMs >= from);
    }

    /** Type and time; neither identity nor content, which may be private. */
    @Override
    public String toString() {
        return "a " + type + " of " + java.time.Instant.ofEpochMilli(startMs);
    }
}
