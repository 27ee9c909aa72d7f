package org.healthwarehouse.model;

/** How the samples of a type combine over time. */
public enum Aggregation {
    /** Amounts that add up: steps, energy, distance. Devices that saw the same interval must not be added. */
    SUM,
    /**
     * Readings of a changing quantity: heart rate, temperature. Mean, minimum and maximum make sense, a sum does not.
     */
    MEAN,
    /** A level that holds until the next reading: body mass, height. */
    LAST,
    /** Codes, not amounts: sleep stage, symptom severity. Only time or count per code makes sense. */
    CATEGORY
}
