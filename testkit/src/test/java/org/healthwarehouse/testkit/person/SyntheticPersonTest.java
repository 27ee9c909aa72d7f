package org.healthwarehouse.testkit.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticPersonTest {
    private static final Instant DAY = Instant.parse("2024-03-12T00:00:00Z");
    private static final Instant NEXT_DAY = Instant.parse("2024-03-13T00:00:00Z");

    private static final Instant NEXT_WEEK = Instant.parse("2024-03-19T00:00:00Z");

    private final SyntheticPerson person = SyntheticPerson.seeded(42);

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSamePersonOnEveryCall(PersonMetric metric) {
        Instant to = DAY.plusSeconds(20 * 86_400);
        List<PersonSample> samples = Answers.samples(person, metric, DAY, to);

        assertThat(Answers.samples(SyntheticPerson.seeded(42), metric, DAY, to)).isEqualTo(samples);
        assertThat(Answers.samples(person, metric, DAY, to)).isEqualTo(samples);
    }

    @Test
    void anotherSeedGivesAnotherPerson() {
        SyntheticPerson other = SyntheticPerson.seeded(43);

        assertThat(Answers.samples(other, PersonMetric.HEART_RATE, DAY, NEXT_DAY))
                .doesNotContainAnyElementsOf(Answers.samples(person, PersonMetric.HEART_RATE, DAY, NEXT_DAY));
    }

    /** Fails on any machine or version that would see another person; update it when the model changes on purpose. */
    @Test
    void aKnownWeekHasTheSameBytesEverywhere() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (PersonMetric metric : person.metrics()) {
            person.samples(metric, DAY, NEXT_WEEK, sample -> digest.update(bytes(sample)));
        }
        person.workouts(DAY, NEXT_WEEK).forEach(workout -> digest.update(bytes(workout)));
        person.locations(DAY, NEXT_WEEK).forEach(location -> digest.update(bytes(location)));

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("b72459f3d5c1db91644cabb155536fab3ed31c03623e0339741d755b16ed0a72");
    }

    private static byte[] bytes(PersonSample sample) {
        return line(sample.uuid(), sample.device(), sample.start(), sample.end(), bits(sample.value()));
    }

    private static byte[] bytes(PersonWorkout workout) {
        return line(
                workout.uuid(),
                workout.type(),
                workout.start(),
                workout.end(),
                bits(workout.energyKcal()),
                bits(workout.distanceMetres()),
                bits(workout.meanHeartRate()));
    }

    private static byte[] bytes(PersonLocation fix) {
        return line(
                fix.uuid(),
                fix.time(),
                bits(fix.latitude()),
                bits(fix.longitude()),
                bits(fix.altitudeMetres()),
                bits(fix.courseDegrees()));
    }

    /** Java 19 changed how a double is written, so the digest takes its bits. */
    private static long bits(double value) {
        return Double.doubleToLongBits(value);
    }

    private static byte[] line(Object... values) {
        return Arrays.toString(values).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void manyThreadsGetTheSameAnswers() {
        List<PersonSample> expected = Answers.samples(person, PersonMetric.STEP_COUNT, DAY, NEXT_DAY);
        SyntheticPerson shared = SyntheticPerson.seeded(42);

        List<List<PersonSample>> answers = IntStream.range(0, 600)
                .parallel()
                .mapToObj(i -> askAfterVisiting(shared, DAY.plusSeconds(i * 86_400L)))
                .toList();

        assertThat(answers).allMatch(expected::equals);
    }

    private static List<PersonSample> askAfterVisiting(SyntheticPerson shared, Instant elsewhere) {
        shared.isWatchWorn(elsewhere);
        return Answers.samples(shared, PersonMetric.STEP_COUNT, DAY, NEXT_DAY);
    }

    @ParameterizedTest
    @EnumSource
    void nothingStartsBeforeTheFirstDay(PersonMetric metric) {
        Instant before = person.firstInstant().minusSeconds(40 * 86_400);
        Instant after = person.firstInstant().plusSeconds(120 * 86_400);

        assertThat(Answers.samples(person, metric, before, person.firstInstant()))
                .isEmpty();
        assertThat(Answers.samples(person, metric, before, after))
                .isNotEmpty()
                .allMatch(sample -> !sample.start().isBefore(person.firstInstant()));
    }

    @Test
    void nothingElseHappensBeforeTheFirstDay() {
        Instant first = person.firstInstant();
        Instant before = Instant.MIN;

        assertThat(first).isEqualTo("2014-12-31T23:00:00Z");
        assertThat(person.workouts(before, first)).isEmpty();
        assertThat(person.locations(before, first)).isEmpty();
        assertThat(person.trueSteps(before, first)).isZero();
        assertThat(person.recordedSteps(before, first)).isZero();
        assertThat(person.isWatchWorn(first.minusSeconds(1))).isFalse();
        assertThat(person.zoneAt(first.minusSeconds(1))).isEqualTo(person.homeZone());
    }

    @Test
    void anEmptyRangeHoldsNothing() {
        assertThat(Answers.samples(person, PersonMetric.SLEEP_STAGE, DAY, DAY)).isEmpty();
        assertThat(person.workouts(DAY, DAY)).isEmpty();
        assertThat(person.locations(DAY, DAY)).isEmpty();
        assertThat(person.trueSteps(DAY, DAY)).isZero();
    }

    @Test
    void rejectsARangeThatEndsBeforeItStarts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> person.trueSteps(NEXT_DAY, DAY))
                .withMessageContaining(NEXT_DAY.toString())
                .withMessageContaining(DAY.toString());
    }

    @Test
    void theBuilderSettingsAreHonoured() {
        SyntheticPerson built = SyntheticPerson.builder(1)
                .home(ZoneId.of("America/Chicago"))
                .born(LocalDate.of(1950, 1, 1))
                .firstDay(LocalDate.of(2020, 6, 1))
                .build();

        assertThat(built.homeZone()).isEqualTo(ZoneId.of("America/Chicago"));
        assertThat(built.firstInstant()).isEqualTo("2020-06-01T05:00:00Z");
    }

    @Test
    void anOlderPersonHasALowerHeartRateInWorkouts() {
        SyntheticPerson older =
                SyntheticPerson.builder(42).born(LocalDate.of(1944, 5, 17)).build();

        assertThat(highestRate(older)).isLessThan(highestRate(person) - 10);
    }

    private static double highestRate(SyntheticPerson person) {
        return person.workouts(Answers.YEAR_START, Answers.YEAR_END).stream()
                .mapToDouble(PersonWorkout::maxHeartRate)
                .max()
                .orElseThrow();
    }

    @Test
    void rejectsDataBeforeTheBirth() {
        SyntheticPersonBuilder builder = SyntheticPerson.builder(1).born(LocalDate.of(2020, 1, 1));

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("2020-01-01");
    }
}
