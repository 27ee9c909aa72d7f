package org.healthwarehouse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TypedRecordsTest {
    private static final Instant START = Instant.parse("2026-03-01T22:00:00Z");

    private static HealthRecord record(RecordType type, Map<String, Object> values) {
        return new HealthRecord(
                type,
                UserId.LOCAL,
                SourceId.of("vendor"),
                Set.of(RecordKey.uuid("1")),
                START,
                START.plusSeconds(3600),
                Optional.empty(),
                false,
                Attributes.of(values),
                START.plusSeconds(9000));
    }

    @Test
    void aWorkoutHasWhatItsSourceSays() {
        Workout workout = Workout.of(
                record(DataTypes.WORKOUT, Map.of("workout_type", "running", "duration", 3000, "distance", 8000.5)));
        assertThat(workout.kind()).isEqualTo("running");
        assertThat(workout.activeTime()).isEqualTo(Duration.ofMinutes(50));
        assertThat(workout.distanceMetres()).hasValue(8000.5);
        assertThat(workout.heartRateMax()).isEmpty();
    }

    @Test
    void aWorkoutOfWhichNothingIsKnownLastsFromStartToEnd() {
        Workout workout = Workout.of(record(DataTypes.WORKOUT, Map.of()));
        assertThat(workout.kind()).isEqualTo("other");
        assertThat(workout.activeTime()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aSleepHasItsStagesInOrder() {
        Map<String, Object> deep =
                Map.of("start", START.toString(), "end", START.plusSeconds(60).toString(), "stage", 4);
        Sleep sleep = Sleep.of(record(
                DataTypes.SLEEP,
                Map.of("deep", 60, "stages", List.of(deep), "nap", false, "local_date", "2026-03-02")));
        assertThat(sleep.stages()).containsExactly(new Sleep.Stage(START, START.plusSeconds(60), Sleep.Kind.DEEP));
        assertThat(sleep.deep()).hasValue(Duration.ofMinutes(1));
        assertThat(sleep.nap()).hasValue(false);
        assertThat(sleep.localDate()).hasValue(LocalDate.parse("2026-03-02"));
    }

    @Test
    void whatIsWrittenInAnotherWayThanDeclaredIsLeftOut() {
        Sleep sleep = Sleep.of(record(
                DataTypes.SLEEP,
                Map.of(
                        "stages",
                        List.of(7, Map.of("start", "noon", "end", "later", "stage", 4), Map.of("stage", 99)),
                        "local_date",
                        "yesterday",
                        "nap",
                        "no")));
        assertThat(sleep.stages()).isEmpty();
        assertThat(sleep.localDate()).isEmpty();
        assertThat(sleep.nap()).isEmpty();
    }

    @Test
    void aRecordOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> Sleep.of(record(DataTypes.WORKOUT, Map.of())))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("sleep");
    }
}
