package org.healthwarehouse.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.RecordQuery;
import org.healthwarehouse.model.DailySummary;
import org.healthwarehouse.model.HrvSummary;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.model.Workout;
import org.healthwarehouse.training.BanisterWeighting;
import org.healthwarehouse.training.DailyLoads;
import org.healthwarehouse.training.HeartRateProfile;
import org.healthwarehouse.training.HrvBaseline;
import org.healthwarehouse.training.PerformanceChart;
import org.healthwarehouse.training.PerformanceDay;
import org.healthwarehouse.training.Readiness;
import org.healthwarehouse.training.ReadinessInputs;
import org.healthwarehouse.training.RestingHeartRate;
import org.healthwarehouse.training.SleepNight;
import org.healthwarehouse.training.Stored;
import org.healthwarehouse.training.TrainingImpulse;
import org.healthwarehouse.training.TrainingLoadDay;
import org.healthwarehouse.training.TrainingStore;
import org.healthwarehouse.training.TrainingWeek;

/** A week's load and a day's readiness, off what the store holds of a user. Asks nobody. */
final class TrainingReport {
    private static final int WEEK = 7;
    private static final int LOOK_BACK_DAYS = 90;
    private static final Duration SLEEP_NEED = Duration.ofHours(8);

    /** For those who have told nothing of themselves. */
    private static final HeartRateProfile USUAL = HeartRateProfile.of(60, 185);

    private final HealthWarehouse warehouse;
    private final UserId user;
    private final PrintStream out;

    TrainingReport(HealthWarehouse warehouse, UserId user, PrintStream out) {
        this.warehouse = warehouse;
        this.user = user;
        this.out = out;
    }

    /** The workouts of the seven days that end with this one, and what they add up to. */
    void week(LocalDate last) {
        out.printf(Locale.ROOT, "%nThe week up to %s:%n", last);
        HeartRateProfile rates = rates();
        for (Workout workout : workouts(last.minusDays(WEEK - 1), last)) {
            out.printf(
                    Locale.ROOT,
                    "  %s  %-10s %3d min  %5.1f km  heart rate %s  load %s%n",
                    date(workout),
                    workout.kind(),
                    workout.activeTime().toMinutes(),
                    workout.distanceMetres().orElse(0) / 1000,
                    whole(workout.heartRateMean()),
                    whole(load(workout, rates)));
        }
        TrainingWeek.endingOn(loads(last.minusDays(WEEK - 1), last), last).ifPresent(this::sum);
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
        for (HrvSummary night : read(warehouse.hrvSummaries(), from, date)) {
            night.rmssdMillis().ifPresent(value -> night.localDate().ifPresent(day -> variability.put(day, value)));
        }
        Map<LocalDate, Double> resting = new TreeMap<>();
        for (DailySummary day : read(warehouse.dailySummaries(), from, date)) {
            day.heartRate().resting().ifPresent(rate -> day.localDate().ifPresent(key -> resting.put(key, rate)));
        }
        ReadinessInputs known = ReadinessInputs.none();
        known = HrvBaseline.on(variability, date).map(known::variability).orElse(known);
        OptionalDouble rise = RestingHeartRate.rise(resting, date);
        known = rise.isPresent() ? known.restingRise(rise.getAsDouble()) : known;
        known = night(date).map(known::sleep).orElse(known);
        return performance(from, date).map(known::performance).orElse(known);
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
        return PerformanceChart.of(loads(from, date)).on(date).filter(day -> day.unknownDays() == 0);
    }

    private Optional<SleepNight> night(LocalDate date) {
        return read(warehouse.sleeps(), date, date).stream()
                .filter(sleep -> sleep.localDate().filter(date::equals).isPresent()
                        && !sleep.nap().orElse(false))
                .flatMap(sleep -> sleep.asleep().stream())
                .findFirst()
                .map(asleep -> new SleepNight(asleep, SLEEP_NEED));
    }

    /** From the first workout on, a date without one is a day of rest: the store holds all there is. */
    private DailyLoads loads(LocalDate from, LocalDate last) {
        HeartRateProfile rates = rates();
        List<Workout> workouts = workouts(from, last);
        LocalDate first = workouts.stream()
                .map(TrainingReport::date)
                .min(LocalDate::compareTo)
                .orElse(last);
        DailyLoads loads = DailyLoads.unknown(from, last).known(first, last);
        for (Workout workout : workouts) {
            OptionalDouble load = load(workout, rates);
            if (load.isPresent()) {
                loads = loads.plus(date(workout), load.getAsDouble());
            }
        }
        return loads;
    }

    private List<Workout> workouts(LocalDate first, LocalDate last) {
        return read(warehouse.workouts(), first, last).stream()
                .filter(workout ->
                        !date(workout).isBefore(first) && !date(workout).isAfter(last))
                .toList();
    }

    private static OptionalDouble load(Workout workout, HeartRateProfile rates) {
        return workout.heartRateMean().isPresent()
                ? OptionalDouble.of(TrainingImpulse.banister(
                        rates,
                        BanisterWeighting.WOMEN,
                        workout.activeTime(),
                        workout.heartRateMean().getAsDouble()))
                : OptionalDouble.empty();
    }

    private HeartRateProfile rates() {
        return TrainingStore.of(warehouse, user)
                .profile()
                .flatMap(stored -> stored.value().heartRates())
                .orElse(USUAL);
    }

    private static LocalDate date(Workout workout) {
        return workout.record()
                .attributes()
                .text("local_date")
                .map(LocalDate::parse)
                .orElseGet(() -> LocalDate.ofInstant(workout.start(), ZoneOffset.UTC));
    }

    /** What the source gives to these local dates, and a little around them: they need not be those of UTC. */
    private <T> List<T> read(RecordQuery<T> query, LocalDate first, LocalDate last) {
        Instant from = first.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant to = last.plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
        return query.user(user)
                .between(from, to)
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data();
    }

    private static String whole(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble()) : "unknown";
    }
}
