package org.healthwarehouse.model;

import static org.healthwarehouse.model.Catalog.codes;
import static org.healthwarehouse.model.Catalog.last;
import static org.healthwarehouse.model.Catalog.mean;
import static org.healthwarehouse.model.Catalog.sum;

import java.util.List;

/** How somebody walks, runs, climbs and dives. */
final class GaitTypes {
    static final SampleType WALKING_SPEED = mean("walking_speed", "m/s", 0, 4, "Speed of walking on flat ground.");
    static final SampleType WALKING_STEP_LENGTH =
            mean("walking_step_length", "m", 0.1, 1.8, "Distance from one step to the next while walking.");
    static final SampleType WALKING_ASYMMETRY = mean(
            "walking_asymmetry",
            "%",
            0,
            100,
            "Share of steps in which one foot moves at another speed than the other, from 0 to 100.");
    static final SampleType WALKING_DOUBLE_SUPPORT = mean(
            "walking_double_support",
            "%",
            0,
            100,
            "Share of walking time in which both feet touch the ground, from 0 to 100.");
    static final SampleType WALKING_STEADINESS =
            mean("walking_steadiness", "%", 0, 100, "How steady the gait is, from 0 to 100.");
    static final SampleType RUNNING_SPEED = mean("running_speed", "m/s", 0, 13, "Speed of running.");
    static final SampleType RUNNING_POWER = mean("running_power", "W", 0, 2_500, "Mechanical power while running.");
    static final SampleType RUNNING_STRIDE_LENGTH =
            mean("running_stride_length", "m", 0.2, 3.5, "Distance covered by one step while running.");
    static final SampleType RUNNING_VERTICAL_OSCILLATION = mean(
            "running_vertical_oscillation", "cm", 1, 25, "How far the upper body moves up and down while running.");
    static final SampleType RUNNING_GROUND_CONTACT_TIME = mean(
            "running_ground_contact_time", "ms", 80, 600, "How long a foot touches the ground in one running step.");
    static final SampleType STAIR_ASCENT_SPEED =
            mean("stair_ascent_speed", "m/s", 0, 3, "Vertical speed while climbing stairs.");
    static final SampleType STAIR_DESCENT_SPEED =
            mean("stair_descent_speed", "m/s", 0, 3, "Vertical speed while walking down stairs.");
    static final SampleType SIX_MINUTE_WALK_DISTANCE = last(
            "six_minute_walk_distance",
            "m",
            0,
            1_200,
            "Distance that somebody could walk in six minutes, as the device estimates it.");
    static final SampleType FALLS = sum("falls", "{falls}", 20, "Falls.");
    static final SampleType UNDERWATER_DEPTH = mean("underwater_depth", "m", 0, 150, "Depth under water.");
    static final SampleType WATER_TEMPERATURE =
            mean("water_temperature", "Cel", -3, 50, "Temperature of the water around the person.");

    static final List<DataType> ALL = List.of(
            WALKING_SPEED,
            WALKING_STEP_LENGTH,
            WALKING_ASYMMETRY,
            WALKING_DOUBLE_SUPPORT,
            WALKING_STEADINESS,
            RUNNING_SPEED,
            RUNNING_POWER,
            RUNNING_STRIDE_LENGTH,
            RUNNING_VERTICAL_OSCILLATION,
            RUNNING_GROUND_CONTACT_TIME,
            STAIR_ASCENT_SPEED,
            STAIR_DESCENT_SPEED,
            SIX_MINUTE_WALK_DISTANCE,
            FALLS,
            UNDERWATER_DEPTH,
            WATER_TEMPERATURE,
            codes(
                    "walking_steadiness_event",
                    1,
                    4,
                    "The device noticed an unsteady gait: 1 low for the first time, 2 very low for the first time, 3 low"
                            + " again, 4 very low again."));

    private GaitTypes() {}
}
