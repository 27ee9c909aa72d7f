package org.healthwarehouse.connector;

/** Which items a vendor returns for a range. */
public enum Selection {
    /** Those whose interval has something in common with the range. */
    INTERSECTS,
    /** Those that start inside the range. */
    STARTS_IN,
    /** Those that belong to the dates of the range. */
    DATES
}
