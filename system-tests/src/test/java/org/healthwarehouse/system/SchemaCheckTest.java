package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.system.SchemaWorld.ANN;
import static org.healthwarehouse.system.SchemaWorld.BOB;
import static org.healthwarehouse.system.SchemaWorld.DATE;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.storage.SyncOutcome;
import org.healthwarehouse.training.ActivityLink;
import org.healthwarehouse.training.AiReadiness;
import org.healthwarehouse.training.AnalysisKey;
import org.healthwarehouse.training.AthleteFeedback;
import org.healthwarehouse.training.DailyReadiness;
import org.healthwarehouse.training.Gender;
import org.healthwarehouse.training.HeartRateProfile;
import org.healthwarehouse.training.HeartRateZones;
import org.healthwarehouse.training.PerformanceDay;
import org.healthwarehouse.training.PlannedWorkout;
import org.healthwarehouse.training.ReadinessAssessment;
import org.healthwarehouse.training.Recommendation;
import org.healthwarehouse.training.TrainingLoadDay;
import org.healthwarehouse.training.TrainingPlan;
import org.healthwarehouse.training.TrainingStore;
import org.healthwarehouse.training.UserProfile;
import org.healthwarehouse.training.WorkloadRatio;
import org.healthwarehouse.training.WorkoutTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The twelve kinds of rows that an application for training works with, in a real file, read with plain SQL. */
class SchemaCheckTest {
    private static final LocalDate MONDAY = LocalDate.parse(DATE);
    private static final TrainingPlan PLAN = TrainingPlan.of("p", "Plan", MONDAY);
    private static final PlannedWorkout WORKOUT =
            PlannedWorkout.of("w", "p", MONDAY, "running", "Run", Recommendation.EASY);

    @TempDir
    Path folder;

    private SchemaWorld world;
    private TrainingStore training;

    @BeforeEach
    void begin() {
        world = new SchemaWorld(folder.resolve("health.db"));
        training = world.training;
    }

