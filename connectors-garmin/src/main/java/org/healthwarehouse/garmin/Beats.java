package org.healthwarehouse.garmin;

import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.DataTypes;

/**
 * Times between heart beats during an activity. Their messages have no time of their own: they follow one another from
 * the first record before them on, and jump ahead where they fall behind the records around them, as after a pause. An
 * hour ahead of them there must be a fault, and nothing is placed there.
 */
final class Beats implements FitPage.Part {
    private static final long GREATEST_DRIFT_MS = 5_000;

    private static final long FURTHEST_AHEAD_MS = 3_600_000;
    private static final double LONGEST_SECONDS = 60;

    private final Samples samples;
    private long now = FitMessage.NO_TIME;
    private long reached = FitMessage.NO_TIME;

    Beats(Samples samples) {
        this.samples = samples;
    }

    @Override
    public void take(FitMessage message) throws MalformedResponseException {
        switch (message.name()) {
            case "record" -> now = message.timeMs();
            case "hrv" -> intervals(message.values("time"));
            default -> {}
        }
    }

    private void intervals(double[] seconds) throws MalformedResponseException {
        if (now == FitMessage.NO_TIME) {
            return;
        }
        if (reached == FitMessage.NO_TIME || now - reached > GREATEST_DRIFT_MS) {
            reached = now;
        }
        for (double interval : seconds) {
            if (interval > 0 && interval < LONGEST_SECONDS && reached - now < FURTHEST_AHEAD_MS) {
                long milliseconds = Math.round(interval * 1000);
                samples.span(DataTypes.BEAT_INTERVAL, reached, reached + milliseconds, (double) milliseconds);
                reached += milliseconds;
            }
        }
    }
}
