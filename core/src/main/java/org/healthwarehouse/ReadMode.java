package org.healthwarehouse;

/** What a read does about data that is missing or may be out of date. */
public enum ReadMode {
    /** Fetches what is missing or due, within the budget for reads, and answers everything that is stored then. */
    LOCAL_FIRST,
    /** Answers what is stored and asks nobody. */
    LOCAL_ONLY,
    /** Asks for the whole range again, within the budget for reads, and answers everything that is stored then. */
    FORCE_REFRESH
}
