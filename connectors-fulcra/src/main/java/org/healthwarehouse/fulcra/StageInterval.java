package org.healthwarehouse.fulcra;

/**
 * A stretch of one stage of sleep.
 *
 * @param startMs UTC epoch milliseconds
 * @param endMs UTC epoch milliseconds, exclusive
 * @param stage 0 in bed, 1 asleep, 2 awake, 3 light or core, 4 deep, 5 REM
 */
record StageInterval(long startMs, long endMs, int stage) {
    static final int IN_BED = 0;
    static final int ASLEEP = 1;
    static final int AWAKE = 2;
    static final int LIGHT = 3;
    static final int DEEP = 4;
    static final int REM = 5;

    boolean isSleep() {
        return stage == ASLEEP || isStaged();
    }

    /** Whether it says more than that the person slept. */
    boolean isStaged() {
        return stage >= LIGHT;
    }

    long length() {
        return endMs - startMs;
    }
}
