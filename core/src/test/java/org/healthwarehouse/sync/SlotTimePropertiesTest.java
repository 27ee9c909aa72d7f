package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SlotTimePropertiesTest {
    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of);
    }

    /** Every date that the zone has, and the first moment of it at which the local time has come. */
    private static List<Instant> slowly(ZoneId zone, LocalTime time, LocalDate first, LocalDate last) {
        List<Instant> moments = new ArrayList<>();
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            if (date.atStartOfDay(zone).toLocalDate().equals(date)) {
                moments.add(firstMinuteAtOrAfter(zone, date, time));
            }
        }
        return moments;
    }

    private static Instant firstMinuteAtOrAfter(ZoneId zone, LocalDate date, LocalTime time) {
        Instant at = date.atStartOfDay(zone).toInstant();
        while (ZonedDateTime.ofInstant(at, zone).toLocalDateTime().isBefore(date.atTime(time))) {
            at = at.plus(1, ChronoUnit.MINUTES);
        }
        return at;
    }

    /** Offsets have whole minutes since 1972 in nearly all zones; the one that had not, Monrovia, changed that year. */
    @Property(tries = 120)
    void inAnyYearAndZoneADailySlotComesOncePerLocalDateAndNeverBeforeItsTime(
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 1973, max = 2040) int year,
            @ForAll @IntRange(max = 1439) int minute) {
        LocalTime time = LocalTime.ofSecondOfDay(minute * 60L);
        SlotTime slot = new SlotTime.At(time, Optional.empty());
        List<Instant> expected = slowly(zone, time, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        List<Instant> actual = new ArrayList<>();
        Instant at = expected.get(0).minusMillis(1);
        while (actual.size() < expected.size()) {
            at = slot.next(at, zone);
            actual.add(at);
        }
        assertThat(actual).isEqualTo(expected);
    }

    @Property(tries = 300)
    void theLatestMomentIsTheLastOneBeforeTheNext(
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(max = 2_000_000_000) int second,
            @ForAll @IntRange(min = 1, max = 1_000_000) int later,
            @ForAll @IntRange(max = 1439) int minute) {
        SlotTime slot = new SlotTime.At(LocalTime.ofSecondOfDay(minute * 60L), Optional.empty());
        Instant after = Instant.ofEpochSecond(second);
        Instant until = after.plusSeconds(later);
        Instant last = null;
        for (Instant at = slot.next(after, zone); !at.isAfter(until); at = slot.next(at, zone)) {
            last = at;
        }
        assertThat(slot.latest(after, until, zone)).isEqualTo(Optional.ofNullable(last));
    }
}
