package org.healthwarehouse.testkit.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchAbsenceTest {
    private static final Duration STEP = Duration.ofMinutes(1);

    private final SyntheticPerson person = SyntheticPerson.seeded(42);

    @ParameterizedTest
    @EnumSource
    void theWatchReportsNothingWhileItIsOff(PersonMetric metric) {
        for (PersonSample sample : Answers.from(DeviceKind.WATCH, Answers.year(person, metric))) {
            assertThat(isWornThroughout(sample.start(), sample.end()))
                    .as("%s", sample)
                    .isTrue();
        }
    }

    @Test
    void theWatchRecordsNoWorkoutsAndLocationsWhileItIsOff() {
        assertThat(person.workouts(Answers.YEAR_START, Answers.YEAR_END))
                .allMatch(workout -> isWornThroughout(workout.start(), workout.end()));
        assertThat(person.locations(Answers.YEAR_START, Answers.YEAR_END))
                .filteredOn(fix -> fix.device().kind() == DeviceKind.WATCH)
                .isNotEmpty()
                .allMatch(fix -> person.isWatchWorn(fix.time()));
    }

    private boolean isWornThroughout(Instant start, Instant end) {
        boolean worn = person.isWatchWorn(start);
        for (Instant time = start.plus(STEP); time.isBefore(end); time = time.plus(STEP)) {
            worn &= person.isWatchWorn(time);
        }
        return worn && (start.equals(end) || person.isWatchWorn(end.minusMillis(1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aYearHasHolesOfAllLengths(long seed) {
        List<Duration> holes = holes(SyntheticPerson.seeded(seed));

        assertThat(holes).filteredOn(hole -> hole.toMinutes() <= 80).hasSizeBetween(310, 360);
        assertThat(holes)
                .filteredOn(hole -> hole.toHours() >= 20 && hole.toDays() <= 3)
                .hasSizeBetween(1, 20);
        assertThat(holes).filteredOn(hole -> hole.toDays() >= 6).hasSizeBetween(1, 2);
    }

    private static List<Duration> holes(SyntheticPerson person) {
        List<Duration> holes = new ArrayList<>();
        Duration off = Duration.ZERO;
        for (Instant time = Answers.YEAR_START; time.isBefore(Answers.YEAR_END); time = time.plus(STEP)) {
            boolean worn = person.isWatchWorn(time);
            if (worn && !off.isZero()) {
                holes.add(off);
            }
            off = worn ? Duration.ZERO : off.plus(STEP);
        }
        return holes;
    }
}
