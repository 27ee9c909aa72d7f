package org.healthwarehouse.testkit.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkoutsTest {
    private final SyntheticPerson person = SyntheticPerson.seeded(42);
    private final List<PersonWorkout> workouts = person.workouts(Answers.YEAR_START, Answers.YEAR_END);

    @Test
    void thereAreSeveralAWeekOfAllTypes() {
        assertThat(workouts).hasSizeBetween(150, 300);
        assertThat(workouts).extracting(PersonWorkout::type).contains(WorkoutType.values());
    }

    @Test
    void theHeartRatesAgreeWithTheDenseSamplesWithin() {
        for (PersonWorkout workout : workouts) {
            List<PersonSample> rates = Answers.samples(person, PersonMetric.HEART_RATE, workout.start(), workout.end());

            assertThat(rates).hasSize((int) workout.duration().toSeconds() / 5);
            assertThat(rates.stream().mapToDouble(PersonSample::value).average())
                    .hasValue(workout.meanHeartRate());
            assertThat(rates.stream().mapToDouble(PersonSample::value).max()).hasValue(workout.maxHeartRate());
        }
    }

    @Test
    void theEnergyAgreesWithTheSamplesWithin() {
        for (PersonWorkout workout : workouts) {
            assertThat(sumOnWatch(PersonMetric.ACTIVE_ENERGY, workout)).isCloseTo(workout.energyKcal(), within(1e-6));
        }
    }

    @Test
    void theDistanceAgreesWithTheSamplesWithin() {
        for (PersonWorkout workout : workouts) {
            assertThat(distanceOnWatch(workout)).isCloseTo(workout.distanceMetres(), within(1e-6));
        }
    }

    private double distanceOnWatch(PersonWorkout workout) {
        return switch (workout.type()) {
            case RUN, WALK -> sumOnWatch(PersonMetric.DISTANCE_ON_FOOT, workout);
            case CYCLE -> sumOnWatch(PersonMetric.DISTANCE_CYCLING, workout);
            case SWIM -> sumOnWatch(PersonMetric.DISTANCE_SWIMMING, workout);
            case STRENGTH -> 0;
        };
    }

    private double sumOnWatch(PersonMetric metric, PersonWorkout workout) {
        return Answers.from(DeviceKind.WATCH, Answers.samples(person, metric, workout.start(), workout.end())).stream()
                .mapToDouble(PersonSample::value)
                .sum();
    }

    @Test
    void runnersRunAtAPlausiblePace() {
        assertThat(workouts)
                .filteredOn(workout -> workout.type() == WorkoutType.RUN)
                .allSatisfy(
                        run -> assertThat(run.distanceMetres() / run.duration().toSeconds())
                                .isBetween(2.0, 4.5));
    }

    @Test
    void aWorkoutIsPartOfEveryRangeItSharesTimeWith() {
        PersonWorkout workout = workouts.get(0);

        assertThat(person.workouts(workout.end().minusMillis(1), workout.end())).containsExactly(workout);
        assertThat(person.workouts(workout.start(), workout.start().plusMillis(1)))
                .containsExactly(workout);
        assertThat(person.workouts(workout.end(), workout.end().plusSeconds(60)))
                .isEmpty();
        assertThat(person.workouts(workout.start().minusSeconds(60), workout.start()))
                .isEmpty();
    }
}
