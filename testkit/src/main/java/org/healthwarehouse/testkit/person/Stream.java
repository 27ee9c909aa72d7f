package org.healthwarehouse.testkit.person;

/**
 * The independent sources of chance. The key comes from the name, so reordering or adding streams leaves existing
 * persons as they are; renaming one does not.
 */
enum Stream {
    ACTIVE_ENERGY,
    AUDIO,
    BASAL_ENERGY,
    BED_TIME,
    BLOOD_PRESSURE,
    CHARGING,
    COUGH,
    DAY_WITHOUT_WATCH,
    EXERTION,
    FITNESS,
    FLIGHTS,
    FORM,
    HANDWASHING,
    HEADACHE,
    HEART_DRIFT,
    HEART_DROPOUT,
    HEART_NOISE,
    HEART_TIME,
    HRV_TIME,
    HRV_VALUE,
    ILLNESS,
    LOCATION_NOISE,
    LOCATION_TIME,
    MOOD,
    MOOD_DRIFT,
    NIGHT,
    OXYGEN_TIME,
    OXYGEN_VALUE,
    PHONE_FORGOTTEN,
    PROFILE,
    RESPIRATION_TIME,
    RESPIRATION_VALUE,
    RESTING_HEART_RATE,
    ROUTE,
    ROUTINE,
    SPEED,
    STAND,
    STEPS,
    STEP_CUTS,
    TEMPERATURE,
    TRIP,
    VO2_MAX,
    WAKE_TIME,
    WEEKEND_WITHOUT_WATCH,
    WEEKS_WITHOUT_WATCH,
    WEIGHT,
    WEIGHT_DRIFT,
    WORKDAY;

    private final long key = Chance.key(name());

    long key() {
        return key;
    }
}
