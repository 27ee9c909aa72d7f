package org.healthwarehouse.examples;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.model.Workout;
import org.healthwarehouse.training.BanisterWeighting;
import org.healthwarehouse.training.DailyLoads;
import org.healthwarehouse.training.Gender;
import org.healthwarehouse.training.HeartRateProfile;
import org.healthwarehouse.training.Stored;
import org.healthwarehouse.training.TimeAtHeartRate;
import org.healthwarehouse.training.TrainingImpulse;
import org.healthwarehouse.training.TrainingStore;
import org.healthwarehouse.training.UserProfile;

/**
 * The training loads of a user's workouts by Banister's formula: from the heart rates in them where there are any, else
 * from the mean that the source says.
 */
final class WorkoutLoads {
    /** For those who have told nothing of themselves. */
    private static final HeartRateProfile USUAL = HeartRateProfile.of(60, 185);

    /** A heart rate says nothing of what came a minute later. */
    private static final Duration LONGEST_STRETCH = Duration.ofMinutes(1);

    private final HealthWarehouse warehouse;
    private final UserId user;
    private final Optional<HeartRateProfile> told;
    private final Optional<Gender> gender;

    WorkoutLoads(HealthWarehouse warehouse, UserId user) {
        this.warehouse = warehouse;
        this.user = user;
        Optional<UserProfile> profile =
                TrainingStore.of(warehouse, user).profile().map(Stored::value);
        this.told = profile.flatMap(UserProfile::heartRates);
        this.gender = profile.flatMap(UserProfile::gender);
    }

    /** By what a load is reckoned, for a person to read. */
    String formula() {
        HeartRateProfile rates = rates();
        return String.format(
                Locale.ROOT,
                "load by Banister's formula: heart rate %.0f at rest and %.0f at most (%s), weighting for %s (%s)",
                rates.resting(),
                rates.maximum(),
                told.isPresent() ? "of the profile" : "assumed",
                weighting() == BanisterWeighting.MEN ? "men" : "women",
                gender.isPresent() ? "of the profile" : "assumed");
    }

    private HeartRateProfile rates() {
        return told.orElse(USUAL);
    }

    private BanisterWeighting weighting() {
        return gender.equals(Optional.of(Gender.MALE)) ? BanisterWeighting.MEN : BanisterWeighting.WOMEN;
    }

    /** The load of a workout; empty if nothing is known of the heart in it. */
    OptionalDouble of(Workout workout) {
        List<TimeAtHeartRate> stretches = stretches(workout);
        return stretches.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(TrainingImpulse.banister(rates(), weighting(), stretches));
    }

    private List<TimeAtHeartRate> stretches(Workout workout) {
        List<TimeAtHeartRate> measured = measured(workout);
        Duration all = measured.stream().map(TimeAtHeartRate::duration).reduce(Duration.ZERO, Duration::plus);
        boolean most = all.compareTo(workout.activeTime().dividedBy(2)) > 0;
        OptionalDouble mean = workout.heartRateMean();
        return most || mean.isEmpty() || mean.getAsDouble() <= 0
                ? measured
                : List.of(new TimeAtHeartRate(workout.activeTime(), mean.getAsDouble()));
    }

    /** From each heart rate to the next one. */
    private List<TimeAtHeartRate> measured(Workout workout) {
        if (!workout.start().isBefore(workout.end())) {
            return List.of();
        }
        SampleSeries rates = warehouse
                .samples(DataTypes.HEART_RATE)
                .user(user)
                .between(workout.start(), workout.end())
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data();
        List<TimeAtHeartRate> stretches = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            long next = i + 1 < rates.size()
                    ? rates.timestamps()[i + 1]
                    : workout.end().toEpochMilli();
            Duration length = Duration.ofMillis(Math.max(0, next - rates.timestamps()[i]));
            if (rates.values()[i] > 0) {
                stretches.add(new TimeAtHeartRate(
                        length.compareTo(LONGEST_STRETCH) < 0 ? length : LONGEST_STRETCH, rates.values()[i]));
            }
        }
        return stretches;
    }

    /**
     * The loads of these dates. From the first workout on that the store holds within a time before, a date without one
     * is a day of rest; one with a workout of which nothing is known is unknown.
     *
     * @param lookBack how many days before the first date are looked at
     */
    DailyLoads daily(LocalDate first, LocalDate last, int lookBack) {
        List<Workout> workouts = workouts(first.minusDays(lookBack), last);
        LocalDate begun = workouts.stream()
                .map(WorkoutLoads::date)
                .min(LocalDate::compareTo)
                .orElse(last.plusDays(1));
        LocalDate from = begun.isAfter(first) ? begun : first;
        DailyLoads loads = DailyLoads.unknown(first, last);
        Set<LocalDate> unknown = new HashSet<>();
        List<Workout> shown = workouts.stream()
                .filter(workout -> !date(workout).isBefore(first))
                .toList();
        shown.stream().filter(workout -> of(workout).isEmpty()).forEach(workout -> unknown.add(date(workout)));
        for (LocalDate date = from; !date.isAfter(last); date = date.plusDays(1)) {
            loads = unknown.contains(date) ? loads : loads.known(date, date);
        }
        for (Workout workout : shown) {
            loads = unknown.contains(date(workout))
                    ? loads
                    : loads.plus(date(workout), of(workout).orElseThrow());
        }
        return loads;
    }

    /** The workouts that began on these local dates. */
    List<Workout> workouts(LocalDate first, LocalDate last) {
        return LocalDates.read(warehouse.workouts().user(user), first, last).stream()
                .filter(workout ->
                        !date(workout).isBefore(first) && !date(workout).isAfter(last))
                .toList();
    }

    static LocalDate date(Workout workout) {
        return LocalDates.of(workout.record(), workout.start());
    }
}
