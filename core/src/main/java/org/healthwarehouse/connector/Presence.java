package org.healthwarehouse.connector;

/** Whether a vendor still has one record. */
public enum Presence {
    /** It is there. */
    PRESENT,
    /** The vendor says that there is no such record. */
    ABSENT,
    /** The vendor cannot be asked for single records, or did not say. */
    UNKNOWN
}
