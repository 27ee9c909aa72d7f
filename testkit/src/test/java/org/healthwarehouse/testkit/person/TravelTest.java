package org.healthwarehouse.testkit.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TravelTest {
    private final SyntheticPerson person = SyntheticPerson.seeded(42);

    @Test
    void aFewTripsAYearSomeOfThemFar() {
        List<Duration> jumps = new ArrayList<>();
        ZoneId last = person.homeZone();
        Instant end = Instant.parse("2030-01-01T00:00:00Z");
        for (Instant time = Answers.YEAR_START; time.isBefore(end); time = time.plusSeconds(900)) {
            ZoneId zone = person.zoneAt(time);
            if (!zone.equals(last)) {
                jumps.add(Duration.ofSeconds(offset(zone, time) - (long) offset(last, time))
                        .abs());
                last = zone;
            }
        }

        assertThat(jumps).hasSizeBetween(6 * 2 * 2, 6 * 2 * 6);
        assertThat(jumps).anyMatch(jump -> jump.toHours() >= 6);
    }

    private static int offset(ZoneId zone, Instant time) {
        return zone.getRules().getOffset(time).getTotalSeconds();
    }

    @Test
    void someTripGoesToAZoneOffTheWholeHour() {
        Set<ZoneId> zones = LongStream.range(0, 20 * 366)
                .mapToObj(day -> person.zoneAt(Answers.YEAR_START.plus(Duration.ofDays(day))))
                .collect(Collectors.toSet());

        assertThat(zones).anyMatch(zone -> offset(zone, Answers.YEAR_START) % 3600 != 0);
    }

    @Test
    void nightsOfTheClockChangeAreAnHourShorterOrLongerThanTheirTimesSuggest() {
        DayFrames frames = frames(ZoneId.of("Europe/Amsterdam"));
        DayFrame spring = frames.on(LocalDate.of(2024, 3, 31).toEpochDay());
        DayFrame autumn = frames.on(LocalDate.of(2024, 10, 27).toEpochDay());

        assertThat(clockMinutes(spring) - spring.night().minutes()).isEqualTo(60);
        assertThat(clockMinutes(autumn) - autumn.night().minutes()).isEqualTo(-60);
    }

    private static long clockMinutes(DayFrame frame) {
        ZoneId zone = frame.place().zone();
        return Duration.between(
                        Instant.ofEpochSecond(frame.start() * 60).atZone(zone).toLocalDateTime(),
                        Instant.ofEpochSecond(frame.wake() * 60).atZone(zone).toLocalDateTime())
                .toMinutes();
    }

    @Property
    void daysFollowEachOtherWithRoomToSleepAndToWake(
            @ForAll("zones") ZoneId zone, @ForAll @IntRange(min = 14_000, max = 30_000) int epochDay) {
        DayFrames frames = frames(zone);
        DayFrame day = frames.on(epochDay);

        assertThat(frames.on(epochDay + 1).start()).isEqualTo(day.end());
        assertThat(day.night().minutes()).isGreaterThan(120);
        assertThat(day.awake().minutes()).isGreaterThan(150);
        assertThat(day.whole().minutes()).isLessThan(40 * 60);
        assertThat(frames.dayHolding(day.start())).isEqualTo(epochDay);
        assertThat(frames.dayHolding(day.end() - 1)).isEqualTo(epochDay);
    }

    @Property(tries = 50)
    void everyMetricStaysWithinItsDayInEveryZone(
            @ForAll("zones") ZoneId zone,
            @ForAll PersonMetric metric,
            @ForAll @IntRange(min = 14_000, max = 30_000) int epochDay) {
        Profile profile = profile(zone);
        for (int i = 0; i < 60; i++) {
            DayPlan day = DayPlan.of(profile, new DayFrames(profile).on(epochDay + i));
            Tape tape = new Tape(day, metric);
            Recorder.of(metric).record(day, tape);

            assertThat(tape.inStartOrder())
                    .allMatch(sample ->
                            sample.start().toEpochMilli() >= day.frame().whole().fromMs()
                                    && sample.end().toEpochMilli()
                                            <= day.frame().whole().toMs());
        }
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "Europe/Amsterdam",
                        "America/St_Johns",
                        "America/Los_Angeles",
                        "America/Sao_Paulo",
                        "Asia/Kathmandu",
                        "Australia/Lord_Howe",
                        "Pacific/Chatham",
                        "Pacific/Kiritimati",
                        "Pacific/Pago_Pago",
                        "-12:00")
                .map(ZoneId::of);
    }

    private static DayFrames frames(ZoneId zone) {
        return new DayFrames(profile(zone));
    }

    private static Profile profile(ZoneId zone) {
        return Profile.drawn(42, zone, LocalDate.of(1984, 5, 17), LocalDate.of(2015, 1, 1));
    }
}
