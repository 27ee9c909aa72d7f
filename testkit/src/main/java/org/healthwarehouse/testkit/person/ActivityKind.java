package org.healthwarehouse.testkit.person;

import org.jspecify.annotations.Nullable;

/** The things a waking person does besides sitting. */
enum ActivityKind {
    /** A few steps about the house or the office. */
    POTTERING(Gait.SHUFFLING, 0, 2.0, 0.10, false, null),
    WALKING(Gait.STROLLING, 0, 3.4, 0.26, true, null),
    WALK_WORKOUT(Gait.MARCHING, 0, 4.6, 0.40, true, WorkoutType.WALK),
    RUN(Gait.RUNNING, 0, 9.6, 0.72, true, WorkoutType.RUN),
    CYCLE(Gait.NONE, 360, 7.2, 0.60, true, WorkoutType.CYCLE),
    SWIM(Gait.NONE, 34, 7.0, 0.58, false, WorkoutType.SWIM),
    STRENGTH(Gait.NONE, 0, 4.8, 0.44, false, WorkoutType.STRENGTH),
    TRANSIT(Gait.NONE, 450, 1.4, 0.02, true, null),
    FLIGHT(Gait.NONE, 0, 1.2, 0.01, false, null);

    private final Gait gait;
    private final double rollingMetres;
    private final double met;
    private final double reserve;
    private final boolean outdoors;
    private final @Nullable WorkoutType workout;

    ActivityKind(
            Gait gait,
            double rollingMetres,
            double met,
            double reserve,
            boolean outdoors,
            @Nullable WorkoutType workout) {
        this.gait = gait;
        this.rollingMetres = rollingMetres;
        this.met = met;
        this.reserve = reserve;
        this.outdoors = outdoors;
        this.workout = workout;
    }

    Gait gait() {
        return gait;
    }

    boolean isOnFoot() {
        return gait != Gait.NONE;
    }

    /** Metres a minute when not on foot. */
    double rollingMetres() {
        return rollingMetres;
    }

    /** Metabolic equivalents: the multiple of the energy used at rest. */
    double met() {
        return met;
    }

    /** The share of the span between resting and maximum heart rate this asks for. */
    double reserve() {
        return reserve;
    }

    boolean isOutdoors() {
        return outdoors;
    }

    boolean isSitting() {
        return this == TRANSIT || this == FLIGHT;
    }

    /** What a watch calls this when it records it; null when nobody presses start. */
    @Nullable
    WorkoutType workout() {
        return workout;
    }
}
