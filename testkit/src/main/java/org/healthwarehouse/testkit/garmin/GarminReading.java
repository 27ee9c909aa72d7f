package org.healthwarehouse.testkit.garmin;

import org.healthwarehouse.model.Aggregation;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.ValueRange;
import org.healthwarehouse.testkit.fakes.TrueItem;

/**
 * Something that a watch read all day and night.
 *
 * @param kind what
 * @param watch that read it
 * @param time UTC epoch milliseconds, whole seconds
 * @param value in the unit of the kind; negative where the watch says why it has none
 */
record GarminReading(Kind kind, GarminWatch watch, long time, int value) {
    /** The score of stress that Garmin alone has; equal to the connector's type of that name. */
    static final SampleType STRESS = new SampleType(
            "garmin.stress", "{score}", new ValueRange(0, 100), Aggregation.MEAN, "Stress as Garmin rates it.");

    /** Variability of five minutes; equal to the connector's type of that name. */
    static final SampleType HRV = new SampleType(
            "garmin.hrv", "ms", new ValueRange(1, 300), Aggregation.MEAN, "Variability of five minutes of sleep.");

    /** What a watch reads. */
    enum Kind {
        HEART_RATE,
        STRESS,
        RESPIRATION,
        SPO2,
        RESTING_HEART_RATE,
        HRV,
        VO2_MAX;

        SampleType type() {
            return switch (this) {
                case HEART_RATE -> DataTypes.HEART_RATE;
                case STRESS -> GarminReading.STRESS;
                case RESPIRATION -> DataTypes.RESPIRATORY_RATE;
                case SPO2 -> DataTypes.SPO2;
                case RESTING_HEART_RATE -> DataTypes.RESTING_HEART_RATE;
                case HRV -> GarminReading.HRV;
                case VO2_MAX -> DataTypes.VO2_MAX;
            };
        }
    }

    boolean isValue() {
        return value >= 0;
    }

    TrueItem truth() {
        return TrueItem.sample(watch.allDay(), "", time, time, value);
    }
}
