package org.healthwarehouse.fulcra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkoutParsingTest {
    private static final String FEED = "apple_workouts";

    static final String RUN = """
            [{"apple_workout_id": "w1", "start_date": "2024-05-01T09:00:00.733000Z",
              "end_date": "2024-05-01T09:30:00.733999Z", "duration": 1790.25, "has_undetermined_duration": false,
              "workout_activity_type": "running",
              "extras": {"HKTimeZone": "Europe/Berlin", "HKWeatherTemperature": "70.412 degF",
                         "HKWeatherHumidity": "7000 %", "HKElevationAscended": "223 cm", "HKIndoorWorkout": "0",
                         "HKAverageMETs": "9.5 kcal/hr·kg", "HKLapLength": "400 m", "HKWorkoutBrandName": "Gym"},
              "all_statistics": {
                "HKQuantityTypeIdentifierActiveEnergyBurned": {"unit": "Cal", "sum": 250.5,
                   "sources": [{"name": "Jo's Watch", "bundleIdentifier": "com.example.health.A1"}]},
                "HKQuantityTypeIdentifierDistanceWalkingRunning": {"unit": "mi", "sum": 3},
                "HKQuantityTypeIdentifierHeartRate": {"unit": "count/min", "average": 150.5, "minimum": 98,
                   "maximum": 176, "startDate": "2024-05-01T09:00:00Z"},
                "HKQuantityTypeIdentifierStepCount": {"unit": "count", "sum": 4100},
                "HKQuantityTypeIdentifierRunningPower": {"unit": "furlong", "average": 200},
                "HKQuantityTypeIdentifierRunningStrideLength": {"unit": "m", "average": 1.1,
                   "sources": [{"name": "Jo's Watch"}]}},
              "workout_activities": [], "workout_events": [{"type": 1, "dateInterval": {"start": "x"}}],
              "source_revision": {"source": {"name": "Jo's Watch", "bundleIdentifier": "com.example.health.A1"},
                                  "productType": "Watch6,2", "version": "10.4"},
              "device": {"name": "Jo's Watch", "hardwareVersion": "Watch6,2", "model": "Watch"}}]
            """;

    @Test
    void aWorkoutIsReadValueByValue() throws Exception {
        Collected collected = Pages.parse(FEED, RUN);

        assertThat(collected.records).hasSize(1);
        ParsedRecord run = collected.records.get(0);
        assertThat(run.type()).isEqualTo(DataTypes.WORKOUT);
        assertThat(run.keys()).isEqualTo(Set.of(RecordKey.uuid("w1")));
        assertThat(run.start()).isEqualTo(Instant.parse("2024-05-01T09:00:00.733Z"));
        assertThat(run.end()).isEqualTo(Instant.parse("2024-05-01T09:30:00.733Z"));
        assertThat(run.open()).isFalse();
        assertThat(run.updatedAt()).isEmpty();
        assertThat(run.attributes().asMap())
                .containsAllEntriesOf(Map.ofEntries(
                        Map.entry("workout_type", "running"),
                        Map.entry("duration", 1790.25),
                        Map.entry("active_energy", 250.5),
                        Map.entry("distance", 4828.032),
                        Map.entry("heart_rate_mean", 150.5),
                        Map.entry("heart_rate_min", 98.0),
                        Map.entry("heart_rate_max", 176.0),
                        Map.entry("steps", 4100.0),
                        Map.entry("temperature", 21.34),
                        Map.entry("humidity", 70.0),
                        Map.entry("elevation_ascended", 2.23),
                        Map.entry("intensity_mean", 9.5),
                        Map.entry("indoor", false),
                        Map.entry("time_zone", "Europe/Berlin"),
                        Map.entry("device", "Watch6,2|com.example.health.A1")));
        assertThat(collected.claims).containsExactly(Claim.complete(DataTypes.WORKOUT, Pages.DAY));
    }

    @Test
    void whatHasNoDeclaredFieldStaysInTheVendorsWords() throws Exception {
        Map<?, ?> vendor = vendor(RUN);
        assertThat(vendor.get("extras")).isEqualTo(Map.of("HKLapLength", "400 m", "HKWorkoutBrandName", "Gym"));
        assertThat(vendor.get("all_statistics"))
                .isEqualTo(Map.of(
                        "HKQuantityTypeIdentifierRunningPower", Map.of("unit", "furlong", "average", 200L),
                        "HKQuantityTypeIdentifierRunningStrideLength",
                                Map.of("unit", "m", "average", 1.1, "sources", List.of(Map.of()))));
        assertThat(vendor.get("workout_events"))
                .isEqualTo(List.of(Map.of("type", 1L, "dateInterval", Map.of("start", "x"))));
        assertThat(vendor.containsKey("workout_activities")).isFalse();
        assertThat(vendor.containsKey("has_undetermined_duration")).isFalse();
    }

    @Test
    void nobodysNameIsKept() throws Exception {
        assertThat(Pages.parse(FEED, RUN).records.get(0).attributes().toJson()).doesNotContain("Jo");
    }

    @Test
    void everyFieldIsDeclared() throws Exception {
        assertThat(Pages.parse(FEED, RUN).records.get(0).attributes().asMap().keySet())
                .isSubsetOf(DataTypes.WORKOUT.fields().stream()
                        .map(RecordType.Field::name)
                        .toList());
    }

    @Test
    void anIdAndAStartAreEnough() throws Exception {
        ParsedRecord workout = Pages.parse(
                        FEED, "[{\"apple_workout_id\": \"w1\", \"start_date\": \"2024-05-01T09:00:00Z\"}]")
                .records
                .get(0);
        assertThat(workout.open()).isTrue();
        assertThat(workout.end()).isEqualTo(workout.start());
        assertThat(workout.attributes().isEmpty()).isTrue();
    }

    @Test
    void anEndInTheFarFutureIsUnknown() throws Exception {
        String page = RUN.replace("2024-05-01T09:30:00.733999Z", "4001-01-01T00:00:00Z");
        assertThat(Pages.parse(FEED, page).records.get(0).open()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "running, running",
        "mixedCardio, mixed_cardio",
        "HKWorkoutActivityTypeMixedCardio, mixed_cardio",
        "High Intensity Interval Training, high_intensity_interval_training",
        "traditional_strength_training, traditional_strength_training",
    })
    void kindsOfSportAreWrittenInOneWay(String written, String expected) throws Exception {
        assertThat(attribute(RUN.replace("\"running\"", "\"" + written + "\""), "workout_type"))
                .isEqualTo(expected);
    }

    @Test
    void distancesOfSeveralSportsAddUp() throws Exception {
        String page = RUN.replace(
                "\"HKQuantityTypeIdentifierStepCount\"",
                "\"HKQuantityTypeIdentifierDistanceCycling\": {\"unit\": \"km\", \"sum\": 20},"
                        + " \"HKQuantityTypeIdentifierStepCount\"");
        assertThat(attribute(page, "distance")).isEqualTo(24828.032);
    }

    @Test
    void aStatisticInAnotherDimensionStaysAsItIs() throws Exception {
        String page = RUN.replace("{\"unit\": \"count\", \"sum\": 4100}", "{\"unit\": \"mi\", \"sum\": 4100}");
        assertThat(attribute(page, "steps")).isNull();
        assertThat(String.valueOf(vendor(page).get("all_statistics"))).contains("StepCount={sum=4100");
    }

    @ParameterizedTest
    @CsvSource({
        "7000 %, 70.0",
        "45 %, 45.0",
        "100 %, 100.0",
    })
    void humidityIsAPercentage(String written, double expected) throws Exception {
        assertThat(attribute(RUN.replace("7000 %", written), "humidity")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"70.412 degF, warm", "70.412 degF, 70.412 lb", "70.412 degF, 70.412", "70.412 degF, 1e5 degF"})
    void extrasThatCannotBeConvertedStayAsTheyAre(String from, String to) throws Exception {
        String page = RUN.replace(from, to);
        assertThat(attribute(page, "temperature")).isNull();
        assertThat(String.valueOf(vendor(page).get("extras"))).contains(to);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"apple_workout_id\"; \"id\"; item 1, field apple_workout_id",
                "\"start_date\"; \"start\"; item 1, field start_date",
                "1790.25; \"1790.25\"; item 1, field duration",
                "2024-05-01T09:30:00.733999Z; 2024-05-01T08:30:00Z; item 1",
                "\"has_undetermined_duration\": false; \"has_undetermined_duration\": 1; item 1, field"
                        + " has_undetermined_duration",
                "\"extras\": {; \"extras\": 17, \"x\": {; item 1, field extras",
            })
    void whatIsNoWorkoutIsRefused(String from, String to, String position) {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> Pages.parse(FEED, RUN.replace(from, to)))
                .satisfies(e -> assertThat(e.position()).isEqualTo(position));
    }

    private static @Nullable Object attribute(String page, String name) throws Exception {
        return Pages.parse(FEED, page).records.get(0).attributes().asMap().get(name);
    }

    private static Map<?, ?> vendor(String page) throws Exception {
        return attribute(page, "vendor") instanceof Map<?, ?> vendor ? vendor : Map.of();
    }
}
