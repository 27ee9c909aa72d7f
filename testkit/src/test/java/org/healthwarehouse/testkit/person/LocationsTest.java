package org.healthwarehouse.testkit.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationsTest {
    private final SyntheticPerson person = SyntheticPerson.seeded(42);
    private final List<PersonLocation> locations = person.locations(Answers.YEAR_START, Answers.YEAR_END);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aYearHasSomeTensOfThousands(long seed) {
        assertThat(SyntheticPerson.seeded(seed).locations(Answers.YEAR_START, Answers.YEAR_END))
                .hasSizeBetween(20_000, 60_000);
    }

    @Test
    void everyFixHasItsOwnUuidAndComesInOrder() {
        Set<UUID> seen = new HashSet<>();
        PersonLocation last = locations.get(0);
        for (PersonLocation fix : locations) {
            assertThat(seen.add(fix.uuid())).isTrue();
            assertThat(fix.time()).isAfterOrEqualTo(last.time());
            last = fix;
        }
    }

    @Test
    void fixesAreDenserInOutdoorWorkoutsThanAtRest() {
        PersonWorkout ride = person.workouts(Answers.YEAR_START, Answers.YEAR_END).stream()
                .filter(workout -> workout.type() == WorkoutType.CYCLE)
                .findFirst()
                .orElseThrow();

        List<PersonLocation> fixes = person.locations(ride.start(), ride.end());

        assertThat(fixes).hasSize((int) ride.duration().toSeconds() / 30);
        assertThat(fixes).allMatch(fix -> fix.speedMetresPerSecond() > 3 && fix.courseDegrees() >= 0);
    }

    @Test
    void atRestSpeedAndCourseAreUnknown() {
        assertThat(locations)
                .filteredOn(fix -> fix.speedMetresPerSecond() < 0)
                .hasSizeGreaterThan(10_000)
                .allMatch(fix -> fix.speedMetresPerSecond() == -1 && fix.courseDegrees() == -1);
    }

    @Test
    void thePositionIsNearTheCityOfTheZone() {
        for (PersonLocation fix : locations) {
            ZoneId zone = person.zoneAt(fix.time());
            Spot city = Place.DESTINATIONS.stream()
                    .filter(place -> place.zone().equals(zone))
                    .findFirst()
                    .orElseThrow()
                    .spot();

            assertThat(fix.latitude()).isBetween(city.latitude() - 0.5, city.latitude() + 0.5);
            assertThat(fix.longitude()).isBetween(city.longitude() - 1, city.longitude() + 1);
        }
    }

    @Test
    void noFixComesFasterThanATrainExceptByAir() {
        for (int i = 1; i < locations.size(); i++) {
            PersonLocation here = locations.get(i - 1);
            PersonLocation next = locations.get(i);
            long seconds = Duration.between(here.time(), next.time()).toSeconds();
            boolean flown = !person.zoneAt(here.time()).equals(person.zoneAt(next.time()));
            double degrees = Math.abs(here.latitude() - next.latitude());

            assertThat(flown || degrees * 111_320 < 60.0 * seconds + 150)
                    .as("%s %s", here, next)
                    .isTrue();
        }
    }
}
