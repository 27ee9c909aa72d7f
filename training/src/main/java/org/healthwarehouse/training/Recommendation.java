package org.healthwarehouse.training;

/** How hard to train today, from the least to the most. */
public enum Recommendation {
    /** No training. */
    REST,
    /** Easy training only. */
    EASY,
    /** Training of moderate intensity. */
    MODERATE,
    /** A hard session is possible. */
    HIGH_INTENSITY
}
