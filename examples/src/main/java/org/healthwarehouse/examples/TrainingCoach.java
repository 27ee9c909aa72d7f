package org.healthwarehouse.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.training.AiReadiness;
import org.healthwarehouse.training.AnalysisKey;
import org.healthwarehouse.training.AthleteFeedback;
import org.healthwarehouse.training.DailyReadiness;
import org.healthwarehouse.training.PlanWithWorkouts;
import org.healthwarehouse.training.PlannedWorkout;
import org.healthwarehouse.training.Readiness;
import org.healthwarehouse.training.ReadinessAssessment;
import org.healthwarehouse.training.Recommendation;
import org.healthwarehouse.training.Stored;
import org.healthwarehouse.training.TrainingStore;
import org.healthwarehouse.training.WarehouseAdmin;

/**
 * What an application for training does with a store, with an athlete who does not exist: shows the plan, keeps what
 * the athlete says after a workout, adds up the week, tells how ready the athlete is and why, and keeps an assessment
 * of its own beside that. Needs no network. Run it again: everything is still there.
 *
 * <pre>TrainingCoach [store]      the store is target/training-coach/health.db by default</pre>
 */
public final class TrainingCoach {
    private static final long SEED = 2026;
    private static final Duration A_DAY = Duration.ofDays(1);

    private final PrintStream out;

    private TrainingCoach(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param args see above
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path store = Path.of(args.length > 0 ? args[0] : "target/training-coach/health.db")
                .toAbsolutePath();
        Files.createDirectories(store.getParent());
        try (HealthWarehouse warehouse =
                HealthWarehouse.builder().storage("sqlite:" + store).build()) {
            coach(warehouse, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        }
    }

    /** Does it all in the store of the warehouse, and says what there is. */
    static void coach(HealthWarehouse warehouse, PrintStream out) throws InterruptedException {
        WarehouseAdmin.SampleData sample = WarehouseAdmin.of(warehouse).sampleData(SEED);
        TrainingStore training = TrainingStore.of(warehouse, sample.user());
        TrainingCoach coach = new TrainingCoach(out);
        coach.plan(training, sample.last());
        coach.feedback(training, sample.last());
        new TrainingReport(warehouse, sample.user(), out).week(sample.last());
        coach.readiness(warehouse, training, sample);
    }

    private void plan(TrainingStore training, LocalDate today) {
        for (PlanWithWorkouts plan : training.plans().all()) {
            out.printf(Locale.ROOT, "Plan: %s%n", plan.plan().value().name());
            for (Stored<PlannedWorkout> stored : plan.workouts()) {
                PlannedWorkout workout = stored.value();
                String state = workout.completed() ? "done" : workout.date().isAfter(today) ? "to come" : "missed";
                out.printf(
                        Locale.ROOT,
                        "  %s  %-12s %-9s %s%n",
                        workout.date(),
                        workout.name(),
                        state,
                        workout.intensity());
            }
        }
    }

    /** After the last workout that was done, the athlete says how it was. */
    private void feedback(TrainingStore training, LocalDate today) {
        training.plans().workouts(today.minusDays(6), today).stream()
                .map(Stored::value)
                .filter(PlannedWorkout::completed)
                .reduce((earlier, later) -> later)
                .ifPresent(workout -> {
                    AthleteFeedback said = AthleteFeedback.of(8, "Heavy legs on the last two kilometres.");
                    var unused = training.plans().change(workout.id(), done -> done.feedback(said));
                    out.printf(
                            Locale.ROOT,
                            "%nAfter the run of %s: exertion %d of 10, \"%s\"%n",
                            workout.date(),
                            said.perceivedExertion().orElseThrow(),
                            said.text().orElseThrow());
                });
    }

    private void readiness(HealthWarehouse warehouse, TrainingStore training, WarehouseAdmin.SampleData sample)
            throws InterruptedException {
        LocalDate today = sample.last();
        Readiness ready = new TrainingReport(warehouse, sample.user(), out)
                .readiness(today)
                .orElseThrow();
        var computed = training.days().computed(today, ready);
        Attributes context = Attributes.of(Map.of(
                "date", today.toString(),
                "score", Math.round(ready.score()),
                "exertion_of_last_workout", 8));
        AiReadiness said = ask(training, ready, context);
        DailyReadiness kept = training.days().judged(today, said, context).value();
        out.printf(
                Locale.ROOT,
                "%n%s of the application says: %s%n  %s%n",
                said.model(),
                said.assessment().recommendation(),
                said.analysis());
        out.printf(
                Locale.ROOT,
                "Both are kept side by side: computed %s, judged %s.%n",
                computed.value()
                        .computed()
                        .map(ReadinessAssessment::recommendation)
                        .orElseThrow(),
                kept.ai().map(ai -> ai.assessment().recommendation()).orElseThrow());
    }

    /** Here a model would be asked; its answer is kept for a day, so that the same question costs nothing again. */
    private static AiReadiness ask(TrainingStore training, Readiness ready, Attributes context)
            throws InterruptedException {
        AnalysisKey question = new AnalysisKey("daily_readiness", "coach-rules 1.0", context);
        String answer = training.analyses()
                .getOrCompute(
                        question, A_DAY, () -> "The last run felt harder than it was meant to be. Run easily today.")
                .response();
        ReadinessAssessment assessment = new ReadinessAssessment(
                Math.max(0, ready.score() - 10),
                Recommendation.EASY,
                List.of("exertion of the last workout"),
                List.of(),
                OptionalDouble.of(0.6));
        return new AiReadiness(assessment, answer, "coach-rules", "1.0");
    }
}
