package org.healthwarehouse.garmin;

import java.util.HashMap;
import java.util.Map;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.SampleType;

/**
 * One quantity that a watch counts from local midnight on, for each kind of activity apart. A sample is what all of
 * them together rose by since the file last said any of them; so the samples do not overlap, and those of a day add up
 * to its total.
 *
 * <p>In a file that begins later in the day, what was counted before is in another file: there the first value of a
 * counter is only where to start from.
 */
final class DayCounter {
    private final SampleType type;
    private final Samples samples;
    private final Map<Integer, Double> values = new HashMap<>();
    private long day = FitMessage.NO_TIME;
    private boolean fromBeginning;
    private long fromMs;
    private long untilMs;
    private double risen;

    DayCounter(SampleType type, Samples samples) {
        this.type = type;
        this.samples = samples;
    }

    /**
     * When a counter was written.
     *
     * @param timeMs UTC epoch milliseconds
     * @param date of the clock on the wall, in days since 1970
     * @param midnight when that date began, as far as the clock tells
     * @param whole whether the file knows that date from its beginning
     */
    record Moment(long timeMs, long date, long midnight, boolean whole) {}

    /**
     * A counter was written.
     *
     * @param activity whose
     * @param value of the counter; NaN if the message does not say it
     */
    void take(int activity, Moment at, double value) throws MalformedResponseException {
        if (Double.isNaN(value)) {
            return;
        }
        // Where the clock was set back over midnight the date comes once more, and the counter goes on.
        boolean setBack = day != FitMessage.NO_TIME && at.date() < day && at.timeMs() >= untilMs;
        if (at.date() != day && !setBack) {
            flush();
            values.clear();
            day = at.date();
            fromBeginning = at.whole();
            fromMs = at.whole() ? at.midnight() : at.timeMs();
        } else if (at.timeMs() != untilMs) {
            flush();
        }
        Double before = values.put(activity, value);
        double start = before != null ? before : fromBeginning ? 0 : value;
        risen += Math.max(0, value - start);
        untilMs = at.timeMs();
    }

    /** Hands over what has risen so far. */
    void flush() throws MalformedResponseException {
        if (risen > 0) {
            samples.span(type, fromMs, untilMs, risen);
        }
        fromMs = Math.max(fromMs, untilMs);
        risen = 0;
    }
}
