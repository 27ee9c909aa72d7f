package org.healthwarehouse.fulcra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordType.Field;
import org.jspecify.annotations.Nullable;

/** The totals and means of a workout, which the vendor gives as one object per quantity. */
final class WorkoutStatistics {
    private static final String PREFIX = "HKQuantityTypeIdentifier";

    /** HealthKit's quantity without prefix, part of the object, declared field. */
    private static final List<Part> PARTS = List.of(
            new Part("ActiveEnergyBurned", "sum", "active_energy"),
            new Part("BasalEnergyBurned", "sum", "basal_energy"),
            new Part("HeartRate", "average", "heart_rate_mean"),
            new Part("HeartRate", "minimum", "heart_rate_min"),
            new Part("HeartRate", "maximum", "heart_rate_max"),
            new Part("StepCount", "sum", "steps"),
            new Part("FlightsClimbed", "sum", "flights_climbed"),
            new Part("SwimmingStrokeCount", "sum", "swimming_strokes"),
            new Part("RunningSpeed", "average", "speed_mean"),
            new Part("RunningSpeed", "maximum", "speed_max"),
            new Part("CyclingSpeed", "average", "speed_mean"),
            new Part("CyclingSpeed", "maximum", "speed_max"),
            new Part("RunningPower", "average", "power_mean"),
            new Part("RunningPower", "maximum", "power_max"),
            new Part("CyclingPower", "average", "power_mean"),
            new Part("CyclingPower", "maximum", "power_max"));

    private WorkoutStatistics() {}

    private record Part(String quantity, String part, String field) {}

    /**
     * Puts what has a declared field into {@code known}, in its unit, and answers the rest. A quantity of which
     * anything cannot be converted, or whose field another quantity has taken, is in the rest as a whole.
     */
    static Map<String, @Nullable Object> move(Map<String, @Nullable Object> statistics, Map<String, Object> known) {
        Map<String, @Nullable Object> rest = new TreeMap<>();
        statistics.forEach((identifier, value) -> {
            String quantity = identifier.startsWith(PREFIX) ? identifier.substring(PREFIX.length()) : identifier;
            Map<String, Double> moved = value instanceof Map<?, ?> object ? fields(quantity, object, known) : Map.of();
            if (moved.isEmpty()) {
                rest.put(identifier, value);
            } else {
                moved.forEach((field, number) -> known.put(field, number));
            }
        });
        return rest;
    }

    private static Map<String, Double> fields(String quantity, Map<?, ?> object, Map<String, Object> known) {
        String unit = object.get("unit") instanceof String text ? text : "";
        Map<String, Double> fields = new TreeMap<>();
        for (Part part : parts(quantity)) {
            if (object.get(part.part()) instanceof Number number) {
                OptionalDouble value = convert(number.doubleValue(), unit, part.field());
                boolean distance = part.field().equals("distance");
                if (value.isEmpty() || (known.containsKey(part.field()) && !distance)) {
                    return Map.of();
                }
                fields.put(part.field(), value.getAsDouble() + (distance ? before(known) : 0));
            }
        }
        return fields;
    }

    /** A workout of several sports has several distances; the whole is their sum. */
    private static double before(Map<String, Object> known) {
        return known.get("distance") instanceof Double metres ? metres : 0;
    }

    private static List<Part> parts(String quantity) {
        List<Part> parts = new ArrayList<>(PARTS);
        parts.removeIf(part -> !part.quantity().equals(quantity));
        if (quantity.startsWith("Distance")) {
            parts.add(new Part(quantity, "sum", "distance"));
        }
        return parts;
    }

    /** The number in the declared unit of the field; empty if the unit is missing or measures something else. */
    static OptionalDouble convert(double number, String unit, String field) {
        Optional<String> target = DataTypes.WORKOUT.fields().stream()
                .filter(declared -> declared.name().equals(field))
                .map(Field::unit)
                .findFirst();
        if (target.isEmpty() || unit.isBlank()) {
            return OptionalDouble.empty();
        }
        return new Scale.Quantity("count", target.get()).canonical(number, unit);
    }
}
