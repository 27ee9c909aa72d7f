package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDate;
import org.healthwarehouse.model.RecordKey;

/** Identities by which a device, an export and the web interface mean the same record. */
final class GarminKeys {
    private GarminKeys() {}

    /** The second in which it begins, of UTC: what devices write has no finer time. */
    static RecordKey start(Instant instant) {
        return new RecordKey("start", Long.toString(instant.getEpochSecond()));
    }

    /** The local date of what there is once a day. */
    static RecordKey date(LocalDate date) {
        return new RecordKey("date", date.toString());
    }

    /** What one device said at a moment. */
    static RecordKey moment(Instant instant, String device, String about) {
        return new RecordKey("moment", instant.getEpochSecond() + ":" + device + (about.isEmpty() ? "" : ":" + about));
    }

    /** What there is once a day of one device. */
    static RecordKey day(LocalDate date, String device) {
        return new RecordKey("day", date + (device.isEmpty() ? "" : ":" + device));
    }

    /** What there is once of a kind for so many days. */
    static RecordKey period(String kind, int days, LocalDate first) {
        return new RecordKey("period", kind + ":" + days + ":" + first);
    }

    /** What the service calls an activity; no other has it. */
    static RecordKey id(String activity) {
        return new RecordKey("id", activity);
    }
}
