package org.healthwarehouse.testkit.garmin;

import static org.healthwarehouse.testkit.garmin.FitSheet.TIME;
import static org.healthwarehouse.testkit.garmin.FitSheet.byteOf;
import static org.healthwarehouse.testkit.garmin.FitSheet.bytes;
import static org.healthwarehouse.testkit.garmin.FitSheet.intOf;
import static org.healthwarehouse.testkit.garmin.FitSheet.shortOf;

import java.nio.ByteBuffer;
import org.healthwarehouse.testkit.garmin.FitWriter.Entry;

/** An activity of a {@link FitArchive}: a run or a ride, half of them on a treadmill or at home. */
final class FitOuting {
    private static final int RUNNING = 1;
    private static final int CYCLING = 2;
    private static final double DEGREE = 0x1p31 / 180;

    private final FitSheet sheet;
    private final boolean outdoors;
    private final int sport;
    private final int start;
    private final int seconds;
    private double latitude = 47.3;
    private double longitude = 8.5;
    private int centimetres;
    private int heartRate = 110;

    private FitOuting(FitSheet sheet) {
        this.sheet = sheet;
        outdoors = sheet.random.nextBoolean();
        sport = sheet.random.nextBoolean() ? RUNNING : CYCLING;
        start = sheet.midnight() + 17 * 3600 + sheet.random.nextInt(7200);
        seconds = 1200 + sheet.random.nextInt(2400);
    }

    static void write(FitSheet sheet) {
        new FitOuting(sheet).write();
    }

    private void write() {
        sheet.begin(4, start);
        defineRecord();
        for (int second = 0; second <= seconds; second++) {
            record(second);
        }
        session();
        sheet.define(3, 34, TIME, intOf(0), shortOf(1), intOf(5));
        sheet.write(
                3,
                bytes(14)
                        .putInt(start + seconds)
                        .putInt(seconds * 1000)
                        .putShort((short) 1)
                        .putInt(start + seconds));
    }

    private void defineRecord() {
        Entry[] indoors = {
            TIME, byteOf(3), byteOf(4), intOf(5), intOf(73), shortOf(7), new Entry(13, 1, 0x01),
        };
        Entry[] all = new Entry[indoors.length + 3];
        System.arraycopy(indoors, 0, all, 0, indoors.length);
        all[indoors.length] = new Entry(0, 4, 0x85);
        all[indoors.length + 1] = new Entry(1, 4, 0x85);
        all[indoors.length + 2] = intOf(78);
        sheet.define(1, 20, outdoors ? all : indoors);
    }

    private void record(int second) {
        int speed = (sport == RUNNING ? 2800 : 7000) + sheet.random.nextInt(1000);
        centimetres += second == 0 ? 0 : speed / 10;
        heartRate = Math.max(90, Math.min(185, heartRate + sheet.random.nextInt(5) - 2));
        ByteBuffer content = bytes(outdoors ? 29 : 17)
                .putInt(start + second)
                .put((byte) heartRate)
                .put((byte) (80 + sheet.random.nextInt(10)))
                .putInt(centimetres)
                .putInt(speed)
                .putShort((short) (180 + sheet.random.nextInt(80)))
                .put((byte) 21);
        if (outdoors) {
            latitude += (sheet.random.nextDouble() - 0.4) * 5e-5;
            longitude += (sheet.random.nextDouble() - 0.4) * 5e-5;
            content.putInt((int) (latitude * DEGREE))
                    .putInt((int) (longitude * DEGREE))
                    .putInt(5 * (500 + 420 + sheet.random.nextInt(40)));
        }
        sheet.write(1, content);
    }

    private void session() {
        sheet.define(
                2, 18, TIME, intOf(2), new Entry(5, 1, 0x00), intOf(7), intOf(8), intOf(9), shortOf(11), byteOf(16));
        sheet.write(
                2,
                bytes(24)
                        .putInt(start + seconds)
                        .putInt(start)
                        .put((byte) sport)
                        .putInt(seconds * 1000)
                        .putInt(seconds * 1000)
                        .putInt(centimetres)
                        .putShort((short) (seconds / 6))
                        .put((byte) 140));
    }
}
