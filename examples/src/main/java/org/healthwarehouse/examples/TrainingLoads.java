package org.healthwarehouse.examples;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
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

/** Banister's impulse of workouts and days, by the heart rates of the user's profile where they are known. */
final class TrainingLoads {
    /** For those who have told nothing of themselves. */
    private static final HeartRateProfile USUAL = HeartRateProfile.of(60, 185);

    /** After a sample nothing is known for longer: a pause is no training. */
    private static final long LONGEST_GAP_MS = 60_000;

    /** Of the active time; with fewer samples the mean of the workout says more. */
    private static final double ENOUGH = 0.8;

    private final HealthWarehouse warehouse;
    private final UserId user;
    private final Optional<HeartRateProfile> told;
    private final Optional<BanisterWeighting> gender;

    TrainingLoads(HealthWarehouse warehouse, UserId user) {
        this.warehouse = warehouse;
        this.user = user;
        Optional<UserProfile> profile =
                TrainingStore.of(warehouse, user).profile().map(Stored::value);
        told = profile.flatMap(UserProfile::heartRates);
        gender = profile.flatMap(UserProfile::gender).flatMap(TrainingLoads::weighting);
    }

    private static Optional<BanisterWeighting> weighting(Gender said) {
        return switch (said) {
            case FEMALE -> Optional.of(BanisterWeighting.WOMEN);
            case MALE -> Optional.of(BanisterWeighting.MEN);
            case OTHER -> Optional.empty();
        };
    }

    /** By which formula, and with what that is assumed or known of the person. */
    String formula() {
        HeartRateProfile rates = told.orElse(USUAL);
        return String.format(
                Locale.ROOT,
                "Banister's impulse, weighting for %s: %s; resting heart rate %.0f, greatest %.0f: %s",
                weighting() == BanisterWeighting.MEN ? "men" : "women",
                gender.isPresent() ? "of the profile" : "assumed",
                rates.resting(),
                rates.maximum(),
                told.isPresent() ? "of the profile" : "assumed");
    }

    private BanisterWeighting weighting() {
        return gender.orElse(BanisterWeighting.WOMEN);
    }

    /** Of the workout's samples; else of its mean heart rate. Empty if it has neither: that is not a load of 0. */
    OptionalDouble load(Workout workout) {
        List<TimeAtHeartRate> stretches = stretches(workout);
        Duration sampled = stretches.stream().map(TimeAtHeartRate::duration).reduce(Duration.ZERO, Duration::plus);
        HeartRateProfile rates = told.orElse(USUAL);
        if (!stretches.isEmpty()
                && sampled.toMillis() >= ENOUGH * workout.activeTime().toMillis()) {
            return OptionalDouble.of(TrainingImpulse.banister(rates, weighting(), stretches));
        }
        OptionalDouble mean = workout.heartRateMean();
        return mean.isPresent() && mean.getAsDouble() > 0
                ? OptionalDouble.of(
                        TrainingImpulse.banister(rates, weighting(), workout.activeTime(), mean.getAsDouble()))
                : OptionalDouble.empty();
    }

    /** Each sample counts until the next one, of the device that has most of them. */
    private List<TimeAtHeartRate> stretches(Workout workout) {
        if (!workout.start().isBefore(workout.record().end())) {
            return List.of();
        }
        SampleSeries samples = warehouse
                .samples(DataTypes.HEART_RATE)
                .user(user)
                .from(workout.record().source().value())
                .between(workout.start(), workout.record().end())
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data();
        int[] series = samples.seriesIndex();
        long[] starts = samples.timestamps();
        double[] values = samples.values();
        int most = most(series, samples.series().size());
        List<TimeAtHeartRate> stretches = new ArrayList<>();
        long end = workout.record().end().toEpochMilli();
        for (int i = samples.size() - 1; i >= 0; i--) {
            if (series[i] == most && values[i] > 0) {
                long lasts = Math.min(LONGEST_GAP_MS, Math.max(0, end - starts[i]));
                stretches.add(new TimeAtHeartRate(Duration.ofMillis(lasts), values[i]));
                end = starts[i];
            }
        }
        return stretches;
    }

    private static int most(int[] series, int count) {
        int[] sizes = new int[count];
        Arrays.stream(series).forEach(index -> sizes[index]++);
        int most = 0;
        for (int i = 1; i < count; i++) {
            most = sizes[i] > sizes[most] ? i : most;
        }
        return most;
    }

    /**
     * From the first workout on, a date without one is a day of rest: the store holds all there is. A date with a
     * workout whose load cannot be told is unknown, and so are those before the first workout.
     */
    DailyLoads days(List<Workout> workouts, LocalDate from, LocalDate last) {
        DailyLoads loads = DailyLoads.unknown(from, last);
        Set<LocalDate> dark = new HashSet<>();
        for (Workout workout : workouts) {
            OptionalDouble load = load(workout);
            loads = loads.plus(date(workout), load.orElse(0));
            if (load.isEmpty()) {
                dark.add(date(workout));
            }
        }
        LocalDate first = workouts.stream()
                .map(TrainingLoads::date)
                .min(LocalDate::compareTo)
                .orElse(last.plusDays(1));
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            loads = dark.contains(date) ? loads : loads.known(date, date);
        }
        return loads;
    }

    /** The local date that the workout is of; that of UTC where the source tells none. */
    static LocalDate date(Workout workout) {
        return workout.record()
                .attributes()
                .text("local_date")
                .map(LocalDate::parse)
                .orElseGet(() -> utcDate(workout.start()));
    }

    /** The date of UTC. */
    static LocalDate utcDate(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
