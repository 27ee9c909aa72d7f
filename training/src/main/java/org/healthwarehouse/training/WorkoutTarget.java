package org.healthwarehouse.training;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * What a planned workout aims at; what is left open is empty.
 *
 * @param duration how long
 * @param distanceMetres how far, {@code m}
 * @param pacePerKilometre how long a kilometre takes
 * @param heartRateZone in which of the person's zones, counted from 1
 * @param load training load, arbitrary units
 */
public record WorkoutTarget(
        Optional<Duration> duration,
        OptionalDouble distanceMetres,
        Optional<Duration> pacePerKilometre,
        OptionalInt heartRateZone,
        OptionalDouble load) {
    /** Everything is left open. */
    public static final WorkoutTarget OPEN = new WorkoutTarget(
            Optional.empty(), OptionalDouble.empty(), Optional.empty(), OptionalInt.empty(), OptionalDouble.empty());

    /**
     * @throws InvalidParameterException if a number is negative, or duration, distance, pace or zone are not positive
     */
    public WorkoutTarget {
        duration.ifPresent(time -> Rules.positive("target duration", (double) time.toMillis()));
        distanceMetres.ifPresent(metres -> Rules.positive("target distance", metres));
        pacePerKilometre.ifPresent(time -> Rules.positive("target pace", (double) time.toMillis()));
        heartRateZone.ifPresent(zone -> Rules.atLeast("target heart rate zone", zone, 1));
        load.ifPresent(units -> Rules.notNegative("target load", units));
    }

    /** The same target with how long. */
    public WorkoutTarget duration(Duration time) {
        return new WorkoutTarget(Optional.of(time), distanceMetres, pacePerKilometre, heartRateZone, load);
    }

    /** The same target with how far, in {@code m}. */
    public WorkoutTarget distance(double metres) {
        return new WorkoutTarget(duration, OptionalDouble.of(metres), pacePerKilometre, heartRateZone, load);
    }

    /** The same target with how long a kilometre takes. */
    public WorkoutTarget pace(Duration perKilometre) {
        return new WorkoutTarget(duration, distanceMetres, Optional.of(perKilometre), heartRateZone, load);
    }

    /** The same target with a heart rate zone, counted from 1. */
    public WorkoutTarget zone(int number) {
        return new WorkoutTarget(duration, distanceMetres, pacePerKilometre, OptionalInt.of(number), load);
    }

    /** The same target with a training load, in arbitrary units. */
    public WorkoutTarget load(double units) {
        return new WorkoutTarget(duration, distanceMetres, pacePerKilometre, heartRateZone, OptionalDouble.of(units));
    }
}
