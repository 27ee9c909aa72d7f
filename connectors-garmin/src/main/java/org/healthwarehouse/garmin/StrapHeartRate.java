package org.healthwarehouse.garmin;

import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.DataTypes;

/**
 * Heart rates that a strap kept to itself, as under water, and handed over afterwards. They are dated by a clock of the
 * strap, in 1024ths of a second, of which later messages have only the lowest 12 bits, two in three bytes; a message
 * with both clocks ties it to UTC.
 */
final class StrapHeartRate implements FitPage.Part {
    private static final double TICKS_PER_SECOND = 1024;
    private static final int MASK = 0xFFF;

    private static final long LONGEST_MS = 7 * 86_400_000L;

    private final Samples samples;
    private long anchorMs = FitMessage.NO_TIME;
    private long anchorTicks;
    private long ticks;

    StrapHeartRate(Samples samples) {
        this.samples = samples;
    }

    @Override
    public void take(FitMessage message) throws MalformedResponseException {
        if (!message.name().equals("hr")) {
            return;
        }
        double[] whole = message.values("event_timestamp");
        if (whole.length > 0 && !Double.isNaN(whole[0])) {
            ticks = Math.round(whole[0] * TICKS_PER_SECOND);
            if (message.timeMs() != FitMessage.NO_TIME) {
                anchorMs = message.timeMs();
                anchorTicks = ticks;
            }
        }
        if (anchorMs != FitMessage.NO_TIME) {
            rates(message.values("filtered_bpm"), whole, message.bytes("event_timestamp_12"));
        }
    }

    private void rates(double[] rates, double[] whole, byte[] packed) throws MalformedResponseException {
        for (int i = 0; i < rates.length; i++) {
            if (i < whole.length) {
                ticks = Double.isNaN(whole[i]) ? ticks : Math.round(whole[i] * TICKS_PER_SECOND);
            } else if (3 * (i / 2) + 2 < packed.length) {
                ticks += (twelveBits(packed, i) - ticks) & MASK;
            } else {
                return;
            }
            long since = Math.round((ticks - anchorTicks) * 1000 / TICKS_PER_SECOND);
            if (rates[i] > 0 && Math.abs(since) < LONGEST_MS) {
                samples.span(DataTypes.HEART_RATE, "strap", anchorMs + since, anchorMs + since, rates[i]);
            }
        }
    }

    private static int twelveBits(byte[] packed, int index) {
        int at = 3 * (index / 2);
        int bits = (packed[at] & 0xFF) | (packed[at + 1] & 0xFF) << 8 | (packed[at + 2] & 0xFF) << 16;
        return index % 2 == 0 ? bits & MASK : bits >>> 12;
    }
}
