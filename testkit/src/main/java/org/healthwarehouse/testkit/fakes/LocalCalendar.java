package org.healthwarehouse.testkit.fakes;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.model.TimeRange;

/** Where the wearer was on each date, and so when each date really was: 23 and 25 hours at DST, 6 to 42 on journeys. */
final class LocalCalendar {
    private static final ZoneId HOME = ZoneId.of("Europe/Berlin");
    private static final List<ZoneId> ABROAD =
            List.of(ZoneId.of("America/New_York"), ZoneId.of("Asia/Tokyo"), ZoneId.of("Pacific/Apia"));
    private static final int JOURNEY_DAYS = 9;

    private final long seed;

    LocalCalendar(long seed) {
        this.seed = seed;
    }

    /** The true interval of a date; dates follow each other without gap or overlap. */
    LocalDay day(LocalDate date) {
        return new LocalDay(date, new TimeRange(begin(date), begin(date.plusDays(1))));
    }

    private java.time.Instant begin(LocalDate date) {
        SplittableRandom dice = Dice.of(seed, 12, Math.floorDiv(date.toEpochDay(), JOURNEY_DAYS));
        ZoneId zone = dice.nextInt(4) > 0 ? HOME : ABROAD.get(dice.nextInt(ABROAD.size()));
        return date.atStartOfDay(zone).toInstant();
    }
}
