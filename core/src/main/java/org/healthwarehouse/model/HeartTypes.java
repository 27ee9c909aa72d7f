package org.healthwarehouse.model;

import static org.healthwarehouse.model.Catalog.event;
import static org.healthwarehouse.model.Catalog.last;
import static org.healthwarehouse.model.Catalog.mean;
import static org.healthwarehouse.model.Catalog.sum;

import java.util.List;

/** Heart, lungs, blood. */
final class HeartTypes {
    static final SampleType HEART_RATE = mean("heart_rate", "/min", 25, 240, "Heart beats per minute.");
    static final SampleType BEAT_INTERVAL =
            mean("beat_interval", "ms", 200, 2500, "Time from one heart beat to the next.");
    static final SampleType RESTING_HEART_RATE = mean(
            "resting_heart_rate",
            "/min",
            25,
            130,
            "Heart beats per minute at rest, as the device estimates it for a day.");
    static final SampleType WALKING_HEART_RATE =
            mean("walking_heart_rate", "/min", 40, 200, "Average heart beats per minute while walking during a day.");
    static final SampleType HRV_SDNN = mean(
            "hrv_sdnn",
            "ms",
            1,
            400,
            "Heart rate variability as the standard deviation of the intervals between normal beats; not comparable"
                    + " with RMSSD.");
    static final SampleType HEART_RATE_RECOVERY_1MIN = mean(
            "heart_rate_recovery_1min",
            "/min",
            0,
            120,
            "How many beats per minute the heart slowed down in the first minute after exercise.");
    static final SampleType AFIB_BURDEN = mean(
            "afib_burden",
            "%",
            0,
            100,
            "Share of the monitored time in which the heart showed signs of atrial fibrillation, from 0 to 100.");
    static final SampleType VO2_MAX = last(
            "vo2_max",
            "mL/(kg.min)",
            10,
            100,
            "Greatest oxygen uptake during exercise per kilogram of body mass and minute.");
    static final SampleType RESPIRATORY_RATE = mean("respiratory_rate", "/min", 4, 60, "Breaths per minute.");
    static final SampleType SPO2 =
            mean("spo2", "%", 50, 100, "Oxygen saturation of the arterial blood, measured by light, from 0 to 100.");
    static final SampleType BLOOD_PRESSURE_SYSTOLIC =
            mean("blood_pressure_systolic", "mm[Hg]", 60, 260, "Blood pressure while the heart contracts.");
    static final SampleType BLOOD_PRESSURE_DIASTOLIC =
            mean("blood_pressure_diastolic", "mm[Hg]", 30, 160, "Blood pressure while the heart relaxes.");
    static final SampleType BLOOD_GLUCOSE =
            mean("blood_glucose", "mg/dL", 20, 600, "Glucose in the blood or in the fluid between cells.");
    static final SampleType BLOOD_ALCOHOL = mean(
            "blood_alcohol", "%", 0, 0.6, "Alcohol in the blood in percent, where 0.08 is a usual limit for drivers.");
    static final SampleType INSULIN_DELIVERY = sum("insulin_delivery", "[iU]", 300, "Insulin given.");
    static final SampleType INHALER_USE = sum("inhaler_use", "{puffs}", 50, "Puffs taken from an inhaler.");

    static final List<DataType> ALL = List.of(
            HEART_RATE,
            RESTING_HEART_RATE,
            WALKING_HEART_RATE,
            HRV_SDNN,
            HEART_RATE_RECOVERY_1MIN,
            AFIB_BURDEN,
            VO2_MAX,
            RESPIRATORY_RATE,
            SPO2,
            BLOOD_PRESSURE_SYSTOLIC,
            BLOOD_PRESSURE_DIASTOLIC,
            BLOOD_GLUCOSE,
            BLOOD_ALCOHOL,
            INSULIN_DELIVERY,
            INHALER_USE,
            BEAT_INTERVAL,
            event("high_heart_rate_event", "The device noticed a high heart rate while the person seemed at rest"),
            event("low_heart_rate_event", "The device noticed an unusually low heart rate"),
            event("irregular_rhythm_event", "The device noticed an irregular heart rhythm"),
            event("low_cardio_fitness_event", "The device noticed that VO2 max stays below what is usual for the age"));

    private HeartTypes() {}
}
