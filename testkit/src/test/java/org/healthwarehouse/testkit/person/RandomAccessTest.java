package org.healthwarehouse.testkit.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;

class RandomAccessTest {
    private static final long FIRST_MS = Instant.parse("2014-12-20T00:00:00Z").toEpochMilli();
    private static final long LAST_MS = Instant.parse("2040-01-01T00:00:00Z").toEpochMilli();
    private static final int LONGEST_MS = 4 * 86_400_000;

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void twoPartsHoldTheSameSamplesAsTheWhole(
            @ForAll @IntRange(max = 20) int seed,
            @ForAll PersonMetric metric,
            @ForAll("times") long fromMs,
            @ForAll @IntRange(max = LONGEST_MS) int first,
            @ForAll @IntRange(max = LONGEST_MS) int second) {
        Instant from = Instant.ofEpochMilli(fromMs);
        Instant cut = from.plusMillis(first);
        Instant to = cut.plusMillis(second);

        Map<UUID, PersonSample> parts = byUuid(fresh(seed, metric, from, cut));
        parts.putAll(byUuid(fresh(seed, metric, cut, to)));

        assertThat(parts.values()).containsExactlyInAnyOrderElementsOf(fresh(seed, metric, from, to));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aWindowHoldsExactlyTheIntersectingSamplesInStartOrder(
            @ForAll PersonMetric metric,
            @ForAll("times") long fromMs,
            @ForAll @IntRange(max = LONGEST_MS) int before,
            @ForAll @IntRange(min = 1, max = LONGEST_MS) int length) {
        Instant from = Instant.ofEpochMilli(fromMs).plusMillis(before);
        Instant to = from.plusMillis(length);
        List<PersonSample> around =
                fresh(7, metric, from.minusMillis(before).minusSeconds(200_000), to.plusSeconds(200_000));

        List<PersonSample> expected =
                around.stream().filter(sample -> sample.intersects(from, to)).toList();

        assertThat(fresh(7, metric, from, to))
                .isEqualTo(expected)
                .isSortedAccordingTo(Comparator.comparing(PersonSample::start));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void partsHoldTheSameWorkoutsLocationsAndStepsAsTheWhole(
            @ForAll @IntRange(max = 20) int seed,
            @ForAll("times") long fromMs,
            @ForAll @IntRange(max = LONGEST_MS) int first,
            @ForAll @IntRange(max = LONGEST_MS) int second) {
        SyntheticPerson person = SyntheticPerson.seeded(seed);
        Instant from = Instant.ofEpochMilli(fromMs);
        Instant cut = from.plusMillis(first);
        Instant to = cut.plusMillis(second);

        List<PersonLocation> locations = new ArrayList<>(person.locations(from, cut));
        locations.addAll(person.locations(cut, to));
        List<PersonWorkout> workouts = new ArrayList<>(person.workouts(from, cut));
        workouts.addAll(person.workouts(cut, to));

        assertThat(locations).isEqualTo(person.locations(from, to));
        assertThat(workouts).containsAll(person.workouts(from, to));
        assertThat(workouts.stream().distinct()).containsExactlyElementsOf(person.workouts(from, to));
        assertThat(person.trueSteps(from, cut) + person.trueSteps(cut, to)).isEqualTo(person.trueSteps(from, to));
        assertThat(person.recordedSteps(from, cut) + person.recordedSteps(cut, to))
                .isEqualTo(person.recordedSteps(from, to));
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void cutsAtTheEdgesOfASampleGiveItToTheRightSide(@ForAll PersonMetric metric, @ForAll("times") long fromMs) {
        Instant from = Instant.ofEpochMilli(fromMs);
        SyntheticPerson person = SyntheticPerson.seeded(7);
        for (PersonSample sample : Answers.samples(person, metric, from, from.plusSeconds(7 * 3600))) {
            Instant start = sample.start();
            Instant end = sample.end();

            assertThat(Answers.samples(person, metric, start.minusMillis(1), start))
                    .doesNotContain(sample);
            assertThat(Answers.samples(person, metric, start, start.plusMillis(1)))
                    .contains(sample);
            assertThat(Answers.samples(person, metric, end, end.plusMillis(1)).contains(sample))
                    .isEqualTo(sample.isInstantaneous());
        }
    }

    @Provide
    Arbitrary<Long> times() {
        return Arbitraries.longs().between(FIRST_MS, LAST_MS).withDistribution(RandomDistribution.uniform());
    }

    private static List<PersonSample> fresh(int seed, PersonMetric metric, Instant from, Instant to) {
        return Answers.samples(SyntheticPerson.seeded(seed), metric, from, to);
    }

    private static Map<UUID, PersonSample> byUuid(List<PersonSample> samples) {
        Map<UUID, PersonSample> map = new LinkedHashMap<>();
        samples.forEach(sample -> assertThat(map.put(sample.uuid(), sample)).isNull());
        return map;
    }
}
