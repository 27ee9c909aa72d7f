package org.healthwarehouse.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.healthwarehouse.testkit.garmin.FitFiles;

/**
 * A made-up export: each day has a summary, a night and a run of an hour, as JSON and as FIT files in an inner archive.
 * The clock of the wearer is an hour ahead of UTC.
 */
record GarminExport(LocalDate first, int days) {
    static final ZoneOffset ZONE = ZoneOffset.ofHours(1);
    static final int RUN_SECONDS = 3600;
    static final int STEPS_AN_HOUR = 100;

    Instant midnight(int day) {
        return first.plusDays(day).atStartOfDay(ZONE).toInstant();
    }

    Instant run(int day) {
        return midnight(day).plusSeconds(17 * 3600L);
    }

    /** Writes it as a folder, the FIT files once more as a watch has them. */
    Path folder(Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("garmin"));
        Path connect = Files.createDirectories(folder.resolve("DI_CONNECT/DI-Connect-Anywhere"));
        Files.writeString(connect.resolve("UDSFile_1.json"), json(this::summary));
        Files.writeString(connect.resolve("1_2_3_sleepData.json"), json(this::night));
        Files.writeString(
                connect.resolve("a_0_summarizedActivities.json"),
                "[{\"summarizedActivitiesExport\":" + json(this::activity) + "}]");
        Files.write(connect.resolve("UploadedFiles_0-_Part1.zip"), archive());
        Path watch = Files.createDirectories(folder.resolve("watch"));
        for (int day = 0; day < days; day++) {
            Files.write(watch.resolve("A" + day + ".FIT"), FitFiles.run(run(day), RUN_SECONDS, 140));
        }
        return folder;
    }

    private byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int day = 0; day < days; day++) {
                put(zip, "a@example.com_1" + day + ".fit", FitFiles.run(run(day), RUN_SECONDS, 140));
                put(zip, "a@example.com_2" + day + ".fit", FitFiles.day(midnight(day), ZONE, STEPS_AN_HOUR));
                put(zip, "a@example.com_3" + day + ".fit", FitFiles.night(midnight(day), 6));
            }
            put(zip, "a@example.com_9.txt", "note".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    /** Writes one object. */
    @FunctionalInterface
    private interface OfDay {
        String json(int day);
    }

    private String json(OfDay object) {
        List<String> all = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            all.add(object.json(day).replace('\'', '"'));
        }
        return "[" + String.join(",\n", all) + "]";
    }

    private String summary(int day) {
        return "{'calendarDate':'%s','wellnessStartTimeGmt':'%s','wellnessStartTimeLocal':'%sT00:00:00.0',"
                        .formatted(first.plusDays(day), iso(midnight(day)), first.plusDays(day))
                + "'wellnessEndTimeGmt':'%s','totalSteps':%d,'restingHeartRate':%d}"
                        .formatted(iso(midnight(day + 1)), 24 * STEPS_AN_HOUR, 50 + day);
    }

    private String night(int day) {
        return "{'calendarDate':'%s','sleepStartTimestampGMT':'%s','sleepEndTimestampGMT':'%s',"
                        .formatted(
                                first.plusDays(day),
                                iso(midnight(day)),
                                iso(midnight(day).plusSeconds(6 * 3600)))
                + "'deepSleepSeconds':1,'sleepScores':{'overallScore':80}}";
    }

    private String activity(int day) {
        long start = run(day).toEpochMilli();
        return "{'activityId':%d,'name':'Evening','activityType':'running','startTimeGmt':%d,'startTimeLocal':%d,"
                        .formatted(100 + day, start, start + 3_600_000)
                + "'duration':%d,'distance':1,'aerobicTrainingEffect':3.1}".formatted(RUN_SECONDS * 1000);
    }

    private static String iso(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDateTime().withNano(0) + ":00.0";
    }
}
