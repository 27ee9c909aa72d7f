package org.healthwarehouse.testkit.garmin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives of FIT files as they are downloaded. */
final class GarminFiles {
    private static final int ACTIVITY = 4;
    private static final int METRICS = 44;
    private static final int SLEEP = 49;
    private static final int HRV = 68;
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(2020, 1, 1, 0, 0);

    private final GarminDiary diary;

    GarminFiles(GarminDiary diary) {
        this.diary = diary;
    }

    /** All files of a date that have come by then, by name; none if nothing has. */
    Map<String, byte[]> wellness(LocalDate date, long now) {
        Map<String, byte[]> files = new TreeMap<>();
        long number = 100_000_000_000L + date.toEpochDay() * 1000;
        for (byte[] part : new MonitoringFiles(diary).of(date, now)) {
            files.put(number++ + "_WELLNESS.fit", part);
        }
        GarminNight night = diary.night(date)
                .filter(each -> each.watch().hasUploaded(each.hrv().time(), now))
                .orElse(null);
        if (night != null) {
            files.put(number++ + "_SLEEP_DATA.fit", sleep(date, night));
            files.put(number++ + "_HRV_STATUS.fit", hrv(date, night));
        }
        for (GarminReading uptake : diary.oxygenUptake(date)) {
            if (uptake.watch().hasUploaded(uptake.time(), now)) {
                FitFile file = new FitFile(METRICS, uptake.watch(), uptake.time());
                file.reading(uptake);
                files.put(number++ + "_METRICS.fit", file.bytes());
            }
        }
        return files;
    }

    private byte[] sleep(LocalDate date, GarminNight night) {
        FitFile file = new FitFile(SLEEP, night.watch(), night.start());
        file.clock(night.start(), offset(date, night.end()));
        night.stages().forEach(stage -> file.sleepLevel(stage.from(), stage.level()));
        file.sleepScore(night.score(), night.awakenings());
        return file.bytes();
    }

    private byte[] hrv(LocalDate date, GarminNight night) {
        FitFile file = new FitFile(HRV, night.watch(), night.start());
        file.clock(night.start(), offset(date, night.end()));
        diary.variability(night).forEach(file::reading);
        file.hrvStatus(night.hrv());
        return file.bytes();
    }

    private int offset(LocalDate date, long moment) {
        return diary.calendar().offset(date, moment).getTotalSeconds();
    }

    /** The file of an activity, with a record at its beginning and at every step. */
    byte[] activity(GarminActivity activity, int recordSeconds) {
        FitFile file = new FitFile(ACTIVITY, activity.watch(), activity.start());
        int speed = activity.sport().speed();
        for (int second = 0; second <= activity.seconds(); second += recordSeconds) {
            long time = activity.start() + second * 1000L;
            file.record(time, activity.heartRate(), (long) second * speed, speed);
        }
        file.session(activity);
        file.activity(activity.end(), offset(activity.date(), activity.start()));
        return file.bytes();
    }

    /** An archive of the files; the same bytes for the same files. */
    static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.copyOf(files.keySet())) {
                ZipEntry entry = new ZipEntry(name);
                entry.setTimeLocal(LONG_AGO);
                zip.putNextEntry(entry);
                zip.write(files.get(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
