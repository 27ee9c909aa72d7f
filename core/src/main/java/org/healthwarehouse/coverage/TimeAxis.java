package org.healthwarehouse.coverage;

/** How the ranges of a feed are given. */
public enum TimeAxis {
    /** Instants. */
    UTC,
    /** Dates of the user's local calendar; the ledger writes each date as its UTC midnight. */
    LOCAL_DATE,
    /** None: the feed has only a current value, stored when it changes. */
    NONE
}
