package org.healthwarehouse.testkit.whoop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes answers as the vendor does; what is optional it writes as null now and leaves out then. */
final class WhoopJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> ZONES = List.of("zero", "one", "two", "three", "four", "five");

    private WhoopJson() {}

    /** Writes the fields of one object. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    static void record(JsonGenerator json, WhoopEntry entry, long user) throws IOException {
        identity(json, entry);
        json.writeNumberField("user_id", user);
        json.writeStringField("created_at", time(entry.created()));
        json.writeStringField("updated_at", time(entry.updated()));
        if (entry.kind() != WhoopKind.RECOVERY) {
            json.writeStringField("start", time(entry.start()));
            if (entry.end().isPresent()) {
                json.writeStringField("end", time(entry.end().getAsLong()));
            } else {
                absent(json, "end", entry);
            }
            String offset = entry.offset().getId();
            json.writeStringField("timezone_offset", offset);
        }
        json.writeStringField("score_state", entry.state());
        if (!entry.isScored()) {
            absent(json, "score", entry);
            return;
        }
        json.writeObjectFieldStart("score");
        switch (entry.kind()) {
            case CYCLE -> cycle(json, entry);
            case RECOVERY -> recovery(json, entry);
            case SLEEP -> sleep(json, entry);
            case WORKOUT -> workout(json, entry);
        }
        json.writeEndObject();
    }

    private static void identity(JsonGenerator json, WhoopEntry entry) throws IOException {
        switch (entry.kind()) {
            case CYCLE -> json.writeNumberField("id", entry.cycle());
            case RECOVERY -> {
                json.writeNumberField("cycle_id", entry.cycle());
                json.writeStringField("sleep_id", entry.sleep());
            }
            case SLEEP -> {
                json.writeStringField("id", entry.id());
                json.writeNumberField("cycle_id", entry.cycle());
                json.writeBooleanField("nap", entry.nap());
            }
            case WORKOUT -> {
                json.writeStringField("id", entry.id());
                json.writeStringField("sport_name", WhoopTruth.sport(entry));
            }
        }
    }

    private static void absent(JsonGenerator json, String field, WhoopEntry entry) throws IOException {
        if (entry.figures().of("absent").of(field).oneIn(2)) {
            json.writeNullField(field);
        }
    }

    private static void cycle(JsonGenerator json, WhoopEntry entry) throws IOException {
        json.writeNumberField("strain", entry.figure("strain", 2, 21, 6));
        json.writeNumberField("kilojoule", entry.figure("kilojoule", 6000, 16000, 3));
        json.writeNumberField("average_heart_rate", entry.count("average_heart_rate", 52, 90));
        json.writeNumberField("max_heart_rate", entry.count("max_heart_rate", 120, 195));
    }

    private static void recovery(JsonGenerator json, WhoopEntry entry) throws IOException {
        json.writeBooleanField(
                "user_calibrating", entry.figures().of("calibrating").oneIn(20));
        json.writeNumberField("recovery_score", (double) entry.count("recovery_score", 1, 100));
        json.writeNumberField("resting_heart_rate", (double) entry.count("resting_heart_rate", 42, 75));
        json.writeNumberField("hrv_rmssd_milli", entry.figure("hrv_rmssd_milli", 15, 140, 6));
        if (WhoopTruth.hasNewStrap(entry)) {
            json.writeNumberField("spo2_percentage", entry.figure("spo2_percentage", 92, 99, 4));
            json.writeNumberField("skin_temp_celsius", entry.figure("skin_temp_celsius", 32, 36, 1));
        } else {
            absent(json, "spo2_percentage", entry);
            absent(json, "skin_temp_celsius", entry);
        }
    }

    private static void sleep(JsonGenerator json, WhoopEntry entry) throws IOException {
        json.writeObjectFieldStart("stage_summary");
        for (String stage : WhoopNight.STAGES) {
            json.writeNumberField(stage, WhoopNight.millis(entry, stage));
        }
        json.writeNumberField("sleep_cycle_count", entry.count("sleep_cycle_count", 1, 7));
        json.writeNumberField("disturbance_count", entry.count("disturbance_count", 0, 25));
        json.writeEndObject();
        json.writeObjectFieldStart("sleep_needed");
        for (String part : WhoopTruth.NEEDS) {
            json.writeNumberField(part, WhoopTruth.needMillis(entry, part));
        }
        json.writeEndObject();
        json.writeNumberField("respiratory_rate", entry.figure("respiratory_rate", 12, 19, 8));
        if (WhoopTruth.isKnownMember(entry)) {
            json.writeNumberField(
                    "sleep_performance_percentage", (double) entry.count("sleep_performance_percentage", 40, 101));
            json.writeNumberField(
                    "sleep_consistency_percentage", (double) entry.count("sleep_consistency_percentage", 40, 101));
        } else {
            absent(json, "sleep_performance_percentage", entry);
            absent(json, "sleep_consistency_percentage", entry);
        }
        json.writeNumberField("sleep_efficiency_percentage", WhoopNight.efficiency(entry));
    }

    private static void workout(JsonGenerator json, WhoopEntry entry) throws IOException {
        json.writeNumberField("strain", entry.figure("strain", 2, 21, 6));
        json.writeNumberField("average_heart_rate", entry.count("average_heart_rate", 90, 150));
        json.writeNumberField("max_heart_rate", entry.count("max_heart_rate", 130, 195));
        json.writeNumberField("kilojoule", entry.figure("kilojoule", 400, 5000, 6));
        json.writeNumberField("percent_recorded", (double) entry.count("percent_recorded", 80, 101));
        if (WhoopTruth.hasTrack(entry)) {
            json.writeNumberField("distance_meter", entry.figure("distance_meter", 800, 30000, 6));
            json.writeNumberField("altitude_gain_meter", entry.figure("altitude_gain_meter", 0, 600, 6));
            json.writeNumberField("altitude_change_meter", entry.figure("altitude_change_meter", -200, 200, 6));
        } else {
            absent(json, "distance_meter", entry);
        }
        json.writeObjectFieldStart("zone_durations");
        for (String zone : ZONES) {
            json.writeNumberField("zone_" + zone + "_milli", entry.count("zone_" + zone, 0, 1_200_000));
        }
        json.writeEndObject();
    }
}
