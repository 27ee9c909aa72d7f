package org.healthwarehouse.garmin;

import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.DataTypes;

/** What a watch counts over the day, for each kind of activity apart. A message at midnight closes the day before. */
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

    DayCounters(FitOutline outline, Samples samples) {
        this.outline = outline;
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
        long midnight = midnightBefore(time);
        boolean whole = first <= midnight;
        if (activity == WALKING || activity == RUNNING) {
            steps.take(activity, time, midnight, whole, message.value("cycles") * STEPS_PER_CYCLE);
            distance.take(activity, time, midnight, whole, message.value("distance"));
        }
        energy.take(activity, time, midnight, whole, message.value("active_calories"));
    }

    /** When the local day began to which a message at that time belongs. */
    private long midnightBefore(long time) {
        long offset = outline.offsetSeconds().orElseThrow() * 1000L;
        return Math.floorDiv(time - 1 + offset, DAY_MS) * DAY_MS - offset;
    }
}
