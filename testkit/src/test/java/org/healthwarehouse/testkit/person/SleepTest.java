package org.healthwarehouse.testkit.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class SleepTest {
    private final SyntheticPerson person = SyntheticPerson.seeded(42);
    private final List<PersonSample> stages = Answers.year(person, PersonMetric.SLEEP_STAGE);

    @Test
    void theStagesOfTheWatchFollowEachOtherWithinANight() {
        List<PersonSample> watch = Answers.from(DeviceKind.WATCH, stages);
        long nights = 1;
        for (int i = 1; i < watch.size(); i++) {
            Duration pause =
                    Duration.between(watch.get(i - 1).end(), watch.get(i).start());
            assertThat(pause.isZero() || pause.toHours() >= 3)
                    .as("%s", watch.get(i))
                    .isTrue();
            nights += pause.isZero() ? 0 : 1;
        }

        assertThat(nights).isBetween(310L, 366L);
    }

    @Test
    void allCodesOccur() {
        assertThat(stages).extracting(PersonSample::value).contains(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
    }

    @Test
    void aNightHasPlausibleSharesOfStages() {
        double asleep = hours(1) + hours(3) + hours(4) + hours(5);

        assertThat(asleep / 340).isBetween(6.0, 8.5);
        assertThat(hours(4) / asleep).isBetween(0.1, 0.3);
        assertThat(hours(5) / asleep).isBetween(0.12, 0.35);
        assertThat(hours(2) / asleep).isBetween(0.005, 0.08);
    }

    private double hours(int code) {
        return stages.stream()
                .filter(stage -> stage.value() == code)
                .mapToDouble(
                        stage -> Duration.between(stage.start(), stage.end()).toSeconds() / 3600.0)
                .sum();
    }

    @Test
    void aStageThatCrossesMidnightIsPartOfBothDays() {
        LocalDate date = LocalDate.of(2024, 3, 12);
        Instant midnight = date.atStartOfDay(person.homeZone()).toInstant();
        Instant dayBefore = midnight.minusSeconds(86_400);
        List<PersonSample> before = Answers.samples(person, PersonMetric.SLEEP_STAGE, dayBefore, midnight);
        List<PersonSample> after =
                Answers.samples(person, PersonMetric.SLEEP_STAGE, midnight, midnight.plusSeconds(86_400));

        assertThat(before)
                .filteredOn(after::contains)
                .isNotEmpty()
                .allMatch(sample ->
                        sample.start().isBefore(midnight) && sample.end().isAfter(midnight));
    }

    @Test
    void thePersonSleepsAtThreeInTheMorningLocalTimeAlsoOnTrips() {
        List<PersonSample> beds = Answers.from(DeviceKind.PHONE, stages);

        assertThat(beds).hasSizeGreaterThan(280).allSatisfy(bed -> {
            LocalTime start = bed.start().atZone(person.zoneAt(bed.start())).toLocalTime();
            LocalTime end = bed.end().atZone(person.zoneAt(bed.end())).toLocalTime();
            assertThat(start.isAfter(LocalTime.of(21, 0)) || start.isBefore(LocalTime.of(2, 0)))
                    .isTrue();
            assertThat(end).isBetween(LocalTime.of(4, 50), LocalTime.of(10, 0));
        });
    }
}
