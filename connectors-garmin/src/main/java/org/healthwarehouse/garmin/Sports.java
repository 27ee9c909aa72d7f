package org.healthwarehouse.garmin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleType;
import org.jspecify.annotations.Nullable;

/** What the numbers of sports mean. */
final class Sports {
    private static final Map<Integer, String> NAMES = load();

    private Sports() {}

    /** The canonical name of a workout, {@code other} if the number is not known. */
    static String name(double number) {
        return NAMES.getOrDefault((int) number, "other");
    }

    /** Whether steps are its cadence. */
    static boolean isOnFoot(String sport) {
        return sport.equals("running") || sport.equals("walking") || sport.equals("hiking");
    }

    /** Under which type the way of that sport counts, null if there is none. */
    static @Nullable SampleType distance(String sport) {
        return switch (sport) {
            case "running", "walking", "hiking" -> DataTypes.DISTANCE_WALKING_RUNNING;
            case "cycling", "e_biking" -> DataTypes.DISTANCE_CYCLING;
            case "swimming" -> DataTypes.DISTANCE_SWIMMING;
            default -> null;
        };
    }

    private static Map<Integer, String> load() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Sports.class.getResourceAsStream("sports.txt")), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toUnmodifiableMap(words -> Integer.valueOf(words[0]), words -> words[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
