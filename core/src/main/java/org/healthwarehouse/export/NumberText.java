package org.healthwarehouse.export;

import java.nio.charset.StandardCharsets;

/** Writes numbers in the shortest form that reads back the same; usual ones without an object. */
final class NumberText {
    private static final double WHOLE_BELOW = 1e15;
    /** Below this a decimal with so many digits after the point is one exact division of two exact numbers. */
    private static final double SCALED_BELOW = 1e9;

    private static final int MOST_DECIMALS = 4;

    /** The text of the last number, from its start. */
    final byte[] text = new byte[32];

    /** Writes the number into {@link #text} and answers how long it is; a whole one has no decimal point. */
    int write(double value) {
        if (value == Math.rint(value) && Math.abs(value) < WHOLE_BELOW) {
            return whole((long) value, 1);
        }
        if (Math.abs(value) < SCALED_BELOW && Math.abs(value) >= 0.001) {
            double scale = 1;
            for (int decimals = 1; decimals <= MOST_DECIMALS; decimals++) {
                scale *= 10;
                long scaled = Math.round(value * scale);
                if (scaled / scale == value) {
                    return decimal(scaled, decimals);
                }
            }
        }
        byte[] usual = Double.toString(value).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(usual, 0, text, 0, usual.length);
        return usual.length;
    }

    private int decimal(long scaled, int decimals) {
        int length = whole(scaled, decimals + 1);
        System.arraycopy(text, length - decimals, text, length - decimals + 1, decimals);
        text[length - decimals] = '.';
        return length + 1;
    }

    /** Writes a whole number with at least so many digits. */
    private int whole(long number, int digits) {
        int from = 0;
        if (number < 0) {
            text[from++] = '-';
        }
        long rest = Math.abs(number);
        int count = 1;
        for (long power = 10; power <= rest; power *= 10) {
            count++;
        }
        count = Math.max(count, digits);
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return from + count;
    }

    String of(double value) {
        return new String(text, 0, write(value), StandardCharsets.US_ASCII);
    }
}
