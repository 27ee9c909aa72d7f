package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotTimeTest {
    private static SlotTime daily(String time) {
        return new SlotTime.At(LocalTime.parse(time), Optional.empty());
    }

    private static List<Instant> moments(SlotTime time, String zone, String from, int count) {
        List<Instant> moments = new ArrayList<>();
        for (Instant at = Instant.parse(from); moments.size() < count; ) {
            at = time.next(at, ZoneId.of(zone));
            moments.add(at);
        }
        return moments;
    }

    /** The day before the change, the day of the change, and the day after it. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,       02:30, 2026-03-27T23:00:00Z, 2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z",
        "Europe/Berlin,       02:30, 2026-10-23T22:00:00Z, 2026-10-24T00:30:00Z 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z",
        "Europe/Berlin,       08:00, 2026-03-27T23:00:00Z, 2026-03-28T07:00:00Z 2026-03-29T06:00:00Z 2026-03-30T06:00:00Z",
        "America/New_York,    02:00, 2026-03-07T05:00:00Z, 2026-03-07T07:00:00Z 2026-03-08T07:00:00Z 2026-03-09T06:00:00Z",
        "America/New_York,    01:15, 2026-10-31T04:00:00Z, 2026-10-31T05:15:00Z 2026-11-01T05:15:00Z 2026-11-02T06:15:00Z",
        "Australia/Lord_Howe, 02:10, 2026-10-02T13:30:00Z, 2026-10-02T15:40:00Z 2026-10-03T15:30:00Z 2026-10-04T15:10:00Z",
        "Australia/Lord_Howe, 01:45, 2026-04-03T13:00:00Z, 2026-04-03T14:45:00Z 2026-04-04T14:45:00Z 2026-04-05T15:15:00Z",
        "Asia/Tokyo,          02:30, 2026-03-27T15:00:00Z, 2026-03-27T17:30:00Z 2026-03-28T17:30:00Z 2026-03-29T17:30:00Z",
        "Asia/Tokyo,          02:30, 2026-10-23T15:00:00Z, 2026-10-23T17:30:00Z 2026-10-24T17:30:00Z 2026-10-25T17:30:00Z"
    })
    void aDailySlotComesOnceOnTheDaysOnWhichClocksChange(String zone, String time, String from, String expected) {
        assertThat(moments(daily(time), zone, from, 3))
                .containsExactlyElementsOf(List.of(expected.split(" ")).stream()
                        .map(Instant::parse)
                        .toList());
    }

    @Test
    void aTimeThatTheEveningSkipsComesAtMidnight() {
        // Nuuk goes from 23:00 to 24:00: a Saturday without its last hour.
        assertThat(moments(daily("23:00"), "America/Nuuk", "2026-03-28T12:00:00Z", 2))
                .containsExactly(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-30T00:00:00Z"));
    }

    @Test
    void aDateThatAZoneLeavesOutHasNoMoment() {
        // Samoa went from Thursday, December 29, to Saturday, December 31.
        assertThat(moments(daily("08:00"), "Pacific/Apia", "2011-12-29T12:00:00Z", 2))
                .containsExactly(Instant.parse("2011-12-29T18:00:00Z"), Instant.parse("2011-12-30T18:00:00Z"));
    }

    @Test
    void aWeeklySlotComesOnItsDay() {
        SlotTime sunday = new SlotTime.At(LocalTime.of(2, 30), Optional.of(DayOfWeek.SUNDAY));
        assertThat(moments(sunday, "Europe/Berlin", "2026-03-22T12:00:00Z", 2))
                .containsExactly(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-04-05T00:30:00Z"));
        assertThat(sunday.latest(
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-04-04T00:00:00Z"),
                        ZoneId.of("Europe/Berlin")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void ofManyMissedMomentsTheLastCounts() {
        Instant since = Instant.parse("2026-05-01T12:00:00Z");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(daily("08:00").latest(since, since.plus(9, ChronoUnit.DAYS), berlin))
                .contains(Instant.parse("2026-05-10T06:00:00Z"));
        assertThat(daily("08:00").latest(since, since.plus(1, ChronoUnit.HOURS), berlin))
                .isEmpty();
        SlotTime every = new SlotTime.Every(Duration.ofHours(2));
        assertThat(every.latest(since, since.plus(7, ChronoUnit.HOURS), berlin))
                .contains(since.plus(6, ChronoUnit.HOURS));
        assertThat(every.latest(since, since.plus(2, ChronoUnit.HOURS), berlin))
                .contains(since.plus(2, ChronoUnit.HOURS));
        assertThat(every.latest(since, since.plus(119, ChronoUnit.MINUTES), berlin))
                .isEmpty();
    }

    @Test
    void aPeriodOfLessThanASecondIsRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> new SlotTime.Every(Duration.ofMillis(999)))
                .withMessageContainingAll("period of a slot", "PT0.999S", "at least one second");
    }
}
