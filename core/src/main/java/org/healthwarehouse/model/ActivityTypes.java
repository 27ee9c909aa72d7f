package org.healthwarehouse.model;

import static org.healthwarehouse.model.Catalog.codes;
import static org.healthwarehouse.model.Catalog.mean;
import static org.healthwarehouse.model.Catalog.sum;

import java.util.List;

/** How much somebody moved: steps, energy, distance, time. */
final class ActivityTypes {
    static final SampleType STEPS = sum("steps", "{steps}", 100_000, "Steps taken, walking or running.");
    static final SampleType ACTIVE_ENERGY =
            sum("active_energy", "kcal", 15_000, "Energy burned by moving, beyond what the body uses at rest.");
    static final SampleType BASAL_ENERGY =
            sum("basal_energy", "kcal", 5_000, "Energy that the body used to stay alive, at rest.");
    static final SampleType DISTANCE_WALKING_RUNNING =
            sum("distance_walking_running", "m", 250_000, "Distance covered on foot.");
    static final SampleType DISTANCE_CYCLING = sum("distance_cycling", "m", 600_000, "Distance covered by bicycle.");
    static final SampleType DISTANCE_SWIMMING = sum("distance_swimming", "m", 50_000, "Distance covered swimming.");
    static final SampleType DISTANCE_WHEELCHAIR =
            sum("distance_wheelchair", "m", 200_000, "Distance covered in a wheelchair.");
    static final SampleType DISTANCE_DOWNHILL_SNOW =
            sum("distance_downhill_snow", "m", 200_000, "Distance covered downhill on skis or a snowboard.");
    static final SampleType FLIGHTS_CLIMBED =
            sum("flights_climbed", "{flights}", 1_000, "Flights of stairs climbed, of about three metres each.");
    static final SampleType EXERCISE_TIME =
            sum("exercise_time", "min", 1_440, "Minutes of at least brisk activity, as the device classifies it.");
    static final SampleType MOVE_TIME =
            sum("move_time", "min", 1_440, "Full minutes of active movement, as the device classifies it.");
    static final SampleType STAND_TIME =
            sum("stand_time", "min", 1_440, "Minutes of standing and moving about, as the device classifies it.");
    static final SampleType STAND_HOUR = codes(
            "stand_hour",
            0,
            1,
            "Whether somebody stood and moved for at least a minute of the hour: 1 stood, 0 did not.");
    static final SampleType WHEELCHAIR_PUSHES =
            sum("wheelchair_pushes", "{pushes}", 50_000, "Pushes of a wheelchair's wheels.");
    static final SampleType SWIMMING_STROKES = sum("swimming_strokes", "{strokes}", 50_000, "Strokes swum.");
    static final SampleType POWER =
            mean("power", "W", 0, 2500, "Mechanical power during exercise, in any sport but running.");

    static final List<DataType> ALL = List.of(
            STEPS,
            ACTIVE_ENERGY,
            BASAL_ENERGY,
            DISTANCE_WALKING_RUNNING,
            DISTANCE_CYCLING,
            DISTANCE_SWIMMING,
            DISTANCE_WHEELCHAIR,
            DISTANCE_DOWNHILL_SNOW,
            FLIGHTS_CLIMBED,
            EXERCISE_TIME,
            MOVE_TIME,
            STAND_TIME,
            STAND_HOUR,
            WHEELCHAIR_PUSHES,
            SWIMMING_STROKES,
            POWER);

    private ActivityTypes() {}
}
