package org.healthwarehouse.garmin;

import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.DataTypes;

/**
 * Times between heart beats that a watch keeps of the night. Unlike those of an activity each message says when its
 * first one begins, to the thousandth of a second.
 */
final class NightBeats implements FitPage.Part {
    private static final double LONGEST_MS = 60_000;
    private static final int SECOND = 1000;

    private final Samples samples;

    NightBeats(Samples samples) {
        this.samples = samples;
    }

    @Override
    public void take(FitMessage message) throws MalformedResponseException {
        if (!message.name().equals("beat_intervals") || message.timeMs() == FitMessage.NO_TIME) {
            return;
        }
        double fraction = message.value("timestamp_ms");
        long reached = message.timeMs() + (fraction > 0 && fraction < SECOND ? (long) fraction : 0);
        for (double interval : message.values("time")) {
            if (interval > 0 && interval < LONGEST_MS) {
                long milliseconds = Math.round(interval);
                samples.span(DataTypes.BEAT_INTERVAL, reached, reached + milliseconds, (double) milliseconds);
                reached += milliseconds;
            }
        }
    }
}
