package org.healthwarehouse.testkit.person;

/** The stages of sleep with the codes that {@link PersonMetric#SLEEP_STAGE} uses. */
enum SleepStage {
    IN_BED(0, 4),
    ASLEEP(1, -4),
    AWAKE(2, 5),
    LIGHT(3, -4),
    DEEP(4, -8),
    REM(5, -1);

    private final int code;
    private final double bpmAboveResting;

    SleepStage(int code, double bpmAboveResting) {
        this.code = code;
        this.bpmAboveResting = bpmAboveResting;
    }

    int code() {
        return code;
    }

    double bpmAboveResting() {
        return bpmAboveResting;
    }

    boolean isAsleep() {
        return this != IN_BED && this != AWAKE;
    }

    SleepStage withoutDetail() {
        return isAsleep() ? ASLEEP : this;
    }
}
