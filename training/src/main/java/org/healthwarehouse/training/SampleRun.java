package org.healthwarehouse.training;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An activity of a {@link SampleAthlete}: running from 17 o'clock on.
 *
 * @param metres distance
 * @param rates one heart rate a second, {@code /min}
 */
record SampleRun(LocalDate date, double metres, List<Integer> rates) {
    private static final int START_HOUR = 17;
    private static final int WARM_UP_SECONDS = 300;

    SampleRun {
        rates = List.copyOf(rates);
    }

    static SampleRun of(LocalDate date, SplittableRandom random) {
        int seconds = 60 * random.nextInt(30, 65);
        int level = random.nextInt(138, 164);
        List<Integer> rates = new ArrayList<>();
        int swing = 0;
        for (int i = 0; i < seconds; i++) {
            swing = Math.max(-6, Math.min(6, swing + random.nextInt(-1, 2)));
            int warm = Math.min(i, WARM_UP_SECONDS) * (level - 90) / WARM_UP_SECONDS;
            rates.add(90 + warm + swing);
        }
        return new SampleRun(date, seconds * random.nextInt(25, 36) / 10.0, rates);
    }

    /** Its key at the source. */
    String id() {
        return "run-" + date;
    }

    Instant start() {
        return date.atTime(START_HOUR, 0).toInstant(ZoneOffset.UTC);
    }

    Instant end() {
        return start().plusSeconds(rates.size());
    }

    double meanRate() {
        return rates.stream().mapToInt(rate -> rate).average().orElseThrow();
    }

    int maxRate() {
        return rates.stream().mapToInt(rate -> rate).max().orElseThrow();
    }

    /** Training impulse of the athlete, arbitrary units. */
    double load() {
        return TrainingImpulse.banister(
                SampleAthlete.RATES,
                BanisterWeighting.WOMEN,
                rates.stream()
                        .map(rate -> new TimeAtHeartRate(Duration.ofSeconds(1), rate))
                        .toList());
    }
}
