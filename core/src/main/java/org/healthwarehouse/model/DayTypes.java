package org.healthwarehouse.model;

import static org.healthwarehouse.model.DocumentTypes.flag;
import static org.healthwarehouse.model.DocumentTypes.json;
import static org.healthwarehouse.model.DocumentTypes.number;
import static org.healthwarehouse.model.DocumentTypes.text;

import java.util.List;

/** Records that rate a day or a night as a whole, and what a source says of the person. */
final class DayTypes {
    static final RecordType RECOVERY = new RecordType(
            "recovery",
            List.of(
                    number("score", "%", "The source's own rating, from 0 to 100."),
                    number("resting_heart_rate", "/min", "Heart rate at rest."),
                    number("hrv_rmssd", "ms", "Heart rate variability as RMSSD."),
                    number("spo2", "%", "Oxygen saturation, from 0 to 100."),
                    number("skin_temperature", "Cel", "Temperature of the skin."),
                    flag("calibrating", "Whether the source still gets to know the person."),
                    text("score_state", "Whether the source has rated it: scored, pending or unscorable."),
                    text("cycle_id", "Identity of the cycle that it belongs to."),
                    text("sleep_id", "Identity of the sleep that it was rated after."),
                    text("local_date", "Local date that it is for, as ISO 8601."),
                    text("time_zone", "Zone id or offset of the place."),
                    json("vendor", "What else the source says, in its own words and units.")),
            "How recovered the body is after a night.");

    static final RecordType CYCLE = new RecordType(
            "cycle",
            List.of(
                    number("strain", "1", "Load on heart and vessels as the source rates it; WHOOP from 0 to 21."),
                    number("energy", "kcal", "Energy burned, at rest and by moving."),
                    number("heart_rate_mean", "/min", "Mean heart rate."),
                    number("heart_rate_max", "/min", "Highest heart rate."),
                    text("score_state", "Whether the source has rated it: scored, pending or unscorable."),
                    text("local_date", "Local date on which it began, as ISO 8601."),
                    text("time_zone", "Zone id or offset of the place where it began."),
                    json("vendor", "What else the source says, in its own words and units.")),
            "A day as the body has it: from falling asleep to falling asleep the next time.");

    static final RecordType JOURNAL_ENTRY = new RecordType(
            "journal_entry",
            List.of(
                    text("question", "What was asked."),
                    flag("answered_yes", "Whether the answer was yes."),
                    text("notes", "What the person wrote; may be very private."),
                    text("local_date", "Local date that it is for, as ISO 8601."),
                    text("time_zone", "Zone id or offset of the place.")),
            "What a person noted of a day in answer to a question.");

    static final RecordType PROFILE = new RecordType(
            "profile",
            List.of(
                    text("vendor_user_id", "Who the person is at the source."),
                    text("email", "Address for mail."),
                    text("first_name", "First name."),
                    text("last_name", "Last name.")),
            "What the source knows of the person's identity, as it is now.");

    static final RecordType BODY_MEASUREMENT = new RecordType(
            "body_measurement",
            List.of(
                    number("height", "m", "Height of the body."),
                    number("mass", "kg", "Mass of the body."),
                    number("heart_rate_max", "/min", "Highest heart rate that the person can reach.")),
            "The body as the source knows it now.");

    static final List<DataType> ALL = List.of(RECOVERY, CYCLE, JOURNAL_ENTRY, PROFILE, BODY_MEASUREMENT);

    private DayTypes() {}
}
