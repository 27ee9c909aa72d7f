package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.WarehouseConfig;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StorageDisabledException;
import org.junit.jupiter.api.Test;

class TrainingStoreTest extends StoredTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final UserProfile PROFILE = UserProfile.EMPTY
            .name("Ann")
            .email("Ann@Example.org")
            .vendorUserId("v-1")
            .born(LocalDate.of(1990, 2, 28), Gender.FEMALE)
            .body(1.68, 58.5)
            .heartRates(HeartRateProfile.of(48, 186).withThreshold(168))
            .zones(HeartRateZones.ofMaximum(186))
            .preferences(Attributes.of(Map.of("units", "metric", "rest_days", List.of("FRIDAY"))));
    private static final TrainingPlan PLAN = TrainingPlan.of("marathon", "First marathon", MONDAY)
            .goal("Finish", LocalDate.of(2026, 10, 18))
            .origin(PlanOrigin.AI)
            .weeklyStructure(Attributes.of(Map.of("days", 4L)));
    private static final PlannedWorkout LONG_RUN = PlannedWorkout.of(
                    "w-1", "marathon", MONDAY, "running", "Long run", Recommendation.EASY)
            .description("Slowly.", Attributes.of(Map.of("steps", List.of(Map.of("minutes", 90L)))))
            .target(WorkoutTarget.OPEN
                    .duration(Duration.ofMinutes(90))
                    .distance(15_000)
                    .pace(Duration.ofMillis(360_500))
                    .zone(2)
                    .load(95.5))
            .reasoning("Endurance first.")
            .adaptations(Attributes.of(Map.of("shortened", true)));

    private static PlannedWorkout workout(String id, int day) {
        return PlannedWorkout.of(id, "marathon", MONDAY.plusDays(day), "running", "Run", Recommendation.MODERATE);
    }

    @Test
    void whatWasNeverStoredIsNotThere() {
        assertThat(training.profile()).isEmpty();
        assertThat(training.plans().all()).isEmpty();
        assertThat(training.plans().find("marathon")).isEmpty();
        assertThat(training.plans().workout("w-1")).isEmpty();
        assertThat(training.days().on(MONDAY))
                .isEqualTo(new TrainingDay(MONDAY, Optional.empty(), Optional.empty(), List.of()));
        assertThat(training.deleteProfile()).isFalse();
        assertThat(training.plans().delete("marathon")).isFalse();
    }

    @Test
    void aProfileIsReadAsItWasStoredAlsoAfterARestart() {
        Stored<UserProfile> stored = training.save(PROFILE);
        assertThat(stored.value().email()).contains("ann@example.org");
        restart();
        assertThat(training.profile()).contains(new Stored<>(PROFILE, now, now));
        var unused = training.save(UserProfile.EMPTY);
        assertThat(training.profile().orElseThrow().value()).isEqualTo(UserProfile.EMPTY);
        assertThat(training.deleteProfile()).isTrue();
        assertThat(training.profile()).isEmpty();
    }

    @Test
    void timesAreThoseOfTheClockAndOnlyAChangeUpdatesThem() {
        now = now.plusNanos(1_234_567);
        Stored<UserProfile> first = training.save(PROFILE);
        assertThat(first.createdAt()).isEqualTo("2026-03-01T06:00:00.001Z");
        now = now.plusSeconds(60);
        assertThat(training.save(PROFILE)).isEqualTo(first);
        Stored<UserProfile> changed = training.save(PROFILE.name("Anna"));
        assertThat(changed.createdAt()).isEqualTo(first.createdAt());
        assertThat(changed.updatedAt()).isEqualTo("2026-03-01T06:01:00.001Z");
        assertThat(training.profile()).contains(changed);
    }

    @Test
    void twoUsersCannotHaveOneAddressOrVendorIdAndTheMessageRepeatsNeither() {
        var unused = training.save(PROFILE);
        TrainingStore bobs = TrainingStore.of(warehouse, BOB);
        assertThatThrownBy(() -> bobs.save(UserProfile.EMPTY.email("ANN@example.org")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("email")
                .hasMessageNotContaining("example");
        assertThatThrownBy(() -> bobs.save(UserProfile.EMPTY.vendorUserId("v-1")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("vendor_user_id")
                .hasMessageNotContaining("v-1");
        assertThat(bobs.save(UserProfile.EMPTY).value()).isEqualTo(UserProfile.EMPTY);
        assertThat(bobs.save(UserProfile.EMPTY.email("bob@example.org")).value().email())
                .isPresent();
    }

    @Test
    void aPlanIsReadWithItsWorkouts() {
        assertThat(training.plans().save(PLAN).value()).isEqualTo(PLAN);
        assertThat(training.plans().find("marathon").orElseThrow().completionPercent())
                .isEmpty();
        for (PlannedWorkout workout :
                List.of(workout("w-3", 4), LONG_RUN, workout("w-2", 2).done())) {
            var unused = training.plans().save(workout);
        }
        var unused = training.plans().save(TrainingPlan.of("later", "Later", MONDAY.plusDays(1)));
        restart();
        PlanWithWorkouts found = training.plans().find("marathon").orElseThrow();
        assertThat(found.plan()).isEqualTo(new Stored<>(PLAN, now, now));
        assertThat(found.workouts())
                .extracting(Stored::value)
                .containsExactly(LONG_RUN, workout("w-2", 2).done(), workout("w-3", 4));
        assertThat(found.completionPercent()).hasValue(100 / 3.0);
        List<PlanWithWorkouts> all = training.plans().all();
        assertThat(all).hasSize(2).last().isEqualTo(found);
        assertThat(all.get(0).workouts()).isEmpty();
    }

    @Test
    void withAPlanItsWorkoutsGo() {
        var plan = training.plans().save(PLAN);
        var workout = training.plans().save(LONG_RUN);
        assertThat(training.plans().delete("marathon")).isTrue();
        assertThat(training.plans().workout("w-1")).isEmpty();
        assertThat(workout.createdAt()).isEqualTo(plan.createdAt());
    }

    @Test
    void aWorkoutNeedsItsPlan() {
        assertThatThrownBy(() -> training.plans().save(LONG_RUN))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContainingAll("plan 'marathon'", "not stored");
        var unused = TrainingStore.of(warehouse, BOB).plans().save(PLAN);
        assertThatThrownBy(() -> training.plans().save(LONG_RUN)).isInstanceOf(InvalidParameterException.class);
        assertThat(training.plans().workouts(MONDAY, MONDAY)).isEmpty();
    }

    @Test
    void aChangeOfAWorkoutNeverWritesAnotherOne() {
        var plan = training.plans().save(PLAN);
        var workout = training.plans().save(LONG_RUN);
        PlannedWorkout other = PlannedWorkout.of("w-2", "marathon", MONDAY, "run", "Other", Recommendation.EASY);
        assertThatThrownBy(() -> training.plans().change("w-1", before -> other))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContainingAll("w-2", "must stay w-1");
        assertThat(training.plans().workout("w-2")).isEmpty();
        assertThat(training.plans().workout("w-1")).contains(workout);
        assertThat(plan.value().id()).isEqualTo("marathon");
    }

    @Test
    void aWorkoutIsDoneAndTheAthleteSaysHowItWas() {
        var plan = training.plans().save(PLAN);
        var workout = training.plans().save(LONG_RUN);
        ActivityLink activity = new ActivityLink(SourceId.of("garmin"), new RecordKey("id", "17"));
        now = now.plusSeconds(1);
        Stored<PlannedWorkout> done = training.plans()
                .change("w-1", before -> before.doneAs(activity).feedback(AthleteFeedback.of(7, "Warm day")));
        assertThat(done.value().activity()).contains(activity);
        assertThat(done.createdAt()).isEqualTo(workout.createdAt());
        assertThat(done.updatedAt()).isEqualTo(now);
        assertThat(training.plans().workout("w-1")).contains(done);
        assertThat(training.plans().find("marathon").orElseThrow().completionPercent())
                .hasValue(100);
        assertThat(training.plans().deleteWorkout("w-1")).isTrue();
        assertThat(training.plans().deleteWorkout("w-1")).isFalse();
        assertThatThrownBy(() -> training.plans().change("w-1", before -> before))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("w-1");
        assertThat(plan.value().active()).isTrue();
    }

    @Test
    void readinessAndLoadOfADayAreReadTogether() {
        DailyReadiness ready = new DailyReadiness(
                MONDAY,
                Optional.of(new ReadinessAssessment(
                        58.875, Recommendation.MODERATE, List.of("SLEEP"), List.of(), OptionalDouble.of(0.45))),
                Optional.of(new AiReadiness(
                        new ReadinessAssessment(
                                40, Recommendation.REST, List.of(), List.of("\"ill\"?"), OptionalDouble.empty()),
                        "Rest today.",
                        "m",
                        "1")),
                Attributes.of(Map.of("acute", 60.5)));
        TrainingLoadDay load = TrainingLoadDay.of(MONDAY)
                .load(80)
                .workload(new WorkloadRatio(60, 40))
                .performance(new PerformanceDay(MONDAY, 40, 60, -20, 0))
                .risk(OvertrainingRisk.of(RiskInputs.none().workload(new WorkloadRatio(60, 40))));
        var plan = training.plans().save(PLAN);
        var first = training.plans().save(LONG_RUN);
        var second = training.days().save(ready);
        var third = training.days().save(load);
        var fourth = training.days().save(TrainingLoadDay.of(MONDAY.plusDays(2)));
        restart();
        List<TrainingDay> days = training.days().between(MONDAY.minusDays(1), MONDAY.plusDays(2));
        assertThat(days).extracting(TrainingDay::date).hasSize(4).isSorted();
        assertThat(days.get(1)).isEqualTo(training.days().on(MONDAY));
        assertThat(days.get(1).readiness()).contains(second);
        assertThat(days.get(1).readiness().orElseThrow().value()).isEqualTo(ready);
        assertThat(days.get(1).load()).contains(third);
        assertThat(days.get(1).load().orElseThrow().value()).isEqualTo(load);
        assertThat(load.risk()).contains(RiskLevel.MODERATE);
        assertThat(load.riskReasons()).isNotEmpty();
        assertThat(days.get(1).workouts()).containsExactly(first);
        assertThat(days.get(3).load()).contains(fourth);
        assertThat(days.get(0).load()).isEmpty();
        assertThat(training.days().deleteReadiness(MONDAY)).isTrue();
        assertThat(training.days().deleteLoad(MONDAY)).isTrue();
        assertThat(training.days().deleteLoad(MONDAY)).isFalse();
        assertThat(training.days().on(MONDAY).readiness()).isEmpty();
        assertThat(plan.value()).isEqualTo(PLAN);
    }

    /** What was computed and what a model says come at different times; neither takes the place of the other. */
    @Test
    void theComputedScoreAndThatOfAModelStandBesideEachOther() {
        Readiness computed = Readiness.of(
                        ReadinessInputs.none().sleep(new SleepNight(Duration.ofHours(7), Duration.ofHours(8))))
                .orElseThrow();
        AiReadiness said = new AiReadiness(
                new ReadinessAssessment(20, Recommendation.REST, List.of(), List.of(), OptionalDouble.of(0.9)),
                "Rest.",
                "m",
                "1");
        Attributes context = Attributes.of(Map.of("acute", 1L));
        assertThat(training.days().judged(MONDAY, said, context).value().computed())
                .isEmpty();
        DailyReadiness both = training.days().computed(MONDAY, computed).value();
        assertThat(both.computed()).contains(ReadinessAssessment.of(computed));
        assertThat(both.ai()).contains(said);
        assertThat(both.loadContext()).isEqualTo(context);
        DailyReadiness again =
                training.days().judged(MONDAY, said, Attributes.EMPTY).value();
        assertThat(again.computed()).contains(ReadinessAssessment.of(computed));
        assertThat(training.days().on(MONDAY).readiness().orElseThrow().value()).isEqualTo(again);
    }

    @Test
    void usersDoNotSeeOneAnother() {
        var profile = training.save(PROFILE);
        var plan = training.plans().save(PLAN);
        var load = training.days().save(TrainingLoadDay.of(MONDAY));
        TrainingStore bobs = TrainingStore.of(warehouse, BOB);
        assertThat(bobs.profile()).isEmpty();
        assertThat(bobs.plans().all()).isEmpty();
        assertThat(bobs.days().on(MONDAY).load()).isEmpty();
        assertThat(bobs.plans().delete("marathon")).isFalse();
        assertThat(training.plans().find("marathon").orElseThrow().plan()).isEqualTo(plan);
        assertThat(profile.createdAt()).isEqualTo(load.createdAt());
    }

    @Test
    void clearingForgetsEverythingOfOneUser() throws InterruptedException {
        TrainingStore bobs = TrainingStore.of(warehouse, BOB);
        for (TrainingStore store : List.of(training, bobs)) {
            List<Object> kept = List.of(
                    store.plans().save(PLAN),
                    store.plans().save(LONG_RUN),
                    store.days().save(TrainingLoadDay.of(MONDAY)),
                    store.analyses()
                            .getOrCompute(
                                    new AnalysisKey("t", "m", Attributes.EMPTY), Duration.ofDays(1), () -> "rest"));
            assertThat(kept).hasSize(4);
        }
        var unused = training.save(PROFILE);
        assertThat(training.clear()).isEqualTo(5);
        assertThat(training.plans().all()).isEmpty();
        assertThat(training.profile()).isEmpty();
        assertThat(bobs.plans().find("marathon").orElseThrow().workouts()).hasSize(1);
        assertThat(warehouse.tables().clear(BOB)).isEqualTo(4);
        assertThat(bobs.plans().all()).isEmpty();
    }

    @Test
    void wrongInputIsRefusedWithoutRepeatingIt() {
        for (Runnable wrong : List.<Runnable>of(
                () -> UserProfile.EMPTY.email("secret"),
                () -> UserProfile.EMPTY.email("secret at@example.org"),
                () -> UserProfile.EMPTY.name(" "),
                () -> UserProfile.EMPTY.body(-1, 60),
                () -> UserProfile.EMPTY.body(1.7, Double.NaN),
                () -> new UserProfile(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.of(150),
                        OptionalDouble.of(160),
                        Optional.empty(),
                        Attributes.EMPTY),
                () -> PLAN.goal("secret", MONDAY.minusDays(1)),
                () -> TrainingPlan.of("", "x", MONDAY),
                () -> AthleteFeedback.of(0),
                () -> AthleteFeedback.of(11),
                () -> new AthleteFeedback(OptionalInt.empty(), Optional.empty()),
                () -> WorkoutTarget.OPEN.duration(Duration.ZERO),
                () -> WorkoutTarget.OPEN.zone(0),
                () -> WorkoutTarget.OPEN.load(-1),
                () -> new ReadinessAssessment(101, Recommendation.REST, List.of(), List.of(), OptionalDouble.empty()),
                () -> new ReadinessAssessment(1, Recommendation.REST, List.of(), List.of(), OptionalDouble.of(1.1)),
                () -> new DailyReadiness(MONDAY, Optional.empty(), Optional.empty(), Attributes.EMPTY),
                () -> TrainingLoadDay.of(MONDAY).load(-1),
                () -> training.days().between(MONDAY, MONDAY.minusDays(1)))) {
            assertThatThrownBy(wrong::run)
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aWarehouseThatKeepsNothingKeepsNoPlansEither() {
        try (HealthWarehouse without = HealthWarehouse.builder()
                .config(WarehouseConfig.of(Map.of("HEALTHWAREHOUSE_DB_ENABLED", "false")))
                .build()) {
            assertThatThrownBy(() -> TrainingStore.of(without)).isInstanceOf(StorageDisabledException.class);
        }
    }

    @Test
    void noTextRepeatsWhatIsKept() {
        assertThat(PROFILE.toString()).doesNotContain("Ann").doesNotContain("58");
        assertThat(new Stored<>(PROFILE, now, now).toString()).doesNotContain("example");
        assertThat(AthleteFeedback.of(3, "sore").toString()).doesNotContain("sore");
        assertThat(PLAN.toString()).doesNotContain("Finish");
    }
}
