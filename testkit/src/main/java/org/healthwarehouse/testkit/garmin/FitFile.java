package org.healthwarehouse.testkit.garmin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.healthwarehouse.testkit.garmin.FitWriter.Entry;

/** One FIT file of a watch, message by message. Each kind of message is defined when it first comes. */
final class FitFile {
    private static final int ENUM = 0x00;
    private static final int UINT8 = 0x02;
    private static final int SINT16 = 0x83;
    private static final int UINT16 = 0x84;
    private static final int UINT32 = 0x86;
    private static final int UINT32Z = 0x8C;
    private static final long EPOCH = 631_065_600L;
    private static final int GARMIN = 1;
    private static final Entry TIME = new Entry(253, 4, UINT32);

    private final FitWriter writer = new FitWriter();
    private final Map<Integer, Integer> locals = new HashMap<>();

    /**
     * Begins a file.
     *
     * @param type number of the kind of file
     * @param createdMs UTC epoch milliseconds
     */
    FitFile(int type, GarminWatch watch, long createdMs) {
        message(
                0,
                new Entry[] {
                    new Entry(0, 1, ENUM),
                    new Entry(1, 2, UINT16),
                    new Entry(2, 2, UINT16),
                    new Entry(3, 4, UINT32Z),
                    new Entry(4, 4, UINT32)
                },
                type,
                GARMIN,
                watch.product(),
                watch.serial(),
                seconds(createdMs));
    }

    static long seconds(long epochMs) {
        return epochMs / 1000 - EPOCH;
    }

    /** What a clock on the wall showed at a moment. */
    void clock(long time, int offsetSeconds) {
        message(103, new Entry[] {TIME, new Entry(0, 4, UINT32)}, seconds(time), seconds(time) + offsetSeconds);
    }

    /** What was counted of walking since the date began: strides of two steps, centimetres, kilocalories. */
    void counters(long time, long strides, long centimetres, long kilocalories) {
        Entry[] fields = {
            TIME, new Entry(5, 1, ENUM), new Entry(3, 4, UINT32), new Entry(2, 4, UINT32), new Entry(19, 2, UINT16)
        };
        message(55, fields, seconds(time), 6, 2 * strides, centimetres, kilocalories);
    }

    /** Heart rates have the low half of the time only; something with a whole time comes before. */
    void heartRate(long time, int value) {
        messageOf(155, 55, new Entry[] {new Entry(26, 2, UINT16), new Entry(27, 1, UINT8)}, seconds(time), value);
    }

    void reading(GarminReading reading) {
        long time = seconds(reading.time());
        int value = reading.value();
        switch (reading.kind()) {
            case HEART_RATE -> heartRate(reading.time(), value);
            case STRESS -> message(227, new Entry[] {new Entry(0, 2, SINT16), new Entry(1, 4, UINT32)}, value, time);
            case RESPIRATION -> message(297, new Entry[] {TIME, new Entry(0, 2, SINT16)}, time, 100L * value);
            case SPO2 -> message(269, new Entry[] {TIME, new Entry(0, 1, UINT8)}, time, value);
            case RESTING_HEART_RATE ->
                message(211, new Entry[] {TIME, new Entry(0, 1, UINT8), new Entry(1, 1, UINT8)}, time, 51, value);
            case HRV -> message(371, new Entry[] {TIME, new Entry(0, 2, UINT16)}, time, 128L * value);
            case VO2_MAX -> message(229, new Entry[] {TIME, new Entry(2, 2, UINT16)}, time, 10L * value);
        }
    }

    void sleepLevel(long time, int level) {
        message(275, new Entry[] {TIME, new Entry(0, 1, ENUM)}, seconds(time), level);
    }

    void sleepScore(int score, int awakenings) {
        message(346, new Entry[] {new Entry(6, 1, UINT8), new Entry(11, 1, UINT8)}, score, awakenings);
    }

    void hrvStatus(GarminNight.Hrv hrv) {
        Entry[] fields = new Entry[8];
        fields[0] = TIME;
        for (int i = 0; i < 6; i++) {
            fields[i + 1] = new Entry(i, 2, UINT16);
        }
        fields[7] = new Entry(6, 1, ENUM);
        message(
                370,
                fields,
                seconds(hrv.time()),
                128L * hrv.week(),
                128L * hrv.night(),
                128L * hrv.high(),
                128L * hrv.low(),
                128L * hrv.from(),
                128L * hrv.to(),
                hrv.status());
    }

    void record(long time, int heartRate, long centimetres, int speed) {
        Entry[] fields = {TIME, new Entry(3, 1, UINT8), new Entry(5, 4, UINT32), new Entry(6, 2, UINT16)};
        message(20, fields, seconds(time), heartRate, centimetres, 10L * speed);
    }

    void session(GarminActivity activity) {
        Entry[] fields = {
            TIME,
            new Entry(2, 4, UINT32),
            new Entry(5, 1, ENUM),
            new Entry(7, 4, UINT32),
            new Entry(8, 4, UINT32),
            new Entry(9, 4, UINT32),
            new Entry(16, 1, UINT8),
            new Entry(17, 1, UINT8)
        };
        message(
                18,
                fields,
                seconds(activity.end()),
                seconds(activity.start()),
                activity.sport().number(),
                1000L * activity.seconds(),
                1000L * activity.seconds(),
                Math.round(100 * activity.metres()),
                activity.heartRate(),
                activity.heartRate());
    }

    /** The end of an activity, where the clock on the wall is told. */
    void activity(long time, int offsetSeconds) {
        message(34, new Entry[] {TIME, new Entry(5, 4, UINT32)}, seconds(time), seconds(time) + offsetSeconds);
    }

    byte[] bytes() {
        return writer.end().bytes();
    }

    private void message(int number, Entry[] fields, long... values) {
        messageOf(number, number, fields, values);
    }

    /** A message of one of several layouts of its number. */
    private void messageOf(int layout, int number, Entry[] fields, long... values) {
        Integer local = locals.get(layout);
        if (local == null) {
            local = locals.size();
            locals.put(layout, local);
            writer.define(local, false, number, fields);
        }
        ByteBuffer content = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < fields.length; i++) {
            switch (fields[i].size()) {
                case 1 -> content.put((byte) values[i]);
                case 2 -> content.putShort((short) values[i]);
                default -> content.putInt((int) values[i]);
            }
        }
        writer.message(local, java.util.Arrays.copyOf(content.array(), content.position()));
    }
}
