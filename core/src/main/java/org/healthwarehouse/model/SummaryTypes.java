package org.healthwarehouse.model;

import static org.healthwarehouse.model.DocumentTypes.json;
import static org.healthwarehouse.model.DocumentTypes.number;
import static org.healthwarehouse.model.DocumentTypes.text;

import java.util.List;

/** Records in which a source sums up a day, a night or the training of some weeks. */
final class SummaryTypes {
    private static final RecordType.Field LOCAL_DATE = text("local_date", "Local date that it is for, as ISO 8601.");
    private static final RecordType.Field TIME_ZONE = text("time_zone", "Zone id or offset of the place.");
    private static final RecordType.Field DEVICE = text("device", "Device key: hardware and recording program.");
    private static final RecordType.Field VENDOR =
            json("vendor", "What else the source says, in its own words and units.");

    static final RecordType DAILY_SUMMARY = new RecordType(
            "daily_summary",
            List.of(
                    LOCAL_DATE,
                    TIME_ZONE,
                    number("steps", "{steps}", "Steps taken."),
                    number("step_goal", "{steps}", "Steps that the person wanted to take."),
                    number("distance", "m", "Distance covered on foot."),
                    number("total_energy", "kcal", "All energy burned."),
                    number("active_energy", "kcal", "Energy burned by moving."),
                    number("basal_energy", "kcal", "Energy that the body used at rest."),
                    number("elevation_ascended", "m", "Metres climbed."),
                    number("elevation_descended", "m", "Metres descended."),
                    number("active", "s", "Time of some movement."),
                    number("highly_active", "s", "Time of much movement."),
                    number("moderate_activity", "s", "Time of moderate exercise."),
                    number("vigorous_activity", "s", "Time of vigorous exercise."),
                    number("heart_rate_mean", "/min", "Mean heart rate."),
                    number("heart_rate_min", "/min", "Lowest heart rate."),
                    number("heart_rate_max", "/min", "Highest heart rate."),
                    number("resting_heart_rate", "/min", "Heart rate at rest."),
                    number("stress_mean", "{score}", "Mean stress as the source rates it; Garmin from 0 to 100."),
                    number("stress_max", "{score}", "Highest stress as the source rates it; Garmin from 0 to 100."),
                    number("stress_duration", "s", "Time under stress."),
                    number("rest_duration", "s", "Time of rest, as told from the stress."),
                    number("body_battery_high", "{score}", "Most energy left as the source rates it, from 0 to 100."),
                    number("body_battery_low", "{score}", "Least energy left as the source rates it, from 0 to 100."),
                    number("body_battery_charged", "{score}", "What the energy left rose by."),
                    number("body_battery_drained", "{score}", "What the energy left fell by."),
                    number("respiratory_rate_awake", "/min", "Mean breaths per minute while awake."),
                    number("respiratory_rate_min", "/min", "Fewest breaths per minute."),
                    number("respiratory_rate_max", "/min", "Most breaths per minute."),
                    number("spo2_mean", "%", "Mean oxygen saturation, from 0 to 100."),
                    number("spo2_min", "%", "Lowest oxygen saturation, from 0 to 100."),
                    VENDOR),
            "What a source says of a local date as a whole, from its midnight to the next.");

    static final RecordType HRV_SUMMARY = new RecordType(
            "hrv_summary",
            List.of(
                    LOCAL_DATE,
                    TIME_ZONE,
                    text("context", "When it was measured: sleep, morning, all_day or activity."),
                    number("night_mean", "ms", "Mean variability of the night, by the source's own measure."),
                    number("night_max", "ms", "Highest variability of five minutes of the night."),
                    number("week_mean", "ms", "Mean of the last seven nights."),
                    number("sdnn", "ms", "Variability as SDNN, where the source says that it is one."),
                    number("rmssd", "ms", "Variability as RMSSD, where the source says that it is one."),
                    number("pnn50", "%", "Share of neighbouring intervals that differ by more than 50 ms."),
                    number("low_below", "ms", "Below this the variability is low for the person."),
                    number("balanced_from", "ms", "From this on it is what is usual for the person."),
                    number("balanced_to", "ms", "Up to this it is what is usual for the person."),
                    text("status", "How the source judges it, in lower case: balanced, unbalanced, low, poor."),
                    DEVICE,
                    VENDOR),
            "Heart rate variability of a night, beside what is usual for the person.");

    static final RecordType HEALTH_STATUS = new RecordType(
            "health_status",
            List.of(
                    LOCAL_DATE,
                    number("hrv", "ms", "Heart rate variability, by the source's own measure."),
                    number("heart_rate", "/min", "Heart rate during sleep."),
                    number("spo2", "%", "Oxygen saturation, from 0 to 100."),
                    number("respiratory_rate", "/min", "Breaths per minute."),
                    number("skin_temperature_deviation", "Cel", "Temperature of the skin less what is usual."),
                    json("metrics", "All of them as the source tells them, with what is usual and how it judges them."),
                    VENDOR),
            "A night's vital signs, each beside what is usual for the person.");

    static final RecordType TRAINING_READINESS = new RecordType(
            "training_readiness",
            List.of(
                    LOCAL_DATE,
                    TIME_ZONE,
                    number("score", "%", "The source's own rating, from 0 to 100."),
                    text("level", "The same in a word, in lower case."),
                    text(
                            "context",
                            "What it was rated after, in lower case: after_wakeup_reset is that of the morning."),
                    number("recovery_time", "s", "Time until the body has recovered."),
                    number("acute_load", "1", "Training load of the last days, as the source reckons."),
                    number("sleep_score", "%", "Rating of the last sleep, from 0 to 100."),
                    number("hrv_week_mean", "ms", "Mean variability of the last seven nights."),
                    text("feedback", "What the source says to it, in its own words."),
                    DEVICE,
                    VENDOR),
            "How ready for training the source thinks the person is at a moment.");

    static final RecordType TRAINING_LOAD = new RecordType(
            "training_load",
            List.of(
                    LOCAL_DATE,
                    number("acute", "1", "Load of the last days."),
                    number("chronic", "1", "Load of the last weeks."),
                    number("ratio", "1", "The acute load as a multiple of the chronic one."),
                    number("ratio_percent", "%", "Where the ratio lies in the range that the source knows."),
                    text("status", "How the source judges the ratio, in lower case."),
                    DEVICE,
                    VENDOR),
            "How much the person has trained lately, as the source reckons at a moment.");

    static final RecordType TRAINING_STATUS = new RecordType(
            "training_status",
            List.of(
                    LOCAL_DATE,
                    text("status", "How the source judges it, in lower case: productive, recovery, detraining."),
                    text("sport", "In which sport, in lower case."),
                    DEVICE,
                    VENDOR),
            "Whether training makes the person fitter, as the source judges at a moment.");

    static final RecordType FITNESS_AGE = new RecordType(
            "fitness_age",
            List.of(
                    LOCAL_DATE,
                    number("fitness_age", "a", "Age at which that fitness is usual, as the source reckons."),
                    number("age", "a", "True age."),
                    DEVICE,
                    VENDOR),
            "How old the source thinks the person's fitness is on a date.");

    static final List<DataType> ALL = List.of(
            DAILY_SUMMARY, HRV_SUMMARY, HEALTH_STATUS, TRAINING_READINESS, TRAINING_LOAD, TRAINING_STATUS, FITNESS_AGE);

    private SummaryTypes() {}
}
