package org.healthwarehouse.garmin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.healthwarehouse.testkit.garmin.FitWriter;
import org.healthwarehouse.testkit.garmin.FitWriter.Entry;

/** Bodies of made-up days of a person an hour ahead of UTC. */
final class ConnectBodies {
    static final ZoneOffset ZONE = ZoneOffset.ofHours(1);
    private static final long EPOCH = 631_065_600L;
    private static final Entry TIME = new Entry(253, 4, 0x86);

    private ConnectBodies() {}

    static Instant midnight(LocalDate date) {
        return date.atStartOfDay(ZONE).toInstant();
    }

    /** A heart rate every ten minutes of the first hours of a date, the first one ten minutes after midnight. */
    static byte[] wellness(LocalDate date, int hours) {
        FitWriter writer = new FitWriter();
        int begun = (int) (midnight(date).getEpochSecond() - EPOCH);
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
                        .put((byte) 32)
                        .putShort((short) 1)
                        .putShort((short) 3291)
                        .putInt(4711)
                        .putInt(begun)
                        .array());
        writer.define(1, false, 103, new Entry[] {TIME, new Entry(0, 4, 0x86)});
        writer.message(1, bytes(8).putInt(begun).putInt(begun + 3600).array());
        writer.define(2, false, 55, new Entry[] {TIME, new Entry(27, 1, 0x02)});
        for (int minute = 10; minute < 60 * hours; minute += 10) {
            writer.message(
                    2,
                    bytes(5).putInt(begun + 60 * minute)
                            .put((byte) (60 + minute % 50))
                            .array());
        }
        return writer.end().bytes();
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] zip(byte[]... members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            int number = 0;
            for (byte[] member : members) {
                zip.putNextEntry(new ZipEntry(number++ + "_WELLNESS.fit"));
                zip.write(member);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String summary(LocalDate date, boolean measured) {
        return measured
                ? ("{'calendarDate':'%s','includesWellnessData':true,'privacyProtected':false,'totalSteps':2400,"
                                + "'minHeartRate':50,'wellnessStartTimeGmt':'%s','wellnessStartTimeLocal':'%sT00:00:00.0',"
                                + "'wellnessEndTimeGmt':'%s','wellnessEndTimeLocal':'%sT00:00:00.0'}")
                        .formatted(date, gmt(date), date, gmt(date.plusDays(1)), date.plusDays(1))
                : "{'calendarDate':'%s','includesWellnessData':false,'privacyProtected':false,'totalSteps':null}"
                        .formatted(date);
    }

    private static String gmt(LocalDate date) {
        return midnight(date).atOffset(ZoneOffset.UTC).toLocalDateTime() + ":00.0";
    }

    static String activity(long id, LocalDate date, boolean manual) {
        return ("{'activityId':%d,'activityName':'Run','startTimeGMT':'%s 16:00:00','startTimeLocal':'%s 17:00:00',"
                        + "'activityType':{'typeKey':'running'},'distance':1800.0,'duration':600.0,'manualActivity':%s}")
                .formatted(id, date, date, manual);
    }

    static Instant run(LocalDate date) {
        return Instant.parse(date + "T16:00:00Z");
    }
}
