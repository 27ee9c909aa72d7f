package org.healthwarehouse.whoop;

import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;

/**
 * What WHOOP says has happened to a record. It brings no data, may come twice, late, or not at all.
 *
 * @param vendorUserId WHOOP's id of the person
 * @param type what kind of record: sleep, workout or recovery
 * @param key which one: a {@code uuid}, or for a recovery the {@code sleep} that it was rated after
 * @param kind what has happened to it
 * @param traceId the same whenever the event is delivered again
 */
public record WhoopEvent(String vendorUserId, RecordType type, RecordKey key, Kind kind, String traceId) {
    /** What has happened. */
    public enum Kind {
        /** It was added, changed or rated. */
        UPDATED,
        /** It is gone, and with a sleep its recovery. */
        DELETED
    }

    /** Kind and type; neither the person nor the record. */
    @Override
    public String toString() {
        return "WhoopEvent[" + type.name() + " " + kind + "]";
    }
}
