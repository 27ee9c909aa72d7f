package org.healthwarehouse.testkit.person;

/** The devices the person owns. */
public enum DeviceKind {
    /** Carried most of the time: steps, distance, locations, and what the person types in. */
    PHONE,
    /** Worn most of the time, also at night: everything measured at the wrist. */
    WATCH,
    /** Stands in the bathroom at home. */
    SCALE,
    /** A blood pressure monitor, at home. */
    CUFF;

    private final long key = Chance.key("device " + name());

    long key() {
        return key;
    }
}
