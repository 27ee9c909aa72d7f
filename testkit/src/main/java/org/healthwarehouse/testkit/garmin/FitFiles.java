package org.healthwarehouse.testkit.garmin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import org.healthwarehouse.testkit.garmin.FitWriter.Entry;

/** FIT files as a watch writes them, of what it is told; the watch is the same in all. Not for several threads. */
public final class FitFiles {
    /** Serial number of the watch. */
    public static final int SERIAL = 4711;

    private static final long EPOCH = 631_065_600L;
    private static final Entry TIME = new Entry(253, 4, 0x86);

    private final FitWriter writer = new FitWriter();

    private FitFiles(int type, Instant created) {
        writer.define(0, false, 0, new Entry[] {
            new Entry(0, 1, 0x00),
            new Entry(1, 2, 0x84),
            new Entry(2, 2, 0x84),
            new Entry(3, 4, 0x8C),
            new Entry(4, 4, 0x86)
        });
        writer.message(
                0,
                bytes(13)
                        .put((byte) type)
                        .putShort((short) 1)
                        .putShort((short) 3291)
                        .putInt(SERIAL)
                        .putInt(seconds(created))
                        .array());
    }

    /**
     * A run on flat ground at 3 m/s, one record each second, with the session at its end as devices write it.
     *
     * @param start whole seconds count
     * @param seconds how long it took, without a pause
     * @param heartRate all the time
     */
    public static byte[] run(Instant start, int seconds, int heartRate) {
        FitFiles file = new FitFiles(4, start);
        file.writer.define(1, false, 20, new Entry[] {TIME, new Entry(3, 1, 0x02), new Entry(5, 4, 0x86)});
        for (int second = 0; second <= seconds; second++) {
            file.writer.message(
                    1,
                    bytes(9).putInt(seconds(start) + second)
                            .put((byte) heartRate)
                            .putInt(300 * second)
                            .array());
        }
        file.writer.define(2, false, 18, new Entry[] {
            TIME,
            new Entry(2, 4, 0x86),
            new Entry(5, 1, 0x00),
            new Entry(7, 4, 0x86),
            new Entry(8, 4, 0x86),
            new Entry(9, 4, 0x86),
            new Entry(16, 1, 0x02)
        });
        file.writer.message(
                2,
                bytes(22)
                        .putInt(seconds(start) + seconds)
                        .putInt(seconds(start))
                        .put((byte) 1)
                        .putInt(seconds * 1000)
                        .putInt(seconds * 1000)
                        .putInt(300 * seconds)
                        .put((byte) heartRate)
                        .array());
        return file.writer.end().bytes();
    }

    /**
     * A day of the watch: a heart rate each minute, and steps and metres that it has counted since midnight, each hour.
     *
     * @param midnight when the local date began
     * @param offset of the wall clock from UTC
     * @param stepsPerHour walked in each of the 24 hours, each step 0.75 m
     */
    public static byte[] day(Instant midnight, ZoneOffset offset, int stepsPerHour) {
        FitFiles file = new FitFiles(32, midnight);
        file.writer.define(1, false, 103, new Entry[] {TIME, new Entry(0, 4, 0x86)});
        file.writer.message(
                1,
                bytes(8).putInt(seconds(midnight))
                        .putInt(seconds(midnight) + offset.getTotalSeconds())
                        .array());
        file.writer.define(2, false, 55, new Entry[] {TIME, new Entry(27, 1, 0x02)});
        file.writer.define(
                3, false, 55, new Entry[] {TIME, new Entry(5, 1, 0x00), new Entry(3, 4, 0x86), new Entry(2, 4, 0x86)});
        for (int minute = 1; minute <= 24 * 60; minute++) {
            int now = seconds(midnight) + 60 * minute;
            file.writer.message(
                    2, bytes(5).putInt(now).put((byte) (55 + minute % 40)).array());
            if (minute % 60 == 0) {
                int steps = stepsPerHour * (minute / 60);
                file.writer.message(
                        3,
                        bytes(13)
                                .putInt(now)
                                .put((byte) 6)
                                .putInt(steps)
                                .putInt(75 * steps)
                                .array());
            }
        }
        return file.writer.end().bytes();
    }

    /**
     * A night in stages of an hour each, of which the first is light sleep, the next deep, REM and light again, in
     * turn.
     *
     * @param start when the first began
     * @param hours how many
     */
    public static byte[] night(Instant start, int hours) {
        FitFiles file = new FitFiles(49, start);
        file.writer.define(1, false, 275, new Entry[] {TIME, new Entry(0, 1, 0x00)});
        for (int hour = 0; hour < hours; hour++) {
            file.writer.message(
                    1,
                    bytes(5).putInt(seconds(start) + 3600 * hour)
                            .put((byte) (2 + hour % 3))
                            .array());
        }
        return file.writer.end().bytes();
    }

    private static int seconds(Instant instant) {
        return Math.toIntExact(instant.getEpochSecond() - EPOCH);
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
