package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.WarehouseConfig;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StorageDisabledException;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarehouseAdminTest extends StoredTest {
    private WarehouseAdmin admin;

    @BeforeEach
    void administer() {
        admin = WarehouseAdmin.of(warehouse);
    }

    @Test
    void initialisingMakesTheTablesOnce() {
        warehouse.tables().migrate(TrainingStore.NAMESPACE, 0);
        WarehouseAdmin.Initialised first = admin.initialise();
        assertThat(first).isEqualTo(new WarehouseAdmin.Initialised(0, 1));
        assertThat(first.hasChanged()).isTrue();
        assertThat(admin.initialise().hasChanged()).isFalse();
    }

    @Test
    void withoutAStoreThereIsNothingToAdminister() {
        try (HealthWarehouse none = HealthWarehouse.builder()
                .config(WarehouseConfig.of(Map.of("HEALTHWAREHOUSE_DB_ENABLED", "false")))
                .build()) {
            WarehouseAdmin ofNone = WarehouseAdmin.of(none);
            assertThatThrownBy(ofNone::initialise).isInstanceOf(StorageDisabledException.class);
            assertThatThrownBy(() -> ofNone.sampleData(1)).isInstanceOf(StorageDisabledException.class);
            assertThatThrownBy(ofNone::check).isInstanceOf(StorageDisabledException.class);
        }
    }

    @Test
    void theSampleAthleteHasThirtyDaysFourteenOfThemWithActivities() {
        WarehouseAdmin.SampleData sample = admin.sampleData(7);
        assertThat(sample.user()).isEqualTo(UserId.of("sample-7"));
        assertThat(sample.last()).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(sample.first()).isEqualTo(sample.last().minusDays(29));
        assertThat(count("daily_metrics WHERE steps > 0 AND sleep_minutes > 300 AND hrv > 0"))
                .isEqualTo(30);
        assertThat(count("sleep_sessions WHERE json_array_length(stages) = 5")).isEqualTo(30);
        assertThat(count("hrv_readings")).isEqualTo(30);
        assertThat(count("activities WHERE date > '2026-02-14'")).isEqualTo(8);
        assertThat(count("activities")).isEqualTo(8);
        assertThat(count("activities a WHERE (SELECT count(*) FROM heart_rate_samples s"
                        + " WHERE s.activity_id = a.activity_id) = a.duration"))
                .isEqualTo(8);
    }

    @Test
    void theSampleAthleteIsReadByTheApiToo() {
        UserId user = admin.sampleData(7).user();
        Instant from = now.minus(Duration.ofDays(40));
        assertThat(warehouse
                        .workouts()
                        .user(user)
                        .between(from, now)
                        .mode(ReadMode.LOCAL_ONLY)
                        .read()
                        .data())
                .hasSize(8)
                .allMatch(run -> run.kind().equals("running"));
        assertThat(warehouse.coverage(user, DataTypes.SLEEP, TimeRange.of(from, now)))
                .hasSize(1);
    }

    @Test
    void whatAnApplicationWouldKeepOfTheAthleteFollowsFromTheFormulas() {
        WarehouseAdmin.SampleData sample = admin.sampleData(7);
        TrainingStore athlete = TrainingStore.of(warehouse, sample.user());
        List<PlanWithWorkouts> plans = athlete.plans().all();
        assertThat(plans).hasSize(1);
        assertThat(plans.get(0).workouts()).hasSize(8);
        assertThat(plans.get(0).workouts().stream().filter(w -> w.value().completed()))
                .hasSize(4)
                .allMatch(done -> done.value().feedback().isPresent());
        assertThat(count("planned_workouts p JOIN activities a ON a.activity_id = p.activity_id"
                        + " AND a.source = p.activity_source AND a.user_id = p.user_id"))
                .isEqualTo(4);
        List<TrainingDay> days = athlete.days().between(sample.first(), sample.last());
        assertThat(days).allMatch(day -> day.readiness().isPresent());
        assertThat(days.stream().filter(day -> day.load().isPresent())).hasSize(14);
        TrainingLoadDay last = days.get(29).load().orElseThrow().value();
        assertThat(last.form()).isPresent();
        assertThat(last.ratio()).as("28 days are not known").isEmpty();
        assertThat(days.get(29)
                        .readiness()
                        .orElseThrow()
                        .value()
                        .computed()
                        .orElseThrow()
                        .keyFactors())
                .containsExactlyInAnyOrder("HEART_RATE_VARIABILITY", "SLEEP", "FORM");
    }

    @Test
    void theSameAthleteAgainChangesNothing() {
        admin.sampleData(7);
        long before = warehouse.lastCommit();
        List<TrainingDay> days = TrainingStore.of(warehouse, UserId.of("sample-7"))
                .days()
                .between(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 28));
        assertThat(admin.sampleData(7).added()).isZero();
        assertThat(TrainingStore.of(warehouse, UserId.of("sample-7"))
                        .days()
                        .between(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 28)))
                .isEqualTo(days);
        assertThat(count("fetch WHERE fetch_id > " + before + " AND added + changed > 0"))
                .isZero();
    }

    @Test
    void onALaterDayOnlyNewDaysAreAdded() {
        admin.sampleData(7);
        now = now.plus(Duration.ofDays(1));
        admin.sampleData(7);
        assertThat(count("daily_metrics")).isEqualTo(31);
        assertThat(count("planned_workouts")).isEqualTo(8);
        assertThat(count("record_revision")).isZero();
        assertThat(count("sample_revision")).isZero();
    }

    @Test
    void anotherSeedIsSomebodyElse() {
        admin.sampleData(7);
        admin.sampleData(8);
        assertThat(count("daily_metrics")).isEqualTo(60);
        assertThat(count("(SELECT steps FROM daily_metrics WHERE user_id = 'sample-7'"
                        + " EXCEPT SELECT steps FROM daily_metrics WHERE user_id = 'sample-8')"))
                .isGreaterThan(20);
    }

    @Test
    void aResetWithoutTheConfirmationThatItNamesRemovesNothing() {
        var unused = training.save(UserProfile.EMPTY.name("Ann"));
        assertThatThrownBy(() -> admin.reset(ANN, "yes"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(WarehouseAdmin.confirmation(ANN));
        assertThatThrownBy(() -> admin.reset(ANN, WarehouseAdmin.confirmation(BOB)))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(training.profile()).isPresent();
    }

    @Test
    void aConfirmedResetForgetsTheTrainingOfOneUserAndLeavesTheHistory() {
        var unused = training.save(UserProfile.EMPTY.name("Ann"));
        UserId user = admin.sampleData(7).user();
        // A profile, a plan, eight workouts, 30 days, 14 loads.
        assertThat(admin.reset(user, WarehouseAdmin.confirmation(user))).isEqualTo(54);
        for (String view : List.of("planned_workouts", "training_plans", "daily_readiness", "training_load_tracking")) {
            assertThat(count(view)).as(view).isZero();
        }
        assertThat(count("user_profile")).isEqualTo(1);
        assertThat(training.profile()).isPresent();
        assertThat(count("daily_metrics")).isEqualTo(30);
        assertThat(admin.reset(user, WarehouseAdmin.confirmation(user))).isZero();
    }

    @Test
    void aWholeStoreIsComplete() {
        assertThat(admin.check().missing()).isEmpty();
        assertThat(admin.check().isComplete()).isTrue();
        assertThat(ExpectedSchema.columns()).hasSize(12 + 6);
    }

    @Test
    void aCheckNamesWhatIsMissing() {
        run("DROP VIEW activities");
        run("DROP VIEW hrv_readings");
        run("CREATE VIEW hrv_readings AS SELECT 1 AS id");
        run("ALTER TABLE training_profile RENAME TO other");
        SchemaReport report = admin.check();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.version()).isEqualTo(1);
        assertThat(report.missing())
                .extracting(SchemaReport.Missing::name)
                .containsExactly("activities", "hrv_readings", "training_profile");
        assertThat(report.missing().get(1).columns()).contains("rmssd").doesNotContain("id");
    }

    @Test
    void aCheckMakesNothing() {
        warehouse.tables().migrate(TrainingStore.NAMESPACE, 0);
        SchemaReport report = admin.check();
        assertThat(report.version()).isZero();
        assertThat(report.known()).isEqualTo(1);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.missing()).extracting(SchemaReport.Missing::name).contains("training_plan", "training_plans");
        assertThat(warehouse.tables().version("training")).isZero();
    }

    private long count(String from) {
        try (Connection connection = open(folder);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + from)) {
            return result.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(from, e);
        }
    }

    private void run(String sql) {
        try (Connection connection = open(folder);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static Connection open(Path folder) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("health.db"));
    }
}
