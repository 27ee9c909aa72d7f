package org.healthwarehouse.garmin;

import org.healthwarehouse.model.Aggregation;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.ValueRange;

/** What Garmin measures and no canonical type stands for. */
final class GarminTypes {
    static final SampleType STRESS = new SampleType(
            "garmin.stress",
            "{score}",
            new ValueRange(0, 100),
            Aggregation.MEAN,
            "Stress as Garmin rates it from the variability of the heart rate, from 0 to 100.");

    static final SampleType HRV = new SampleType(
            "garmin.hrv",
            "ms",
            new ValueRange(1, 300),
            Aggregation.MEAN,
            "Heart rate variability of five minutes of sleep, as Garmin computes it; probably RMSSD.");

    private GarminTypes() {}
}
