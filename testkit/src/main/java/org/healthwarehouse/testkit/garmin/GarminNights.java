package org.healthwarehouse.testkit.garmin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Draws nights. Most begin before midnight, and all end before who travels lands. */
final class GarminNights {
    private static final long MINUTE = GarminCalendar.MINUTE;
    private static final long HRV_MINUTES = 5;

    private final Draw draw;

    GarminNights(Draw draw) {
        this.draw = draw;
    }

    /**
     * A night.
     *
     * @param midnight when the date began on which it ended
     * @param crosses whether it may begin on the date before
     */
    GarminNight night(LocalDate date, GarminWatch watch, long midnight, boolean crosses) {
        Draw night = draw.of(date.toEpochDay());
        long start = midnight + (crosses ? -90 : 5) * MINUTE + night.of("start").below(60) * MINUTE;
        long least = midnight + (330 + night.of("end").below(60)) * MINUTE;
        List<GarminNight.Stage> stages = stages(night, start, least);
        long end = stages.get(stages.size() - 1).to();
        return new GarminNight(
                watch,
                stages,
                night.of("score").between(40, 96),
                night.of("awakenings").between(0, 6),
                new GarminNight.Hrv(
                        end + 5 * MINUTE,
                        night.of("week").between(40, 48),
                        night.of("average").between(30, 60),
                        night.of("high").between(60, 90),
                        35,
                        38,
                        52));
    }

    /** No stage is followed by the same; the last is as long as the one before, for no file says how long it was. */
    private static List<GarminNight.Stage> stages(Draw night, long start, long least) {
        List<GarminNight.Stage> stages = new ArrayList<>();
        int level = 2;
        long length = 0;
        for (long from = start; from < least; from += length) {
            Draw stage = night.of("stage").of(stages.size());
            length = stage.of("length").between(10, 41) * MINUTE;
            level = (level - 1 + stage.of("level").between(1, 4)) % 4 + 1;
            stages.add(new GarminNight.Stage(from, from + length, level));
        }
        GarminNight.Stage last = stages.remove(stages.size() - 1);
        GarminNight.Stage before = stages.get(stages.size() - 1);
        long end = last.from() + before.to() - before.from();
        stages.add(new GarminNight.Stage(last.from(), end, last.level()));
        return stages;
    }

    List<GarminReading> variability(GarminNight night) {
        List<GarminReading> values = new ArrayList<>();
        for (long time = night.start() + HRV_MINUTES * MINUTE; time <= night.end(); time += HRV_MINUTES * MINUTE) {
            values.add(new GarminReading(
                    GarminReading.Kind.HRV,
                    night.watch(),
                    time,
                    draw.of("hrv").of(time).between(25, 90)));
        }
        return values;
    }
}
