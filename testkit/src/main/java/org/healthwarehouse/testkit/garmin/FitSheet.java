package org.healthwarehouse.testkit.garmin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.SplittableRandom;
import org.healthwarehouse.testkit.garmin.FitWriter.Entry;

/** One file of a {@link FitArchive} as it is written. */
final class FitSheet {
    static final Entry TIME = new Entry(253, 4, 0x86);

    private static final long EPOCH = 631_065_600L;
    private static final int MINUTES = 24 * 60;

    /** What is drawn for this file. */
    final SplittableRandom random;

    private final FitWriter writer = new FitWriter();
    private final int midnight;

    FitSheet(SplittableRandom random, Instant midnight) {
        this.random = random;
        this.midnight = Math.toIntExact(midnight.getEpochSecond() - EPOCH);
    }

    byte[] bytes() {
        return writer.end().bytes();
    }

    /** When the local day began, in seconds of FIT. */
    int midnight() {
        return midnight;
    }

    /** Begins with who wrote the file, and when. */
    void begin(int type, int created) {
        define(0, 0, byteOf(0), shortOf(1), shortOf(2), new Entry(3, 4, 0x8C), new Entry(4, 4, 0x86));
        write(
                0,
                bytes(13)
                        .put((byte) type)
                        .putShort((short) 1)
                        .putShort((short) 3291)
                        .putInt(FitFiles.SERIAL)
                        .putInt(created));
    }

    void define(int local, int number, Entry... fields) {
        writer.define(local, false, number, fields);
    }

    void write(int local, ByteBuffer content) {
        byte[] written = new byte[content.flip().remaining()];
        content.get(written);
        writer.message(local, written);
    }

    static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Entry byteOf(int field) {
        return new Entry(field, 1, 0x02);
    }

    static Entry shortOf(int field) {
        return new Entry(field, 2, 0x84);
    }

    static Entry intOf(int field) {
        return new Entry(field, 4, 0x86);
    }

    void day() {
        begin(32, midnight);
        define(1, 103, TIME, intOf(0));
        write(1, bytes(8).putInt(midnight).putInt(midnight));
        define(2, 55, shortOf(26), byteOf(27));
        define(3, 55, TIME, byteOf(5), intOf(3), intOf(2), shortOf(19));
        define(4, 227, new Entry(0, 2, 0x83), intOf(1));
        define(5, 297, TIME, shortOf(0));
        define(6, 211, TIME, byteOf(0), byteOf(1));
        int steps = 0;
        for (int minute = 1; minute <= MINUTES; minute++) {
            int now = midnight + 60 * minute;
            steps += minute > 7 * 60 && minute < 22 * 60 ? random.nextInt(25) : 0;
            if (minute % 15 == 0) {
                write(
                        3,
                        bytes(15)
                                .putInt(now)
                                .put((byte) 6)
                                .putInt(steps)
                                .putInt(75 * steps)
                                .putShort((short) (steps / 30)));
            }
            boolean worn = random.nextInt(50) > 0;
            write(2, bytes(3).putShort((short) now).put((byte) (worn ? 50 + random.nextInt(60) : 0xFF)));
            if (minute % 3 == 0) {
                write(4, bytes(6).putShort((short) (random.nextInt(90) - 2)).putInt(now));
            }
            if (minute % 2 == 0) {
                write(5, bytes(6).putInt(now).putShort((short) (1200 + random.nextInt(600))));
            }
        }
        int resting = 48 + random.nextInt(10);
        write(6, bytes(6).putInt(midnight + 60 * MINUTES).put((byte) resting).put((byte) resting));
    }

    void night() {
        int asleep = midnight + random.nextInt(3600);
        int minutes = 380 + random.nextInt(120);
        begin(49, asleep);
        define(1, 275, TIME, new Entry(0, 1, 0x00));
        int level = 1;
        for (int minute = 0; minute < minutes; minute++) {
            level = random.nextInt(12) == 0 ? 1 + random.nextInt(4) : level;
            write(1, bytes(5).putInt(asleep + 60 * minute).put((byte) level));
        }
        define(2, 346, byteOf(6), byteOf(11));
        write(2, bytes(2).put((byte) (60 + random.nextInt(40))).put((byte) random.nextInt(5)));
    }

    void variability() {
        int morning = midnight + 7 * 3600;
        begin(68, morning);
        define(1, 371, TIME, shortOf(0));
        for (int i = 0; i < 84; i++) {
            write(1, bytes(6).putInt(midnight + 300 * i).putShort((short) milliseconds()));
        }
        define(2, 370, TIME, shortOf(0), shortOf(1), shortOf(2), byteOf(6));
        write(
                2,
                bytes(11)
                        .putInt(morning)
                        .putShort((short) milliseconds())
                        .putShort((short) milliseconds())
                        .putShort((short) milliseconds())
                        .put((byte) 4));
    }

    private int milliseconds() {
        return 128 * (35 + random.nextInt(60)) + random.nextInt(128);
    }

    void weight() {
        int morning = midnight + 7 * 3600 + random.nextInt(600);
        begin(9, morning);
        define(1, 30, TIME, shortOf(0), shortOf(1), shortOf(13));
        write(
                1,
                bytes(10)
                        .putInt(morning)
                        .putShort((short) (7000 + random.nextInt(300)))
                        .putShort((short) (1800 + random.nextInt(200)))
                        .putShort((short) (220 + random.nextInt(10))));
    }
}
