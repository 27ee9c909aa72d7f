package org.healthwarehouse.testkit.fulcra;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.testkit.person.PersonDevice;
import org.healthwarehouse.testkit.person.PersonLocation;
import org.healthwarehouse.testkit.person.PersonSample;
import org.healthwarehouse.testkit.person.PersonWorkout;

/** Writes answers in the vendor's shapes. */
final class FulcraJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter SAMPLE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter WORKOUT_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private FulcraJson() {}

    static byte[] catalogue() {
        return array(json -> {
            for (FulcraMetric metric : FulcraMetric.values()) {
                json.writeStartObject();
                json.writeStringField("name", metric.vendorName());
                json.writeStringField("description", "Measured by the person's devices.");
                json.writeStringField("unit", metric.catalogueUnit());
                json.writeBooleanField("is_time_series", true);
                json.writeStringField("metric_kind", metric.kind().orElse(null));
                json.writeStringField("value_column", metric.valueColumn());
                json.writeEndObject();
            }
        });
    }

    static byte[] samples(FulcraMetric metric, List<PersonSample> samples) {
        return array(json -> {
            for (PersonSample sample : samples) {
                json.writeStartObject();
                json.writeStringField("start_date", SAMPLE_TIME.format(sample.start()));
                json.writeStringField("end_date", SAMPLE_TIME.format(sample.end()));
                json.writeNullField("extras");
                json.writeBooleanField("has_undetermined_duration", false);
                json.writeStringField("unit", metric.sampleUnit());
                json.writeNumberField("count", 1);
                json.writeStringField("uuid", sample.uuid().toString());
                number(json, "value", metric.toVendor(sample.value()));
                sourceProperties(json, sample.device());
                device(json, "device_properties", sample.device());
                json.writeEndObject();
            }
        });
    }

    static byte[] workouts(List<PersonWorkout> workouts) {
        return array(json -> {
            for (PersonWorkout workout : workouts) {
                workout(json, workout);
            }
        });
    }

    private static void workout(JsonGenerator json, PersonWorkout workout) throws IOException {
        json.writeStartObject();
        json.writeStringField("apple_workout_id", workout.uuid().toString());
        json.writeStringField("start_date", WORKOUT_TIME.format(workout.start()));
        json.writeStringField("end_date", WORKOUT_TIME.format(workout.end()));
        json.writeNumberField("duration", workout.duration().toMillis() / 1000.0);
        json.writeBooleanField("has_undetermined_duration", false);
        json.writeStringField("workout_activity_type", workout.type().name().toLowerCase(java.util.Locale.ROOT));
        json.writeObjectFieldStart("extras");
        json.writeStringField("HKWeatherTemperature", "61.5 degF");
        json.writeStringField("HKWeatherHumidity", "5400 %");
        json.writeEndObject();
        json.writeObjectFieldStart("all_statistics");
        sum(json, "HKQuantityTypeIdentifierActiveEnergyBurned", "Cal", workout.energyKcal(), workout);
        if (workout.distanceMetres() > 0) {
            String type = workout.type().name().equals("CYCLE")
                    ? "HKQuantityTypeIdentifierDistanceCycling"
                    : "HKQuantityTypeIdentifierDistanceWalkingRunning";
            sum(json, type, "mi", workout.distanceMetres() / 1609.344, workout);
        }
        heartRate(json, workout);
        json.writeEndObject();
        json.writeArrayFieldStart("workout_activities");
        json.writeEndArray();
        json.writeArrayFieldStart("workout_events");
        json.writeEndArray();
        device(json, "device", workout.device());
        json.writeEndObject();
    }

    private static void sum(JsonGenerator json, String type, String unit, double sum, PersonWorkout workout)
            throws IOException {
        json.writeObjectFieldStart(type);
        json.writeStringField("unit", unit);
        json.writeNumberField("sum", sum);
        statisticsEnd(json, type, workout);
    }

    private static void heartRate(JsonGenerator json, PersonWorkout workout) throws IOException {
        String type = "HKQuantityTypeIdentifierHeartRate";
        json.writeObjectFieldStart(type);
        json.writeStringField("unit", "count/min");
        json.writeNumberField("average", workout.meanHeartRate());
        json.writeNumberField("maximum", workout.maxHeartRate());
        statisticsEnd(json, type, workout);
    }

    private static void statisticsEnd(JsonGenerator json, String type, PersonWorkout workout) throws IOException {
        json.writeStringField("startDate", WORKOUT_TIME.format(workout.start()));
        json.writeStringField("endDate", WORKOUT_TIME.format(workout.end()));
        json.writeStringField("quantityType", type);
        json.writeEndObject();
    }

    static byte[] locations(List<PersonLocation> fixes) {
        return array(json -> {
            for (PersonLocation fix : fixes) {
                json.writeStartObject();
                json.writeNumberField("speed", fix.speedMetresPerSecond());
                json.writeNumberField("horizontal_accuracy_meters", fix.horizontalAccuracyMetres());
                json.writeNumberField("longitude_degrees", fix.longitude());
                json.writeBooleanField("source_is_simulated_by_software", false);
                json.writeBooleanField("source_is_produced_by_accessory", false);
                json.writeNumberField("latitude_degrees", fix.latitude());
                json.writeNumberField("vertical_accuracy_meters", fix.verticalAccuracyMetres());
                json.writeNumberField("course_heading_accuracy_degrees", -1);
                json.writeNumberField("course_heading_degrees", fix.courseDegrees());
                json.writeNumberField("floor", 0);
                json.writeNumberField("speed_accuracy_meters", -1);
                json.writeNumberField("altitude_meters", fix.altitudeMetres());
                json.writeStringField("uuid", fix.uuid().toString());
                json.writeStringField("timestamp", SAMPLE_TIME.format(fix.time()));
                json.writeEndObject();
            }
        });
    }

    static byte[] detail(String text) {
        return object(json -> json.writeStringField("detail", text));
    }

    static byte[] userInfo(String userId, Instant created, String zone) {
        return object(json -> {
            json.writeStringField("userid", userId);
            json.writeStringField("created", WORKOUT_TIME.format(created));
            json.writeObjectFieldStart("preferences");
            json.writeStringField("timezone", zone);
            json.writeEndObject();
        });
    }

    /** How many records of each type were processed, and a file that has nothing to do with them. */
    static byte[] updates(Map<String, Integer> counts) {
        return object(json -> {
            json.writeObjectFieldStart("data_types");
            for (Map.Entry<String, Integer> count : counts.entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("file_changes");
            json.writeStartObject();
            json.writeStringField("full_name", "/notes.md");
            json.writeNumberField("size", 794);
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    static byte[] object(Body body) {
        return write(json -> {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        });
    }

    private static void sourceProperties(JsonGenerator json, PersonDevice device) throws IOException {
        json.writeObjectFieldStart("source_properties");
        json.writeStringField("name", device.name());
        json.writeStringField("version", device.softwareVersion());
        json.writeStringField("productType", device.hardwareVersion());
        json.writeStringField("sourceBundleIdentifier", device.bundleId());
        json.writeEndObject();
    }

    private static void device(JsonGenerator json, String field, PersonDevice device) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("name", device.name());
        json.writeStringField("model", device.model());
        json.writeStringField("manufacturer", device.manufacturer());
        json.writeStringField("hardwareVersion", device.hardwareVersion());
        json.writeStringField("softwareVersion", device.softwareVersion());
        json.writeEndObject();
    }

    /** Whole numbers without a decimal point, as the vendor writes them. */
    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumberField(name, (long) value);
        } else {
            json.writeNumberField(name, value);
        }
    }

    static Instant time(String text) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    }

    static String write(Instant time) {
        return SAMPLE_TIME.format(time);
    }

    static byte[] array(Body body) {
        return write(json -> {
            json.writeStartArray();
            body.write(json);
            json.writeEndArray();
        });
    }

    private static byte[] write(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
