package org.healthwarehouse.examples;

import static org.healthwarehouse.examples.TrainingLoads.utcDate;

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
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.HrvSummary;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.model.Workout;
import org.healthwarehouse.training.DailyLoads;
import org.healthwarehouse.training.PerformanceDay;
import org.healthwarehouse.training.Readiness;
import org.healthwarehouse.training.SleepNight;
import org.healthwarehouse.training.Stored;
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
    private final TrainingLoads loads;

    TrainingReport(HealthWarehouse warehouse, UserId user, PrintStream out) {
        this.warehouse = warehouse;
        this.user = user;
        this.out = out;
        loads = new TrainingLoads(warehouse, user);
    }

    /** The workouts of the seven days that end with this one, and what they add up to. */
    void week(LocalDate last) {
        out.printf(Locale.ROOT, "%nThe week up to %s:%n", last);
        for (Workout workout : workouts(last.minusDays(WEEK - 1), last)) {
            out.printf(
                    Locale.ROOT,
                    "  %s  %-10s %3d min  %5.1f km  heart rate %s  load %s%n",
                    TrainingLoads.date(workout),
                    workout.kind(),
                    workout.activeTime().toMinutes(),
                    workout.distanceMetres().orElse(0) / 1000,
                    whole(workout.heartRateMean()),
                    whole(loads.load(workout)));
        }
        DailyLoads days = loads(last);
        TrainingWeek.endingOn(days, last)
                .ifPresentOrElse(
                        this::sum,
                        () -> out.printf(
                                Locale.ROOT,
                                "  no weekly load: %d of %d days unknown%n",
                                WEEK - known(days, last, WEEK),
                                WEEK));
        out.println("  (" + loads.formula() + ")");
    }

    private static long known(DailyLoads days, LocalDate last, int count) {
        return last.minusDays(count - 1L)
                .datesUntil(last.plusDays(1))
                .filter(date -> days.on(date).isPresent())
                .count();
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
        Map<LocalDate, Double> variability = new TreeMap<>();
        boolean rmssd = variability(date, variability);
        ReadinessFacts facts =
                ReadinessFacts.of(date, variability, resting(date), night(date), kept(date), loads(date));
        Optional<Readiness> found = Readiness.of(facts.inputs());
        found.ifPresentOrElse(
                ready -> print(date, ready),
                () -> out.printf(Locale.ROOT, "%nHow ready the person was on %s is not known:%n", date));
        facts.missing().forEach((factor, why) -> out.println("  " + factor + " is not known yet: " + why));
        found.ifPresent(ready -> ready.flags().stream().sorted().forEach(flag -> out.println("  red flag: " + flag)));
        if (!rmssd && !variability.isEmpty()) {
            out.println("  (variability is the source's own mean of the night: it tells no RMSSD of single nights)");
        }
        return found;
    }

    private void print(LocalDate date, Readiness ready) {
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
    }

    /** By one measure only, because values of two cannot be compared; tells whether that is RMSSD. */
    private boolean variability(LocalDate date, Map<LocalDate, Double> into) {
        List<HrvSummary> nights = read(warehouse.hrvSummaries(), date.minusDays(LOOK_BACK_DAYS), date);
        boolean rmssd = nights.stream().anyMatch(night -> night.rmssdMillis().isPresent());
        for (HrvSummary night : nights) {
            OptionalDouble value = rmssd ? night.rmssdMillis() : night.nightMeanMillis();
            LocalDate day =
                    night.localDate().orElseGet(() -> utcDate(night.record().end()));
            if (value.isPresent() && value.getAsDouble() > 0) {
                into.put(day, value.getAsDouble());
            }
        }
        return rmssd;
    }

    /** As the summaries of days say it; else the last sample of the date of UTC. */
    private Map<LocalDate, Double> resting(LocalDate date) {
        LocalDate from = date.minusDays(LOOK_BACK_DAYS);
        Map<LocalDate, Double> resting = new TreeMap<>();
        SampleSeries samples = warehouse
                .samples(DataTypes.RESTING_HEART_RATE)
                .user(user)
                .between(midnight(from), midnight(date.plusDays(1)))
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data();
        long[] times = samples.timestamps();
        double[] rates = samples.values();
        for (int i = 0; i < times.length; i++) {
            resting.put(utcDate(Instant.ofEpochMilli(times[i])), rates[i]);
        }
        for (DailySummary day : read(warehouse.dailySummaries(), from, date)) {
            day.heartRate().resting().ifPresent(rate -> day.localDate().ifPresent(key -> resting.put(key, rate)));
        }
        return resting;
    }

    private Optional<PerformanceDay> kept(LocalDate date) {
        return TrainingStore.of(warehouse, user)
                .days()
                .on(date)
                .load()
                .map(Stored::value)
                .filter(day -> day.fitness().isPresent() && day.form().isPresent())
                .map(day -> new PerformanceDay(
                        date,
                        day.fitness().getAsDouble(),
                        day.fatigue().orElse(0),
                        day.form().getAsDouble(),
                        0));
    }

    private Optional<SleepNight> night(LocalDate date) {
        return read(warehouse.sleeps(), date, date).stream()
                .filter(sleep -> sleep.localDate()
                                .orElseGet(() -> utcDate(sleep.record().end()))
                                .equals(date)
                        && !sleep.nap().orElse(false))
                .flatMap(sleep -> sleep.asleep().stream())
                .findFirst()
                .map(asleep -> new SleepNight(asleep, SLEEP_NEED));
    }

    private DailyLoads loads(LocalDate last) {
        LocalDate from = last.minusDays(LOOK_BACK_DAYS);
        return loads.days(workouts(from, last), from, last);
    }

    private List<Workout> workouts(LocalDate first, LocalDate last) {
        return read(warehouse.workouts(), first, last).stream()
                .filter(workout -> !TrainingLoads.date(workout).isBefore(first)
                        && !TrainingLoads.date(workout).isAfter(last))
                .toList();
    }

    /** What the source gives to these local dates, and a little around them: they need not be those of UTC. */
    private <T> List<T> read(RecordQuery<T> query, LocalDate first, LocalDate last) {
        Instant from = midnight(first.minusDays(1));
        Instant to = midnight(last.plusDays(2));
        return query.user(user)
                .between(from, to)
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data();
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static String whole(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble()) : "unknown";
    }
}
