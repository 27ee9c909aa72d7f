package org.healthwarehouse.training;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.RecordKey;

/** What an application for training would keep of a {@link SampleAthlete}. */
final class SampleTraining {
    private static final String PLAN = "ten-kilometres";
    private static final Duration SLEEP_NEED = Duration.ofHours(8);
    private static final int WEEK = 7;

    /** What the athlete was used to before the first activity that is told of, arbitrary units per day. */
    private static final double USUAL_LOAD = 45;

    private final SampleAthlete athlete;
    private final Map<LocalDate, Double> variability = new HashMap<>();
    private final Map<LocalDate, Double> resting = new HashMap<>();
    private final DailyLoads loads;
    private final PerformanceChart chart;

    SampleTraining(SampleAthlete athlete) {
        this.athlete = athlete;
        for (SampleDay day : athlete.days()) {
            variability.put(day.date(), (double) day.rmssd());
            resting.put(day.date(), (double) day.restingRate());
        }
        DailyLoads history =
                DailyLoads.unknown(athlete.firstActive(), athlete.last()).known(athlete.firstActive(), athlete.last());
        for (SampleRun run : athlete.runs()) {
            history = history.plus(run.date(), run.load());
        }
        loads = history;
        chart = PerformanceChart.of(loads, USUAL_LOAD, USUAL_LOAD);
    }

    void saveIn(TrainingStore training) {
        var unusedProfile = training.save(UserProfile.EMPTY
                .name("Sample athlete")
                .body(1.72, 61)
                .heartRates(SampleAthlete.RATES)
                .zones(HeartRateZones.ofReserve(SampleAthlete.RATES)));
        plan(training.plans());
        chart.days().forEach(day -> {
            var unused = training.days().save(load(day));
        });
        athlete.days()
                .forEach(day -> Readiness.of(inputs(day)).ifPresent(ready -> {
                    var unused = training.days().computed(day.date(), ready);
                }));
    }

    /** Of what was planned for earlier weeks nothing stays. */
    private void plan(TrainingPlans plans) {
        LocalDate start = athlete.last().minusDays(WEEK - 1);
        LocalDate target = athlete.last().plusDays(WEEK);
        var unusedPlan = plans.save(
                TrainingPlan.of(PLAN, "Ten kilometres", start).goal("Ten kilometres without a break", target));
        plans.find(PLAN).orElseThrow().workouts().stream()
                .map(Stored::value)
                .filter(workout -> workout.date().isBefore(start))
                .forEach(workout -> {
                    boolean unused = plans.deleteWorkout(workout.id());
                });
        SampleAthlete.runDates(start, target).map(this::workout).forEach(workout -> {
            var unused = plans.save(workout);
        });
    }

    private PlannedWorkout workout(LocalDate date) {
        PlannedWorkout planned = PlannedWorkout.of(
                        PLAN + "-" + date, PLAN, date, "running", "Evening run", Recommendation.MODERATE)
                .description("Warm up, then run evenly.", Attributes.of(Map.of("warm_up", 300, "run", 2_100)))
                .target(WorkoutTarget.OPEN.duration(Duration.ofMinutes(40)).zone(3))
                .reasoning("Four runs a week, each at the same pace.");
        Optional<SampleRun> done =
                athlete.runs().stream().filter(run -> run.date().equals(date)).findFirst();
        return done.map(run -> planned.doneAs(
                                new ActivityLink(SampleImporter.SOURCE, new RecordKey(SampleRecords.SCHEME, run.id())))
                        .feedback(AthleteFeedback.of(run.meanRate() > 150 ? 7 : 5)))
                .orElse(planned);
    }

    private TrainingLoadDay load(PerformanceDay day) {
        TrainingLoadDay load = TrainingLoadDay.of(day.date())
                .load(loads.on(day.date()).orElseThrow())
                .performance(day)
                .risk(risk(day.date()));
        return WorkloadRatio.coupled(loads, day.date()).map(load::workload).orElse(load);
    }

    private OvertrainingRisk risk(LocalDate date) {
        RiskInputs inputs = RiskInputs.none();
        inputs = chart.on(date).map(PerformanceDay::form).map(inputs::form).orElse(inputs);
        inputs = TrainingWeek.endingOn(loads, date).map(inputs::week).orElse(inputs);
        inputs = HrvBaseline.on(variability, date).map(inputs::variability).orElse(inputs);
        return OvertrainingRisk.of(inputs);
    }

    private ReadinessInputs inputs(SampleDay day) {
        ReadinessInputs known = ReadinessInputs.none().sleep(new SleepNight(day.asleep(), SLEEP_NEED));
        known = HrvBaseline.on(variability, day.date()).map(known::variability).orElse(known);
        known = chart.on(day.date()).map(known::performance).orElse(known);
        OptionalDouble rise = RestingHeartRate.rise(resting, day.date());
        known = rise.isPresent() ? known.restingRise(rise.getAsDouble()) : known;
        return known.risk(risk(day.date()));
    }
}
