package org.healthwarehouse.garmin;

import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.DataTypes;

/**
 * What a watch counts over the day, for each kind of activity apart. A message at midnight closes the day before. Where
 * the clock on the wall is set, on a journey or twice a year, the watch says so and counts on: the day is the same as
 * long as the clock shows the same date.
 */
final class DayCounters implements FitPage.Part {
    private static final long DAY_MS = 86_400_000;
    private static final int WALKING = 6;
    private static final int RUNNING = 1;
    private static final int STEPS_PER_CYCLE = 2;
    private static final int TYPE_BITS = 0x1F;

    private final FitOutline outline;
    private final DayCounter steps;
    private final DayCounter distance;
    private final DayCounter energy;
    private long first = FitMessage.NO_TIME;
    private long offsetMs;

    DayCounters(FitOutline outline, Samples samples) {
        this.outline = outline;
        offsetMs = outline.offsetSeconds().orElse(0) * 1000L;
        steps = new DayCounter(DataTypes.STEPS, samples);
        distance = new DayCounter(DataTypes.DISTANCE_WALKING_RUNNING, samples);
        energy = new DayCounter(DataTypes.ACTIVE_ENERGY, samples);
    }

    @Override
    public void take(FitMessage message) throws MalformedResponseException {
        long time = message.timeMs();
        boolean monitoring = message.name().equals("monitoring");
        if (!(monitoring || message.name().equals("monitoring_info")) || time == FitMessage.NO_TIME) {
            return;
        }
        first = first == FitMessage.NO_TIME ? time : first;
        if (!monitoring) {
            offsetMs = FitOutline.offset(message).orElse((int) (offsetMs / 1000)) * 1000L;
        }
        if (monitoring && outline.offsetSeconds().isPresent()) {
            count(message, time);
        }
    }

    @Override
    public void finish() throws MalformedResponseException {
        steps.flush();
        distance.flush();
        energy.flush();
    }

    private void count(FitMessage message, long time) throws MalformedResponseException {
        double written = message.value("activity_type");
        double packed = message.value("current_activity_type_intensity");
        if (Double.isNaN(written) && Double.isNaN(packed)) {
            return;
        }
        int activity = Double.isNaN(written) ? (int) packed & TYPE_BITS : (int) written;
        DayCounter.Moment at = moment(time);
        if (activity == WALKING || activity == RUNNING) {
            steps.take(activity, at, message.value("cycles") * STEPS_PER_CYCLE);
            distance.take(activity, at, message.value("distance"));
        }
        energy.take(activity, at, message.value("active_calories"));
    }

    /** A message at midnight belongs to the date that ends. */
    private DayCounter.Moment moment(long time) {
        long date = Math.floorDiv(time - 1 + offsetMs, DAY_MS);
        long midnight = date * DAY_MS - offsetMs;
        return new DayCounter.Moment(time, date, midnight, first <= midnight);
    }
}