    @AfterEach
    void end() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user_profile|user_id, name, email, vendor_user_id, birth_date, gender, height, weight,"
                        + " resting_heart_rate, max_heart_rate, threshold_heart_rate, heart_rate_zones, preferences,"
                        + " created_at, updated_at",
                "daily_metrics|id, user_id, source, date, steps, distance, total_calories, active_calories,"
                        + " resting_calories, floors, moderate_intensity_minutes, vigorous_intensity_minutes,"
                        + " resting_heart_rate, max_heart_rate, avg_heart_rate, min_heart_rate, hrv, stress_avg,"
                        + " stress_max, body_battery_high, body_battery_low, body_battery_charged,"
                        + " body_battery_drained, recovery, sleep_minutes, sleep_score, vo2_max, fitness_age, weight,"
                        + " bmi, body_fat, muscle_mass",
                "sleep_sessions|id, user_id, source, start_time, end_time, date, total_minutes, deep_minutes,"
                        + " light_minutes, rem_minutes, awake_minutes, sleep_score, sub_scores, awakenings,"
                        + " avg_heart_rate, hrv, respiration, spo2_avg, stages",
                "activities|id, user_id, source, activity_id, activity_type, name, start_time, end_time, duration,"
                        + " distance, avg_pace, avg_speed, avg_power, avg_heart_rate, avg_cadence, elevation_gain,"
                        + " calories, aerobic_training_effect, anaerobic_training_effect, training_load,"
                        + " recovery_hours, ground_contact_time, vertical_oscillation, stride_length, temperature",
                "heart_rate_samples|id, user_id, source, activity_id, timestamp, heart_rate, elapsed",
                "hrv_readings|id, user_id, source, timestamp, reading_type, sdnn, rmssd, pnn50, status",
                "training_plans|id, user_id, name, goal, start_date, target_date, origin, active, weekly_structure,"
                        + " created_at, updated_at, completion_percent",
                "planned_workouts|id, user_id, plan_id, date, workout_type, name, description, structure,"
                        + " target_duration, target_distance, target_pace, target_heart_rate_zone, target_load,"
                        + " intensity, completed, activity_source, activity_id, reasoning, adaptations,"
                        + " perceived_exertion, feedback, created_at, updated_at",
                "daily_readiness|date, user_id, readiness_score, recommendation, key_factors, red_flags, confidence,"
                        + " ai_readiness_score, ai_recommendation, ai_analysis, ai_model, ai_model_version,"
                        + " ai_confidence, load_context, created_at, updated_at",
                "ai_analysis_cache|content_hash, user_id, analysis_type, model, input_context, response, hit_count,"
                        + " created_at, last_hit_at, expires_at",
                "training_load_tracking|date, user_id, daily_load, acute_load, chronic_load, acwr, fitness, fatigue,"
                        + " form, overtraining_risk, risk_reasons, created_at, updated_at",
                "sync_history|id, user_id, source, data_type, started_at, ended_at, status, records_synced,"
                        + " error_type, error_message, kind, api_calls"
            })
    void everyOneIsAViewWithTheseColumns(String view, String columns) {
        assertThat(world.rows("SELECT name FROM pragma_table_info('" + view + "')"))
                .contains(columns.split(", "));
        assertThat(world.rows("SELECT " + columns + " FROM " + view)).isEmpty();
    }

    @Test
    void aProfile() {
        UserProfile profile = UserProfile.EMPTY
                .name("Ann")
                .email("ann@example.org")
                .born(LocalDate.of(1990, 2, 28), Gender.FEMALE)
                .heartRates(HeartRateProfile.of(50, 190))
                .zones(HeartRateZones.ofMaximum(190));
        var created = training.save(profile);
        assertThat(world.rows("SELECT user_id, name, email, birth_date, gender, max_heart_rate,"
                        + " heart_rate_zones ->> '$.zones[4].from', threshold_heart_rate FROM user_profile"))
                .containsExactly("ann|Ann|ann@example.org|1990-02-28|FEMALE|190.0|171.0|null");
        var updated = training.save(profile.name("Anna").body(1.7, 60));
        assertThat(world.rows("SELECT name, height, weight FROM user_profile")).containsExactly("Anna|1.7|60.0");
        assertThat(training.profile()).contains(updated);
        assertThat(training.deleteProfile()).isTrue();
        assertThat(world.rows("SELECT * FROM user_profile")).isEmpty();
        assertThat(created.createdAt()).isEqualTo(updated.createdAt());
    }

    @Test
    void theMetricsOfADay() {
        world.tells(DataTypes.DAILY_SUMMARY, "d", 0, 24, Map.of("steps", 9000L));
        assertThat(world.rows("SELECT user_id, date, steps FROM daily_metrics"))
                .containsExactly("ann|" + DATE + "|9000");
        world.tells(DataTypes.DAILY_SUMMARY, "d", 0, 24, Map.of("steps", 9100L, "stress_mean", 30L));
        assertThat(world.rows("SELECT steps, stress_avg FROM daily_metrics")).containsExactly("9100|30");
        world.takesBack(DataTypes.DAILY_SUMMARY, "d");
        assertThat(world.rows("SELECT * FROM daily_metrics")).isEmpty();
    }

    @Test
    void aSleepSession() {
        world.tells(DataTypes.SLEEP, "s", -2, 6, Map.of("asleep", 25_200L));
        assertThat(world.rows("SELECT user_id, date, total_minutes, sleep_score FROM sleep_sessions"))
                .containsExactly("ann|" + DATE + "|420.0|null");
        world.tells(DataTypes.SLEEP, "s", -2, 6, Map.of("asleep", 25_200L, "score", 80L));
        assertThat(world.rows("SELECT sleep_score FROM sleep_sessions")).containsExactly("80");
        world.takesBack(DataTypes.SLEEP, "s");
        assertThat(world.rows("SELECT * FROM sleep_sessions")).isEmpty();
    }

    /** One activity has many heart rates, and they go with it. */
    @Test
    void anActivityAndTheHeartRatesInIt() {
        world.tells(DataTypes.WORKOUT, "a", 7, 8, Map.of("workout_type", "running"));
        world.tells(7, 120, 130);
        world.tells(9, 60);
        assertThat(world.rows("SELECT user_id, activity_id, activity_type FROM activities"))
                .containsExactly("ann|a|running");
        assertThat(world.rows("SELECT activity_id, heart_rate, elapsed FROM heart_rate_samples"))
                .containsExactly("a|120|0.0", "a|130|60.0");
        world.tells(DataTypes.WORKOUT, "a", 7, 8, Map.of("workout_type", "trail_running"));
        world.tells(7, 121);
        assertThat(world.rows("SELECT activity_type FROM activities")).containsExactly("trail_running");
        assertThat(world.rows("SELECT heart_rate FROM heart_rate_samples")).containsExactly("121", "130");
        world.takesBack(DataTypes.WORKOUT, "a");
        assertThat(world.rows("SELECT * FROM activities")).isEmpty();
        assertThat(world.rows("SELECT * FROM heart_rate_samples")).isEmpty();
    }

    /** One day has many of them. */
    @Test
    void readingsOfHeartRateVariability() {
        world.tells(DataTypes.HRV_SUMMARY, "n", -2, 6, Map.of("night_mean", 55L));
        world.tells(DataTypes.HRV_SUMMARY, "m", 7, 8, Map.of("context", "morning", "rmssd", 40L));
        assertThat(world.rows("SELECT reading_type, night_mean, rmssd FROM hrv_readings ORDER BY timestamp"))
                .containsExactly("SLEEP|55|null", "MORNING|null|40");
        world.tells(DataTypes.HRV_SUMMARY, "m", 7, 8, Map.of("context", "morning", "rmssd", 41L));
        world.takesBack(DataTypes.HRV_SUMMARY, "n");
        assertThat(world.rows("SELECT reading_type, rmssd FROM hrv_readings")).containsExactly("MORNING|41");
    }

    @Test
    void aTrainingPlan() {
        var created = training.plans().save(PLAN.weeklyStructure(Attributes.of(Map.of("days", List.of("MONDAY")))));
        assertThat(world.rows("SELECT id, user_id, name, start_date, origin, active, weekly_structure ->> '$.days[0]',"
                        + " completion_percent FROM training_plans"))
                .containsExactly("p|ann|Plan|" + DATE + "|USER|1|MONDAY|null");
        var updated = training.plans().save(PLAN.active(false).goal("Race", MONDAY.plusDays(70)));
        assertThat(world.rows("SELECT goal, target_date, active FROM training_plans"))
                .containsExactly("Race|2026-05-11|0");
        assertThat(training.plans().delete("p")).isTrue();
        assertThat(world.rows("SELECT * FROM training_plans")).isEmpty();
        assertThat(created.value().active()).isNotEqualTo(updated.value().active());
    }

    @Test
    void aPlannedWorkout() {
        var plan = training.plans().save(PLAN);
        var created = training.plans()
                .save(WORKOUT.target(
                        WorkoutTarget.OPEN.duration(Duration.ofMinutes(40)).zone(2)));
        assertThat(world.rows("SELECT id, user_id, plan_id, date, workout_type, intensity, target_duration,"
                        + " target_heart_rate_zone, completed FROM planned_workouts"))
                .containsExactly("w|ann|p|" + DATE + "|running|EASY|2400.0|2|0");
        var updated = training.plans()
                .change(
                        "w",
                        before -> before.doneAs(new ActivityLink(SchemaWorld.WATCH, RecordKey.uuid("a")))
                                .feedback(AthleteFeedback.of(6, "fine")));
        world.tells(DataTypes.WORKOUT, "a", 7, 8, Map.of("workout_type", "running"));
        assertThat(world.rows("SELECT w.completed, w.perceived_exertion, w.feedback, a.activity_type"
                        + " FROM planned_workouts w JOIN activities a ON a.user_id = w.user_id"
                        + " AND a.source = w.activity_source AND a.activity_id = w.activity_id"))
                .containsExactly("1|6|fine|running");
        assertThat(world.one("SELECT completion_percent FROM training_plans")).isEqualTo("100.0");
        assertThat(training.plans().deleteWorkout("w")).isTrue();
        assertThat(world.rows("SELECT * FROM planned_workouts")).isEmpty();
        assertThat(plan.createdAt()).isEqualTo(created.createdAt()).isEqualTo(updated.createdAt());
    }

    @Test
    void theReadinessOfADay() {
        ReadinessAssessment computed = new ReadinessAssessment(
                58.5, Recommendation.MODERATE, List.of("SLEEP", "FORM"), List.of(), OptionalDouble.of(0.45));
        var created = training.days()
                .save(new DailyReadiness(MONDAY, Optional.of(computed), Optional.empty(), Attributes.EMPTY));
        assertThat(world.rows("SELECT date, user_id, readiness_score, recommendation, key_factors, red_flags,"
                        + " ai_readiness_score FROM daily_readiness"))
                .containsExactly(DATE + "|ann|58.5|MODERATE|[\"SLEEP\",\"FORM\"]|[]|null");
        var updated = training.days()
                .save(created.value()
                        .ai(new AiReadiness(
                                new ReadinessAssessment(
                                        40, Recommendation.REST, List.of(), List.of("ill"), OptionalDouble.of(0.9)),
                                "Rest.",
                                "m",
                                "2")));
        assertThat(world.rows("SELECT readiness_score, ai_readiness_score, ai_recommendation, ai_red_flags,"
                        + " ai_model_version, ai_confidence FROM daily_readiness"))
                .containsExactly("58.5|40.0|REST|[\"ill\"]|2|0.9");
        assertThat(training.days().deleteReadiness(MONDAY)).isTrue();
        assertThat(world.rows("SELECT * FROM daily_readiness")).isEmpty();
        assertThat(updated.createdAt()).isEqualTo(created.createdAt());
    }

    @Test
    void theTrainingLoadOfADay() {
        var created = training.days().save(TrainingLoadDay.of(MONDAY).load(80));
        assertThat(world.rows("SELECT date, user_id, daily_load, acwr, overtraining_risk FROM training_load_tracking"))
                .containsExactly(DATE + "|ann|80.0|null|null");
        var updated = training.days()
                .save(created.value()
                        .workload(new WorkloadRatio(60, 40))
                        .performance(new PerformanceDay(MONDAY, 40, 60, -20, 0)));
        assertThat(world.rows("SELECT daily_load, acute_load, chronic_load, acwr, fitness, fatigue, form"
                        + " FROM training_load_tracking"))
                .containsExactly("80.0|60.0|40.0|1.5|40.0|60.0|-20.0");
        assertThat(training.days().deleteLoad(MONDAY)).isTrue();
        assertThat(world.rows("SELECT * FROM training_load_tracking")).isEmpty();
        assertThat(updated.createdAt()).isEqualTo(created.createdAt());
    }

    @Test
    void anAnalysis() throws InterruptedException {
        AnalysisKey key = new AnalysisKey("weekly", "m-1", Attributes.of(Map.of("n", 1L)));
        var created = training.analyses().getOrCompute(key, Duration.ofHours(1), () -> "train more");
        assertThat(world.rows("SELECT content_hash, user_id, analysis_type, model, input_context, response, hit_count,"
                        + " last_hit_at, expires_at - created_at FROM ai_analysis_cache"))
                .containsExactly(key.contentHash() + "|ann|weekly|m-1|{\"n\":1}|train more|0|null|3600.0");
        var found = training.analyses().find(key);
        assertThat(world.rows("SELECT hit_count, last_hit_at FROM ai_analysis_cache"))
                .containsExactly("1|" + world.now().getEpochSecond() + ".0");
        assertThat(training.analyses().remove(key)).isTrue();
        assertThat(world.rows("SELECT * FROM ai_analysis_cache")).isEmpty();
        assertThat(found.orElseThrow().created()).isEqualTo(created.created());
    }

    /** History is added to and shortened, never rewritten. */
    @Test
    void theSyncHistory() {
        world.storage.syncLog().ended(List.of(world.attempt("j-1", SyncOutcome.PARTIAL)));
        world.storage.syncLog().imported(List.of(world.attempt("import-1", SyncOutcome.SUCCESS)));
        assertThat(world.rows("SELECT user_id, source, data_type, status, records_synced, error_type, kind,"
                        + " ended_at - started_at, api_calls FROM sync_history ORDER BY id"))
                .containsExactly(
                        "ann|watch|sleep|partial|3|TimedOut|sync|2.0|2", "ann|watch|sleep|success|3|null|import|2.0|2");
        assertThat(world.storage.syncLog().keepLast(1)).isEqualTo(1);
        assertThat(world.rows("SELECT kind FROM sync_history")).containsExactly("import");
    }

    @Test
    void aDayHasOneReadinessAndOneLoadAndNobodyTheAddressOfAnother() {
        for (int i = 0; i < 2; i++) {
            var load = training.days().save(TrainingLoadDay.of(MONDAY).load(i));
            assertThat(load.value().load()).hasValue(i);
        }
        assertThat(world.rows("SELECT daily_load FROM training_load_tracking")).containsExactly("1.0");
        assertRefused("INSERT INTO training_load SELECT * FROM training_load", "UNIQUE");
        var ann = training.save(UserProfile.EMPTY.email("ann@example.org"));
        assertThatThrownBy(() -> TrainingStore.of(world.warehouse, BOB).save(ann.value()))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(world.rows("SELECT user_id FROM user_profile")).containsExactly("ann");
    }

    @Test
    void withAPlanItsWorkoutsGoAndWithAUserEverything() {
        fill(training);
        fill(TrainingStore.of(world.warehouse, BOB));
        assertThat(training.plans().delete("p")).isTrue();
        assertThat(world.rows("SELECT user_id FROM planned_workouts")).containsExactly("bob");
        run("DELETE FROM user WHERE name = 'bob'");
        assertThat(world.rows("SELECT user_id FROM planned_workouts UNION ALL SELECT user_id FROM training_plans"))
                .isEmpty();
        assertThat(world.rows("SELECT user_id FROM training_load_tracking")).containsExactly("ann");
        assertThat(world.warehouse.tables().clear(ANN)).isEqualTo(1);
        assertThat(world.rows("SELECT user_id FROM training_load_tracking")).isEmpty();
    }

    private static void fill(TrainingStore store) {
        var plan = store.plans().save(PLAN);
        var workout = store.plans().save(WORKOUT);
        var load = store.days().save(TrainingLoadDay.of(MONDAY));
        assertThat(plan.createdAt()).isEqualTo(workout.createdAt()).isEqualTo(load.createdAt());
    }

    @Test
    void choicesAreHeldAlsoAgainstPlainSql() {
        fill(training);
        assertRefused("UPDATE training_plan SET origin = 'MACHINE'", "CHECK");
        assertRefused("UPDATE training_workout SET intensity = 'hard'", "CHECK");
        assertRefused("UPDATE training_workout SET plan_id = 'x'", "FOREIGN KEY");
    }

    @Test
    void jsonComesBackAsItWasGiven() {
        Attributes odd = Attributes.parse(
                "{\"a\":[1,2.5,-3,true,null,\"\\\"ä\\n\\u2028\"],\"b\":{\"c\":{}},\"\":9007199254740993}");
        var saved = training.plans().save(PLAN.weeklyStructure(odd));
        assertThat(training.plans().find("p").orElseThrow().plan().value().weeklyStructure())
                .isEqualTo(odd);
        assertThat(world.one("SELECT weekly_structure ->> '$.a[1]' FROM training_plans"))
                .isEqualTo("2.5");
        assertThat(saved.value().weeklyStructure()).isEqualTo(odd);
    }

    @Test
    void timesAreThoseOfTheClock() {
        fill(training);
        Instant first = world.now();
        world.later();
        var changed = training.plans().save(PLAN.active(false));
        assertThat(world.rows("SELECT created_at, updated_at FROM training_plans"))
                .containsExactly(first.getEpochSecond() + ".0|" + (first.getEpochSecond() + 1) + ".0");
        assertThat(changed.createdAt()).isEqualTo(first);
    }

    /** What only the module kept is lost on the way back; what sources delivered is not. */
    @Test
    void theTablesCanBeTakenBackAndMadeAnew() {
        fill(training);
        world.tells(DataTypes.SLEEP, "s", -2, 6, Map.of("asleep", 25_200L));
        var before = world.warehouse.verify().findings();
        world.warehouse.tables().migrate(TrainingStore.NAMESPACE, 0);
        assertThat(world.warehouse.tables().version("training")).isZero();
        assertThat(world.rows("SELECT name FROM sqlite_schema WHERE name GLOB 'training_*'"
                        + " OR name IN ('user_profile', 'planned_workouts', 'daily_readiness', 'ai_analysis_cache')"))
                .isEmpty();
        assertThat(world.rows("SELECT total_minutes FROM sleep_sessions")).containsExactly("420.0");
        assertThat(world.warehouse.verify().findings()).isEqualTo(before);
        TrainingStore again = TrainingStore.of(world.warehouse, ANN);
        assertThat(world.warehouse.tables().version("training")).isEqualTo(TrainingStore.NAMESPACE.last());
        assertThat(again.plans().all()).isEmpty();
        fill(again);
        assertThat(world.warehouse.verify().findings()).isEqualTo(before);
    }

    private void run(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("health.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA foreign_keys = 1");
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertRefused(String sql, String constraint) {
        assertThatThrownBy(() -> run(sql)).rootCause().hasMessageContaining(constraint + " constraint failed");
    }
}
