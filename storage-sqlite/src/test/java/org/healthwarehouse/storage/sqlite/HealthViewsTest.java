package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.T0;
import static org.healthwarehouse.storage.sqlite.Fixtures.commit;
import static org.healthwarehouse.storage.sqlite.Fixtures.content;
import static org.healthwarehouse.storage.sqlite.Fixtures.minutes;
import static org.healthwarehouse.storage.sqlite.Fixtures.samples;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.junit.jupiter.api.Test;

/** What applications for training read with plain SQL of what sources deliver. */
class HealthViewsTest extends StoreTest {
    private static final String DATE = "2025-03-01";

    private static ParsedRecord record(
            RecordType type, String key, int fromHour, int toHour, Map<String, Object> attributes) {
        return new ParsedRecord(
                type,
                Set.of(RecordKey.uuid(key)),
                T0.plus(Duration.ofHours(fromHour)),
                T0.plus(Duration.ofHours(toHour)),
                Optional.empty(),
                false,
                Attributes.of(attributes).with("local_date", DATE));
    }

    private static SampleBatch sample(SampleType type, int hour, double... values) {
        return samples(
                type,
                Device.of("watch"),
                T0.plus(Duration.ofHours(hour)),
                Duration.ofMinutes(1),
                Duration.ZERO,
                values);
    }

    private void store(ParsedRecord... records) {
        commit(store, "records", new PageContent(List.of(), List.of(records), List.of()));
    }

    @Test
    void theyAreThereBeforeAnythingIs() {
        for (String view : HealthViews.names()) {
            assertThat(Sql.rows(file, "SELECT * FROM " + view)).as(view).isEmpty();
        }
        assertThat(HealthViews.names()).hasSize(5);
    }

    @Test
    void aDayIsReadWithItsNightAndItsScales() {
        store(
                record(
                        DataTypes.DAILY_SUMMARY,
                        "d",
                        0,
                        24,
                        Map.of("steps", 9000L, "vigorous_activity", 1800L, "body_battery_low", 12L)),
                record(DataTypes.HRV_SUMMARY, "h", -2, 6, Map.of("night_mean", 55L)),
                record(DataTypes.FITNESS_AGE, "f", 12, 12, Map.of("fitness_age", 35.5)),
                record(DataTypes.SLEEP, "s", -2, 4, Map.of("asleep", 18000L, "score", 71L)),
                record(DataTypes.SLEEP, "s2", 5, 6, Map.of("asleep", 3600L, "score", 50L, "nap", false)),
                record(DataTypes.SLEEP, "nap", 14, 15, Map.of("asleep", 3600L, "score", 99L, "nap", true)));
        commit(
                store,
                "scales",
                content(sample(DataTypes.BODY_MASS, 7, 70.5, 70.25), sample(DataTypes.FLIGHTS_CLIMBED, 9, 2, 3)));
        assertThat(
                        Sql.rows(
                                file,
                                "SELECT user_id, source, date, steps, vigorous_intensity_minutes, body_battery_low, hrv,"
                                        + " sleep_minutes, sleep_score, weight, floors, vo2_max, fitness_age FROM daily_metrics"))
                .containsExactly("ann|vendor|" + DATE + "|9000|30.0|12|55|360.0|71|70.25|5|null|35.5");
    }

    @Test
    void theVariabilityOfANightIsNeitherThatOfItsMorningNorThatOfANap() {
        store(
                record(DataTypes.HRV_SUMMARY, "night", -2, 6, Map.of("rmssd", 60.5, "context", "sleep")),
                record(DataTypes.HRV_SUMMARY, "morning", 7, 8, Map.of("rmssd", 80.5, "context", "morning")),
                record(DataTypes.SLEEP, "s", -2, 4, Map.of("asleep", 18000L)),
                record(DataTypes.SLEEP, "n", 13, 14, Map.of("asleep", 1800L, "nap", true)));
        assertThat(Sql.rows(file, "SELECT sleep_id, hrv FROM sleep_sessions ORDER BY start_time"))
                .containsExactly("s|60.5", "n|null");
    }

