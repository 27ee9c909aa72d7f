package org.healthwarehouse.training;

/** How many signs speak for too much training. A description of numbers, not a diagnosis. */
public enum RiskLevel {
    /** None of the known signs. */
    LOW,
    /** Some sign. */
    MODERATE,
    /** Several signs, or a strong one with another. */
    HIGH
}
