package org.healthwarehouse.fulcra;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HealthKit's metadata of a workout, in which quantities are text such as {@code 70.412 degF}. */
final class WorkoutExtras {
    private static final Pattern QUANTITY = Pattern.compile("([+-]?\\d{1,15}(?:\\.\\d{1,15})?) (\\S.{0,30})");

    /** HealthKit's name without prefix, and the declared field. */
    private static final Map<String, String> QUANTITIES = Map.of(
            "WeatherTemperature", "temperature",
            "WeatherHumidity", "humidity",
            "ElevationAscended", "elevation_ascended",
            "ElevationDescended", "elevation_descended",
            "AverageMETs", "intensity_mean",
            "AverageSpeed", "speed_mean",
            "MaximumSpeed", "speed_max");

    private WorkoutExtras() {}

    /** Puts what has a declared field into {@code known}, in its unit, and answers the rest. */
    static Map<String, @Nullable Object> move(Map<String, @Nullable Object> extras, Map<String, Object> known) {
        Map<String, @Nullable Object> rest = new TreeMap<>();
        extras.forEach((name, value) -> {
            if (!taken(name.replaceFirst("^HK(MetadataKey)?", ""), value, known)) {
                rest.put(name, value);
            }
        });
        return rest;
    }

    private static boolean taken(String name, @Nullable Object value, Map<String, Object> known) {
        return switch (name) {
            case "TimeZone" -> value instanceof String zone && known.putIfAbsent("time_zone", zone) == null;
            case "IndoorWorkout" -> indoor(value, known);
            default -> value instanceof String text && quantity(QUANTITIES.get(name), text, known);
        };
    }

    private static boolean indoor(@Nullable Object value, Map<String, Object> known) {
        switch (String.valueOf(value)) {
            case "1", "true" -> known.put("indoor", true);
            case "0", "false" -> known.put("indoor", false);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean quantity(@Nullable String field, String text, Map<String, Object> known) {
        Matcher parts = QUANTITY.matcher(text);
        if (field == null || known.containsKey(field) || !parts.matches()) {
            return false;
        }
        double number = Double.parseDouble(parts.group(1));
        OptionalDouble value = field.equals("humidity")
                ? humidity(number, parts.group(2))
                : WorkoutStatistics.convert(number, parts.group(2), field);
        value.ifPresent(converted -> known.put(field, converted));
        return value.isPresent();
    }

    /**
     * Relative humidity comes a hundred times too large, {@code 7000 %} for 70 %: the weather service counts to 100
     * where HealthKit counts to 1. A number up to 100 is taken as it is.
     */
    private static OptionalDouble humidity(double number, String unit) {
        if (!unit.equals("%") || number < 0 || number > 10_000) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(number > 100 ? number / 100 : number);
    }
}
