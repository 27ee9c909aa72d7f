package org.healthwarehouse.testkit.person;

/** The kinds of workouts the person does. */
public enum WorkoutType {
    /** Outdoors, with steps, distance and locations. */
    RUN,
    /** Outdoors, with steps, distance and locations. */
    WALK,
    /** Outdoors, with distance and locations. */
    CYCLE,
    /** Indoors, with distance. */
    SWIM,
    /** Indoors, without distance. */
    STRENGTH
}
