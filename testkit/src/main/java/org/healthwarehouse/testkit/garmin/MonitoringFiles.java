package org.healthwarehouse.testkit.garmin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a watch writes all day: a file for each upload. It begins with the time and with what had been counted by the
 * last whole hour before, so that nothing is missing between two files; where the clock on the wall is set, the file
 * says so.
 */
final class MonitoringFiles {
    private static final int MONITORING = 32;
    private static final long HOUR = GarminCalendar.HOUR;

    private final GarminDiary diary;

    MonitoringFiles(GarminDiary diary) {
        this.diary = diary;
    }

    /** Those of a date that have come by then. */
    List<byte[]> of(LocalDate date, long now) {
        List<byte[]> files = new ArrayList<>();
        for (GarminSegment segment : diary.segments(date)) {
            long from = segment.from();
            for (long to : segment.watch().uploads().within(segment.from(), segment.to(), now)) {
                files.add(file(date, segment, from, to));
                from = to;
            }
        }
        return files;
    }

    private byte[] file(LocalDate date, GarminSegment segment, long from, long to) {
        long hour = from - Math.floorMod(from - segment.from(), HOUR);
        FitFile file = new FitFile(MONITORING, segment.watch(), from);
        int offset = offset(date, hour);
        file.clock(hour, offset);
        List<GarminReading> readings = diary.readings(date).stream()
                .filter(reading -> reading.watch().equals(segment.watch()))
                .toList();
        long strides = 0;
        long energy = 0;
        for (GarminHour counted : diary.hours(segment)) {
            if (counted.from() == hour && hour > diary.calendar().start(date)) {
                counters(file, hour, strides, energy);
            }
            long last = Math.max(from, counted.from());
            readings.stream()
                    .filter(reading -> reading.time() > last && reading.time() <= Math.min(to, counted.to()))
                    .forEach(file::reading);
            strides += counted.cycles();
            energy += counted.kilocalories();
            if (counted.to() > hour && counted.to() <= to) {
                counters(file, counted.to(), strides, energy);
                if (offset(date, counted.to()) != offset && counted.to() < segment.to()) {
                    offset = offset(date, counted.to());
                    file.clock(counted.to(), offset);
                }
            }
        }
        return file.bytes();
    }

    private static void counters(FitFile file, long time, long strides, long energy) {
        file.counters(time, strides, strides * GarminHour.CYCLE_CENTIMETRES, energy);
    }

    private int offset(LocalDate date, long moment) {
        return diary.calendar().offset(date, moment).getTotalSeconds();
    }
}
