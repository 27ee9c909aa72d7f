package org.healthwarehouse.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.model.DailySummary;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.HrvSummary;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.model.Workout;
import org.healthwarehouse.training.DailyLoads;
import org.healthwarehouse.training.HrvBaseline;
import org.healthwarehouse.training.PerformanceChart;
import org.healthwarehouse.training.PerformanceDay;
import org.healthwarehouse.training.Readiness;
import org.healthwarehouse.training.ReadinessInputs;
import org.healthwarehouse.training.RestingHeartRate;
import org.healthwarehouse.training.SleepNight;
import org.healthwarehouse.training.Stored;
import org.healthwarehouse.training.TrainingLoadDay;
import org.healthwarehouse.training.TrainingStore;
import org.healthwarehouse.training.TrainingWeek;

/** A week's load and a day's readiness, off what the store holds of a user. Asks nobody. */
final class TrainingReport {
    private static final int WEEK = 7;
    private static final int LOOK_BACK_DAYS = 90;
    private static final Duration SLEEP_NEED = Duration.ofHours(8);

    private final HealthWarehouse warehouse;
    private final UserId user;
    private final PrintStream out;
    private final WorkoutLoads loads;

    TrainingReport(HealthWarehouse warehouse, UserId user, PrintStream out) {
        this.warehouse = warehouse;
        this.user = user;
        this.out = out;
        this.loads = new WorkoutLoads(warehouse, user);
    }

    /** The workouts of the seven days that end with this one, and what they add up to. */
    void week(LocalDate last) {
        out.printf(Locale.ROOT, "%nThe week up to %s:%n", last);
        for (Workout workout : loads.workouts(last.minusDays(WEEK - 1), last)) {
            out.printf(
                    Locale.ROOT,
                    "  %s  %-10s %3d min  %5.1f km  heart rate %s  load %s%n",
                    WorkoutLoads.date(workout),
                    workout.kind(),
                    workout.activeTime().toMinutes(),
                    workout.distanceMetres().orElse(0) / 1000,
                    whole(workout.heartRateMean()),
                    whole(loads.of(workout)));
        }
        DailyLoads days = loads.daily(last.minusDays(WEEK - 1), last, LOOK_BACK_DAYS);
        TrainingWeek.endingOn(days, last).ifPresentOrElse(this::sum, () -> noSum(days));
        out.println("  (" + loads.formula() + ")");
    }

    private void noSum(DailyLoads days) {
        long unknown = days.first()
                .datesUntil(days.last().plusDays(1))
                .filter(date -> days.on(date).isEmpty())
                .count();
        out.printf(
                Locale.ROOT,
                "  no load of the week: of %d of its 7 days it is not known (nothing was held before, or a workout has no"
                        + " heart rate)%n",
                unknown);
    }

    private void sum(TrainingWeek week) {
        out.printf(
                Locale.ROOT,
                "  load %.0f, monotony %s, strain %s%n",
                week.load(),
                week.monotony().isPresent()
                        ? String.format(Locale.ROOT, "%.2f", week.monotony().getAsDouble())
                        : "unknown",
                whole(week.strain()));
    }

