package org.healthwarehouse.testkit.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.LocalTime;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlausibilityTest {
    private final SyntheticPerson person = SyntheticPerson.seeded(42);

    static Stream<Arguments> ranges() {
        return Stream.of(
                arguments(PersonMetric.HEART_RATE, 480_000, 650_000, 36, 200),
                arguments(PersonMetric.RESTING_HEART_RATE, 310, 366, 40, 85),
                arguments(PersonMetric.HEART_RATE_VARIABILITY_SDNN, 2_500, 5_000, 8, 130),
                arguments(PersonMetric.OXYGEN_SATURATION, 3_000, 7_000, 0.9, 1),
                arguments(PersonMetric.RESPIRATORY_RATE, 8_000, 16_000, 8, 25),
                arguments(PersonMetric.STEP_COUNT, 40_000, 80_000, 1, 420),
                arguments(PersonMetric.DISTANCE_ON_FOOT, 40_000, 80_000, 0.4, 480),
                arguments(PersonMetric.DISTANCE_CYCLING, 500, 8_000, 200, 600),
                arguments(PersonMetric.DISTANCE_SWIMMING, 200, 3_000, 15, 60),
                arguments(PersonMetric.FLIGHTS_CLIMBED, 800, 4_000, 1, 2),
                arguments(PersonMetric.ACTIVE_ENERGY, 60_000, 120_000, 0.1, 25),
                arguments(PersonMetric.BASAL_ENERGY, 50_000, 80_000, 3, 50),
                arguments(PersonMetric.EXERCISE_TIME, 6_000, 16_000, 1, 1),
                arguments(PersonMetric.STAND_HOUR, 3_500, 6_000, 0, 1),
                arguments(PersonMetric.SLEEP_STAGE, 5_000, 12_000, 0, 5),
                arguments(PersonMetric.SLEEPING_WRIST_TEMPERATURE, 310, 366, 34.5, 38),
                arguments(PersonMetric.WEIGHT, 80, 220, 45, 110),
                arguments(PersonMetric.VO2_MAX, 15, 80, 25, 60),
                arguments(PersonMetric.BLOOD_PRESSURE_SYSTOLIC, 10, 60, 90, 160),
                arguments(PersonMetric.BLOOD_PRESSURE_DIASTOLIC, 10, 60, 55, 100),
                arguments(PersonMetric.ENVIRONMENTAL_AUDIO, 7_000, 13_000, 30, 110),
                arguments(PersonMetric.HANDWASHING, 1_500, 3_500, 0, 0),
                arguments(PersonMetric.SYMPTOM_HEADACHE, 3, 60, 0, 3),
                arguments(PersonMetric.SYMPTOM_COUGHING, 3, 80, 0, 3),
                arguments(PersonMetric.MOOD, 100, 250, -1, 1));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void aYearHasAPlausibleNumberOfPlausibleValues(
            PersonMetric metric, int fewest, int most, double lowest, double highest) {
        DoubleSummaryStatistics values = statistics(Answers.year(person, metric));

        assertThat(values.getCount()).isBetween((long) fewest, (long) most);
        assertThat(values.getMin()).isGreaterThanOrEqualTo(lowest);
        assertThat(values.getMax()).isLessThanOrEqualTo(highest);
    }

    @Test
    void everyMetricHasItsRangeChecked() {
        assertThat(ranges().map(arguments -> arguments.get()[0])).containsExactlyElementsOf(person.metrics());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, -7, Long.MAX_VALUE})
    void everyPersonHasAtLeast480000HeartRatesAYear(long seed) {
        assertThat(Answers.year(SyntheticPerson.seeded(seed), PersonMetric.HEART_RATE))
                .hasSizeGreaterThan(480_000);
    }

    @ParameterizedTest
    @EnumSource
    void everySampleHasItsOwnUuidAndLastsAtMostANight(PersonMetric metric) {
        Set<UUID> seen = new HashSet<>();

        for (PersonSample sample : Answers.year(person, metric)) {
            assertThat(seen.add(sample.uuid())).as("%s", sample).isTrue();
            assertThat(sample.uuid().version()).isEqualTo(4);
            assertThat(sample.start().plusSeconds(12 * 3600)).isAfter(sample.end());
        }
    }

    @Test
    void heartRateIsMostlyWhole() {
        List<PersonSample> rates = Answers.year(person, PersonMetric.HEART_RATE);
        long whole = rates.stream().filter(rate -> rate.value() % 1 == 0).count();

        assertThat(whole).isBetween(rates.size() * 9L / 10, rates.size() - 1L);
    }

    @Test
    void theHeartIsSlowerInSleepAndFasterInTheAfternoon() {
        double asleep = meanHeartRate(time -> time.getHour() >= 2 && time.getHour() < 5);
        double afternoon = meanHeartRate(time -> time.getHour() >= 13 && time.getHour() < 16);

        assertThat(asleep).isLessThan(afternoon - 12);
    }

    private double meanHeartRate(Predicate<LocalTime> hours) {
        return statistics(Answers.year(person, PersonMetric.HEART_RATE).stream()
                        .filter(sample -> hours.test(sample.start()
                                .atZone(person.zoneAt(sample.start()))
                                .toLocalTime()))
                        .toList())
                .getAverage();
    }

    @Test
    void bothBloodPressuresShareTheirInstantsAndDiastolicIsLower() {
        List<PersonSample> systolic = Answers.year(person, PersonMetric.BLOOD_PRESSURE_SYSTOLIC);
        List<PersonSample> diastolic = Answers.year(person, PersonMetric.BLOOD_PRESSURE_DIASTOLIC);

        assertThat(systolic)
                .extracting(PersonSample::start)
                .isEqualTo(diastolic.stream().map(PersonSample::start).toList());
        for (int i = 0; i < systolic.size(); i++) {
            assertThat(systolic.get(i).value()).isGreaterThan(diastolic.get(i).value() + 15);
        }
    }

    @Test
    void theSoftwareChangesOverTheYearsWhileTheHardwareStays() {
        List<PersonDevice> watches = Answers.year(person, PersonMetric.HEART_RATE).stream()
                .map(PersonSample::device)
                .distinct()
                .toList();

        assertThat(watches).extracting(PersonDevice::hardwareVersion).containsOnly("Watch4,2");
        assertThat(watches)
                .extracting(PersonDevice::softwareVersion)
                .containsExactly("10.2", "10.3", "10.4", "10.5", "11.0", "11.1", "11.2");
    }

    private static DoubleSummaryStatistics statistics(List<PersonSample> samples) {
        return samples.stream().mapToDouble(PersonSample::value).summaryStatistics();
    }
}
