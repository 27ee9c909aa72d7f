package org.healthwarehouse.training;

/** What a person says of their gender; formulas that differ by sex take it from the caller. */
public enum Gender {
    /** Female. */
    FEMALE,
    /** Male. */
    MALE,
    /** Neither of the two, or both. */
    OTHER
}