    @Test
    void sleepsAreSleepSessions() {
        store(
                record(DataTypes.HRV_SUMMARY, "h", -2, 6, Map.of("night_mean", 55L, "rmssd", 60.5)),
                record(
                        DataTypes.SLEEP,
                        "s",
                        -2,
                        4,
                        Map.of(
                                "asleep",
                                18000L,
                                "deep",
                                3600L,
                                "scores",
                                Map.of("rem", "GOOD"),
                                "stages",
                                List.of(Map.of("stage", 4L)))));
        assertThat(Sql.rows(
                        file,
                        "SELECT user_id, sleep_id, date, end_time - start_time, total_minutes, deep_minutes, rem_minutes,"
                                + " sub_scores, hrv, stages FROM sleep_sessions"))
                .containsExactly("ann|s|" + DATE + "|21600.0|300.0|60.0|null|{\"rem\":\"GOOD\"}|60.5|[{\"stage\":4}]");
    }

    @Test
    void workoutsAreActivitiesAndHoldTheirHeartRates() {
        store(
                record(
                        DataTypes.WORKOUT,
                        "run",
                        1,
                        2,
                        Map.of("workout_type", "running", "duration", 3000L, "distance", 10_000.0)),
                record(DataTypes.WORKOUT, "rest", 5, 6, Map.of("workout_type", "yoga", "distance", 0L)),
                record(DataTypes.TRAINING_READINESS, "t", 2, 2, Map.of("recovery_time", 86_400L)));
        commit(
                store,
                "hearts",
                content(minutes(T0.plus(Duration.ofMinutes(59)), 100, 120, 121), sample(DataTypes.HEART_RATE, 2, 90)));
        commit(store, "stride", content(sample(DataTypes.RUNNING_STRIDE_LENGTH, 1, 1.1, 1.3)));
        assertThat(Sql.rows(
                        file,
                        "SELECT activity_id, activity_type, duration, avg_pace, round(stride_length, 3), recovery_hours,"
                                + " ground_contact_time FROM activities ORDER BY start_time"))
                .containsExactly("run|running|3000|300.0|1.2|24.0|null", "rest|yoga|null|null|null|null|null");
        assertThat(Sql.rows(
                        file,
                        "SELECT user_id, activity_id, heart_rate, elapsed, device, timestamp FROM heart_rate_samples"))
                .containsExactly(
                        "ann|run|120|0.0|watch|" + T0.plus(Duration.ofHours(1)).getEpochSecond() + ".0",
                        "ann|run|121|60.0|watch|"
                                + T0.plus(Duration.ofMinutes(61)).getEpochSecond() + ".0");
    }

    @Test
    void everyReadingOfVariabilitySaysOfWhichKindItIs() {
        store(
                record(DataTypes.HRV_SUMMARY, "h", -2, 6, Map.of("night_mean", 55L, "status", "balanced")),
                record(
                        DataTypes.HRV_SUMMARY,
                        "m",
                        7,
                        8,
                        Map.of("context", "morning", "rmssd", 40.5, "sdnn", 50.5, "pnn50", 12L)),
                record(DataTypes.RECOVERY, "r", 0, 1, Map.of("hrv_rmssd", 61.5)));
        commit(store, "samples", content(sample(DataTypes.HRV_SDNN, 9, 44)));
        assertThat(Sql.rows(
                        file,
                        "SELECT user_id, reading_type, sdnn, rmssd, pnn50, status, night_mean FROM hrv_readings"
                                + " ORDER BY timestamp"))
                .containsExactly(
                        "ann|SLEEP|null|null|null|balanced|55",
                        "ann|SLEEP|null|61.5|null|null|null",
                        "ann|MORNING|50.5|40.5|12|null|null",
                        "ann|ALL_DAY|44|null|null|null|null");
    }

    @Test
    void rowsOfADateAreFoundByIt() {
        for (String view : List.of("daily_metrics", "sleep_sessions", "activities")) {
            assertThat(Sql.rows(
                            file,
                            "EXPLAIN QUERY PLAN SELECT * FROM " + view + " WHERE user_id = 'ann' AND date = '" + DATE
                                    + "'"))
                    .as(view)
                    .anyMatch(step -> step.contains("SEARCH r USING INDEX record_by_date (stream_id=? AND <expr>=?)"));
        }
    }

    @Test
    void heartRatesOfOneActivityAreFoundByTheirTime() {
        assertThat(String.join(
                        "\n",
                        Sql.rows(
                                file, "EXPLAIN QUERY PLAN SELECT * FROM heart_rate_samples WHERE activity_id = 'run'")))
                .contains("SEARCH p USING PRIMARY KEY (series_id=? AND start_ms>? AND start_ms<?)")
                .doesNotContain("SCAN p");
    }
}
