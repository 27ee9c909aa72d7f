package org.healthwarehouse.testkit.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {
    private final SyntheticPerson person = SyntheticPerson.seeded(42);
    private final List<PersonSample> steps = Answers.year(person, PersonMetric.STEP_COUNT);
    private final List<PersonSample> phone = Answers.from(DeviceKind.PHONE, steps);
    private final List<PersonSample> watch = Answers.from(DeviceKind.WATCH, steps);

    @Test
    void everySampleOfEitherDeviceEqualsTheTrueSteps() {
        assertThat(steps)
                .allSatisfy(sample ->
                        assertThat(sample.value()).isEqualTo((double) person.trueSteps(sample.start(), sample.end())));
    }

    @Test
    void onMostMinutesOfThePhoneTheWatchReportsTheSame() {
        Set<List<Object>> onWatch = watch.stream().map(StepsTest::content).collect(Collectors.toSet());
        long shared =
                phone.stream().map(StepsTest::content).filter(onWatch::contains).count();

        assertThat(shared).isGreaterThan(phone.size() * 6L / 10);
    }

    private static List<Object> content(PersonSample sample) {
        return List.of(sample.start(), sample.end(), sample.value());
    }

    @Test
    void someSamplesOfThePhoneIgnoreTheMinute() {
        assertThat(phone.stream().filter(sample -> !isMinute(sample))).hasSizeGreaterThan(2_000);
        assertThat(watch).allMatch(StepsTest::isMinute);
    }

    private static boolean isMinute(PersonSample sample) {
        long startMs = sample.start().toEpochMilli();
        return startMs % 60_000 == 0 && sample.end().toEpochMilli() == startMs + 60_000;
    }

    @Test
    void eachDeviceAloneMissesSteps() {
        long recorded = person.recordedSteps(Answers.YEAR_START, Answers.YEAR_END);

        assertThat(sum(phone)).isLessThan(recorded * 0.95);
        assertThat(sum(watch)).isLessThan(recorded * 0.99);
        assertThat(sum(phone) + sum(watch)).isGreaterThan(recorded * 1.5);
        assertThat(recorded).isLessThan(person.trueSteps(Answers.YEAR_START, Answers.YEAR_END));
    }

    private static double sum(List<PersonSample> samples) {
        return samples.stream().mapToDouble(PersonSample::value).sum();
    }

    @Test
    void recordedStepsAreTheTrueStepsUnderTheUnionOfBothDevices() {
        long union = 0;
        Instant covered = Answers.YEAR_START;
        for (PersonSample sample : steps) {
            Instant from = sample.start().isAfter(covered) ? sample.start() : covered;
            if (sample.end().isAfter(from)) {
                union += person.trueSteps(from, sample.end());
                covered = sample.end();
            }
        }

        assertThat(person.recordedSteps(Answers.YEAR_START, Answers.YEAR_END)).isEqualTo(union);
    }

    @Test
    void theBoundsOfTrueStepsMayFallBetweenMilliseconds() {
        PersonSample minute = watch.get(0);
        Instant middle = minute.start().plusNanos(30_000_500_001L);

        assertThat(person.trueSteps(minute.start(), middle) + person.trueSteps(middle, minute.end()))
                .isEqualTo((long) minute.value());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aDayHasAPlausibleNumberOfSteps(long seed) {
        long perDay = SyntheticPerson.seeded(seed).trueSteps(Answers.YEAR_START, Answers.YEAR_END) / 366;

        assertThat(perDay).isBetween(6_000L, 10_000L);
    }

    @Test
    void distanceCoversTheSameIntervalsAsSteps() {
        Function<PersonSample, List<Object>> place = sample -> List.of(sample.device(), sample.start(), sample.end());
        List<PersonSample> distance = Answers.year(person, PersonMetric.DISTANCE_ON_FOOT);

        assertThat(distance.stream().map(place).toList())
                .isEqualTo(steps.stream().map(place).toList());
        assertThat(sum(distance) / sum(steps)).isBetween(0.6, 1.0);
    }
}