    /** How ready the user is on the date, with what counts and what is not known; empty if nothing is. */
    Optional<Readiness> readiness(LocalDate date) {
        Optional<Readiness> found = Readiness.of(inputs(date));
        if (found.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "%nReadiness of %s is not known. It takes one of: the night before with its sleep; heart rate variability"
                            + " of 30 of the last 60 nights; a resting heart rate of that day and of 30 days before;"
                            + " loads of %d days.%n",
                    date,
                    LOOK_BACK_DAYS);
        }
        found.ifPresent(ready -> {
            out.printf(
                    Locale.ROOT,
                    "%nReadiness of %s: %.0f of 100, %s, confidence %.2f%n",
                    date,
                    ready.score(),
                    ready.recommendation(),
                    ready.confidence());
            ready.contributions()
                    .forEach(part -> out.printf(
                            Locale.ROOT,
                            "  %-24s %3.0f x %.2f = %4.1f points%n",
                            part.factor(),
                            part.score(),
                            part.weight(),
                            part.points()));
            ready.missing().stream().sorted().forEach(factor -> out.println("  " + factor + " is not known yet"));
            ready.flags().stream().sorted().forEach(flag -> out.println("  red flag: " + flag));
        });
        return found;
    }

    private ReadinessInputs inputs(LocalDate date) {
        LocalDate from = date.minusDays(LOOK_BACK_DAYS);
        Map<LocalDate, Double> variability = new TreeMap<>();
        for (HrvSummary night : LocalDates.read(warehouse.hrvSummaries().user(user), from, date)) {
            // What a source only calls the mean of a night is measured the same way every night, too.
            OptionalDouble value = night.rmssdMillis().isPresent() ? night.rmssdMillis() : night.nightMeanMillis();
            value.ifPresent(millis -> variability.put(LocalDates.of(night.record(), night.end()), millis));
        }
        Map<LocalDate, Double> resting = new TreeMap<>();
        for (DailySummary day : LocalDates.read(warehouse.dailySummaries().user(user), from, date)) {
            day.heartRate().resting().ifPresent(rate -> day.localDate().ifPresent(key -> resting.put(key, rate)));
        }
        if (resting.isEmpty()) {
            resting.putAll(restingSamples(from, date));
        }
        ReadinessInputs known = ReadinessInputs.none();
        known = HrvBaseline.on(variability, date).map(known::variability).orElse(known);
        OptionalDouble rise = RestingHeartRate.rise(resting, date);
        known = rise.isPresent() ? known.restingRise(rise.getAsDouble()) : known;
        known = night(date).map(known::sleep).orElse(known);
        return performance(from, date).map(known::performance).orElse(known);
    }

    /** The files of a watch tell the rate at rest as a sample, by no summary of the day. */
    private Map<LocalDate, Double> restingSamples(LocalDate from, LocalDate to) {
        SampleSeries samples = warehouse
                .samples(DataTypes.RESTING_HEART_RATE)
                .user(user)
                .between(
                        from.atStartOfDay().toInstant(ZoneOffset.UTC),
                        to.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data();
        Map<LocalDate, Double> rates = new TreeMap<>();
        for (int i = 0; i < samples.size(); i++) {
            rates.put(
                    LocalDate.ofInstant(Instant.ofEpochMilli(samples.timestamps()[i]), ZoneOffset.UTC),
                    samples.values()[i]);
        }
        return rates;
    }

    /** As the application has kept it; else by the workouts, if there are enough: from none, fitness rises slowly. */
    private Optional<PerformanceDay> performance(LocalDate from, LocalDate date) {
        Optional<TrainingLoadDay> kept =
                TrainingStore.of(warehouse, user).days().on(date).load().map(Stored::value);
        if (kept.filter(day -> day.fitness().isPresent() && day.form().isPresent())
                .isPresent()) {
            TrainingLoadDay day = kept.get();
            double fatigue = day.fatigue().orElse(0);
            return Optional.of(new PerformanceDay(
                    date, day.fitness().getAsDouble(), fatigue, day.form().getAsDouble(), 0));
        }
        return PerformanceChart.of(loads.daily(from, date, 0)).on(date).filter(day -> day.unknownDays() == 0);
    }

    private Optional<SleepNight> night(LocalDate date) {
        return LocalDates.read(warehouse.sleeps().user(user), date, date).stream()
                .filter(sleep -> LocalDates.of(sleep.record(), sleep.end()).equals(date)
                        && !sleep.nap().orElse(false))
                .flatMap(sleep -> sleep.asleep().stream())
                .findFirst()
                .map(asleep -> new SleepNight(asleep, SLEEP_NEED));
    }

    private static String whole(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble()) : "unknown";
    }
}
