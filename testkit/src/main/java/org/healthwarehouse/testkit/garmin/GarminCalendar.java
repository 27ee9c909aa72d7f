package org.healthwarehouse.testkit.garmin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Where a person was, and so when each local date really was: at home, where summer time begins and ends, or on a
 * journey. Who goes on a journey lands in the ninth hour of the first date, which is that much shorter or longer.
 */
final class GarminCalendar {
    static final long HOUR = 3_600_000;
    static final long MINUTE = 60_000;

    private static final ZoneId HOME = ZoneId.of("Europe/Berlin");
    private static final List<ZoneId> ABROAD = List.of(ZoneId.of("America/New_York"), ZoneId.of("Asia/Tokyo"));
    private static final int CHAPTER_DAYS = 9;
    private static final long LANDING = 8 * HOUR;

    private final Draw draw;

    GarminCalendar(Draw draw) {
        this.draw = draw;
    }

    /** When the date begins, UTC epoch milliseconds; that is when the one before it ends. */
    long start(LocalDate date) {
        return date.atStartOfDay(zone(date)).toInstant().toEpochMilli();
    }

    long end(LocalDate date) {
        return start(date.plusDays(1));
    }

    /** By how much the watch on the wrist is ahead of UTC at a moment of the date. */
    ZoneOffset offset(LocalDate date, long moment) {
        ZoneId zone = moment < start(date) + LANDING ? zone(date) : zone(date.plusDays(1));
        return zone.getRules().getOffset(Instant.ofEpochMilli(moment));
    }

    /** What the clock on the wall showed then, as if it were milliseconds of UTC. */
    long wallClock(LocalDate date, long moment) {
        return moment + offset(date, moment).getTotalSeconds() * 1000L;
    }

    /** The date that it is at the moment, where the person is. */
    LocalDate date(long moment) {
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(moment), ZoneOffset.UTC)
                .minusDays(1);
        while (moment >= end(date)) {
            date = date.plusDays(1);
        }
        return date;
    }

    /** Journeys are never two in a row, so that no date comes twice. */
    private ZoneId zone(LocalDate date) {
        long chapter = Math.floorDiv(date.toEpochDay(), CHAPTER_DAYS);
        Draw journey = draw.of("journey").of(chapter);
        boolean away = chapter % 2 == 0 && journey.oneIn(3);
        return away ? ABROAD.get((int) journey.of("where").below(ABROAD.size())) : HOME;
    }
}
