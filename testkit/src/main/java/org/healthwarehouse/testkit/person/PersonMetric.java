package org.healthwarehouse.testkit.person;

/**
 * What the devices of a {@link SyntheticPerson} measure.
 *
 * <p>Values are in the {@link #unit()} given here, whatever a vendor may turn them into. A sample of a
 * {@linkplain #isCumulative() cumulative} metric holds the amount gathered during its interval; two devices may report
 * the same amount, so such samples are not simply added up. Category metrics hold codes, described at each constant.
 */
public enum PersonMetric {
    /** Beats per minute, mostly whole: about one a minute while the watch is worn, every 5 seconds in a workout. */
    HEART_RATE("count/min"),
    /** One a day. */
    RESTING_HEART_RATE("count/min"),
    /** Standard deviation of beat intervals over one minute: several a night, a few by day. */
    HEART_RATE_VARIABILITY_SDNN("ms"),
    /** Blood oxygen saturation as a fraction from 0 to 1. */
    OXYGEN_SATURATION("fraction"),
    /** Breaths per minute, in sleep only. */
    RESPIRATORY_RATE("count/min"),
    /** Steps, from the phone and the watch; see {@link SyntheticPerson#trueSteps}. */
    STEP_COUNT("count", true),
    /** Metres walked and run, from the phone and the watch, over the same intervals as the steps. */
    DISTANCE_ON_FOOT("m", true),
    /** Metres cycled in workouts. */
    DISTANCE_CYCLING("m", true),
    /** Metres swum in workouts. */
    DISTANCE_SWIMMING("m", true),
    /** Floors climbed, from the phone and the watch. */
    FLIGHTS_CLIMBED("count", true),
    /** Kilocalories used by moving: per minute when active, per five minutes otherwise. */
    ACTIVE_ENERGY("kcal", true),
    /** Kilocalories used by being alive: per five minutes when awake, per thirty in bed. */
    BASAL_ENERGY("kcal", true),
    /** Minutes at the pace of a brisk walk or above; each sample is one such minute. */
    EXERCISE_TIME("min", true),
    /** One per clock hour of the waking day; 0 the person stood and moved in it, 1 did not. */
    STAND_HOUR("code"),
    /**
     * Intervals of a night; 0 in bed, 1 asleep with unknown stage, 2 awake, 3 light (core), 4 deep, 5 REM. The phone
     * reports one interval in bed around those of the watch.
     */
    SLEEP_STAGE("code"),
    /** One a night, in degrees Celsius, over the time asleep. */
    SLEEPING_WRIST_TEMPERATURE("degC"),
    /** Kilograms, on some mornings at home. */
    WEIGHT("kg"),
    /** Millilitres of oxygen per kilogram and minute, after some workouts on foot. */
    VO2_MAX("mL/kg/min"),
    /** Now and then; always together with the diastolic value at the same instant. */
    BLOOD_PRESSURE_SYSTOLIC("mmHg"),
    /** Now and then; always together with the systolic value at the same instant. */
    BLOOD_PRESSURE_DIASTOLIC("mmHg"),
    /** Mean A-weighted sound level over half an hour, in decibels. */
    ENVIRONMENTAL_AUDIO("dB"),
    /** Presence of an event that lasts some seconds; the value is always 0, and 0 means that it happened. */
    HANDWASHING("code"),
    /** Now and then, for some hours; 0 unspecified, 1 mild, 2 moderate, 3 severe. */
    SYMPTOM_HEADACHE("code"),
    /** When ill, for some hours; 0 unspecified, 1 mild, 2 moderate, 3 severe. */
    SYMPTOM_COUGHING("code"),
    /** Now and then, from -1 (very unpleasant) to 1 (very pleasant). */
    MOOD("score");

    private final String unit;
    private final boolean cumulative;
    private final long key = Chance.key("metric " + name());

    PersonMetric(String unit) {
        this(unit, false);
    }

    PersonMetric(String unit, boolean cumulative) {
        this.unit = unit;
        this.cumulative = cumulative;
    }

    /**
     * The unit of every sample of this metric.
     *
     * @return a short unit text, {@code code} for categories
     */
    public String unit() {
        return unit;
    }

    /**
     * Whether samples hold amounts gathered over their interval, such as steps, rather than readings.
     *
     * @return true for amounts
     */
    public boolean isCumulative() {
        return cumulative;
    }

    long key() {
        return key;
    }
}
