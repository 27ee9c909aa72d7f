package org.healthwarehouse.testkit.garmin;

import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.testkit.garmin.GarminReading.Kind;

/** Draws what a watch reads all day: not every moment has a value, and some say why they have none. */
final class GarminReadings {
    private static final int STRESS_EVERY = 3;
    private static final int BREATH_EVERY = 5;
    private static final long OXYGEN_EVERY = 6 * GarminCalendar.HOUR;

    private final Draw draw;
    private final long step;

    GarminReadings(Draw draw, int minutes) {
        this.draw = draw;
        step = minutes * GarminCalendar.MINUTE;
    }

    List<GarminReading> of(GarminSegment segment) {
        List<GarminReading> readings = new ArrayList<>();
        long nextOxygen = segment.from() + OXYGEN_EVERY / 2;
        for (int i = 1; segment.from() + i * step < segment.to(); i++) {
            long time = segment.from() + i * step;
            Draw moment = draw.of(time);
            if (!moment.of("hole").oneIn(20)) {
                add(readings, Kind.HEART_RATE, segment, time, moment.of("heart").between(48, 121));
            }
            if (i % STRESS_EVERY == 0) {
                boolean none = moment.of("still").oneIn(8);
                int stress = none
                        ? -moment.of("why").between(1, 3)
                        : moment.of("stress").between(1, 99);
                add(readings, Kind.STRESS, segment, time, stress);
            }
            if (i % BREATH_EVERY == 0) {
                boolean none = moment.of("breathless").oneIn(10);
                add(
                        readings,
                        Kind.RESPIRATION,
                        segment,
                        time,
                        none ? -1 : moment.of("breath").between(11, 21));
            }
            if (time >= nextOxygen) {
                add(readings, Kind.SPO2, segment, time, moment.of("oxygen").between(91, 100));
                nextOxygen += OXYGEN_EVERY;
            }
        }
        return readings;
    }

    private static void add(List<GarminReading> readings, Kind kind, GarminSegment segment, long time, int value) {
        readings.add(new GarminReading(kind, segment.watch(), time, value));
    }

    /** The heart rate at rest, which a watch knows after the night. */
    GarminReading resting(GarminNight night) {
        return new GarminReading(
                Kind.RESTING_HEART_RATE,
                night.watch(),
                night.end(),
                draw.of("resting").of(night.end()).between(44, 60));
    }
}
