package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.SplittableRandom;

/** Random histories, the same for the same seed. */
final class Some {
    static final LocalDate START = LocalDate.of(2026, 1, 1);

    private Some() {}

    /** Loads of some months; null is an unknown day. */
    static Double[] loads(long seed, double unknown) {
        SplittableRandom random = new SplittableRandom(seed);
        Double[] loads = new Double[1 + random.nextInt(150)];
        for (int i = 0; i < loads.length; i++) {
            double load = random.nextDouble() < 0.3 ? 0 : random.nextDouble() * 300;
            loads[i] = random.nextDouble() < unknown ? null : load;
        }
        return loads;
    }

    /** The same as a history, built from sessions and known dates in a mixed order. */
    static DailyLoads history(Double[] loads) {
        DailyLoads history = DailyLoads.unknown(START, START.plusDays(loads.length - 1L));
        for (int i = 0; i < loads.length; i++) {
            LocalDate date = START.plusDays(i);
            Double load = loads[i];
            if (load == null) {
                continue;
            }
            history = i % 2 == 0
                    ? history.known(date, date).plus(date, load / 2).plus(date, load / 2)
                    : history.plus(date, load).known(date, date);
        }
        return history;
    }

    /** Beat-to-beat intervals of a resting heart: no artefact for the standard filter. */
    static double[] beats(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] beats = new double[count];
        for (int i = 0; i < count; i++) {
            beats[i] = 950 + random.nextInt(-80, 81);
        }
        return beats;
    }
}
