package org.healthwarehouse.testkit.person;

/** When the watch is on the wrist within one day: always, but for one stretch. */
record WristTime(Span off) {
    boolean isWorn(long minute) {
        return !off.contains(minute);
    }

    boolean isWornThroughout(Span stretch) {
        return !off.overlaps(stretch);
    }
}
