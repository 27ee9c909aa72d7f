package org.healthwarehouse.fulcra;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.healthwarehouse.model.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Turns the fields of a workout into the declared fields of the canonical type. What has no declared field, or cannot
 * be converted, stays under {@code vendor} in the vendor's words and units, but without names: those of devices and
 * programs are often those of people.
 */
final class WorkoutAttributes {
    private static final List<String> KEPT =
            List.of("source_revision", "device", "workout_activities", "workout_events");

    private final Map<String, @Nullable Object> fields;
    private final Map<String, Object> known = new TreeMap<>();
    private final Map<String, @Nullable Object> vendor = new TreeMap<>();

    /** @param fields of the vendor, by their names */
    WorkoutAttributes(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    Attributes attributes() {
        if (fields.get("duration") instanceof Double seconds) {
            known.put("duration", seconds);
        }
        if (fields.get("workout_activity_type") instanceof String type && !type.isBlank()) {
            known.put("workout_type", workoutType(type));
        }
        keep("all_statistics", WorkoutStatistics.move(mapOf(fields.get("all_statistics")), known));
        keep("extras", WorkoutExtras.move(mapOf(fields.get("extras")), known));
        KEPT.forEach(name -> keep(name, fields.get(name)));
        if (Boolean.TRUE.equals(fields.get("has_undetermined_duration"))) {
            vendor.put("has_undetermined_duration", true);
        }
        device();
        if (!vendor.isEmpty()) {
            known.put("vendor", vendor);
        }
        return Attributes.of(known);
    }

    /** {@code HKWorkoutActivityTypeMixedCardio}, {@code mixedCardio} and {@code mixed cardio} are all mixed_cardio. */
    private static String workoutType(String written) {
        String bare = written.strip().replaceFirst("^HKWorkoutActivityType(?=.)", "");
        String snake = KnownMetrics.snakeCase(bare).replaceAll("^_+|_+$", "");
        return snake.isEmpty() ? bare.toLowerCase(Locale.ROOT) : snake;
    }

    private void keep(String name, @Nullable Object value) {
        Object nameless = withoutNames(value);
        if (nameless != null && !nameless.equals(Map.of()) && !nameless.equals(List.of())) {
            vendor.put(name, nameless);
        }
    }

    private void device() {
        Map<String, @Nullable Object> revision = mapOf(fields.get("source_revision"));
        Map<String, @Nullable Object> device = mapOf(fields.get("device"));
        Map<String, @Nullable Object> source = mapOf(revision.get("source"));
        Hardware hardware = new Hardware(
                text(device, "hardwareVersion"),
                text(revision, "productType"),
                firstText(revision, source, "sourceBundleIdentifier", "bundleIdentifier"),
                null,
                null);
        String key = hardware.device().key();
        if (!key.isEmpty()) {
            known.put("device", key);
        }
    }

    private static @Nullable String firstText(
            Map<String, @Nullable Object> first, Map<String, @Nullable Object> second, String name, String otherName) {
        for (Map<String, @Nullable Object> map : List.of(first, second)) {
            for (String key : List.of(name, otherName)) {
                String text = text(map, key);
                if (text != null) {
                    return text;
                }
            }
        }
        return null;
    }

    private static @Nullable String text(Map<String, @Nullable Object> map, String name) {
        return map.get(name) instanceof String text ? text : null;
    }

    private static Map<String, @Nullable Object> mapOf(@Nullable Object value) {
        Map<String, @Nullable Object> copy = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> copy.put(String.valueOf(name), each));
        }
        return copy;
    }

    private static @Nullable Object withoutNames(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new TreeMap<>();
            map.forEach((name, each) -> copy.put(String.valueOf(name), withoutNames(each)));
            copy.remove("name");
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(each -> copy.add(withoutNames(each)));
            return copy;
        }
        return value;
    }
}
