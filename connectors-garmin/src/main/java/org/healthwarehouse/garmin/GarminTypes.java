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

    static final SampleType BODY_BATTERY = new SampleType(
            "garmin.body_battery",
            "{score}",
            new ValueRange(0, 100),
            Aggregation.LAST,
            "Energy left as Garmin rates it, from 0 to 100; the note says where it was modelled, not measured.");

    static final SampleType FLOORS_DESCENDED = new SampleType(
            "garmin.floors_descended",
            "{flights}",
            new ValueRange(0, 1_000),
            Aggregation.SUM,
            "Flights of stairs walked down, of about three metres each.");

    private GarminTypes() {}
}
