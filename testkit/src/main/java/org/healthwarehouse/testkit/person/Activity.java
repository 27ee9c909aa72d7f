package org.healthwarehouse.testkit.person;

/**
 * One stretch of doing something, on whole minutes.
 *
 * @param phone whether the phone is carried
 * @param oddCuts whether the phone reports this stretch in pieces that ignore the minute
 * @param exertion how hard it is done, about 1
 */
record Activity(ActivityKind kind, Span span, boolean phone, boolean oddCuts, double exertion) {

    boolean isWorkout() {
        return kind.workout() != null;
    }

    /** The true steps within one minute of this activity. */
    int steps(Chance chance, long minute) {
        return kind.gait().steps(chance.unit(Stream.STEPS, minute));
    }

    /** The true steps from one millisecond to another; the steps of a minute are evenly spread over it. */
    int stepsBetween(Chance chance, long fromMs, long toMs) {
        if (!kind.isOnFoot()) {
            return 0;
        }
        long from = Math.max(fromMs, span.fromMs());
        long to = Math.min(toMs, span.toMs());
        int sum = 0;
        for (long minute = from / Span.MINUTE_MS; minute * Span.MINUTE_MS < to; minute++) {
            int steps = steps(chance, minute);
            long minuteMs = minute * Span.MINUTE_MS;
            sum += stepsBefore(steps, to - minuteMs) - stepsBefore(steps, from - minuteMs);
        }
        return sum;
    }

    /** Step k of n falls in the middle of the k-th n-th of the minute. */
    private static int stepsBefore(int steps, long offsetMs) {
        long offset = Math.max(0, Math.min(Span.MINUTE_MS, offsetMs));
        return (int) ((offset * steps + Span.MINUTE_MS / 2 - 1) / Span.MINUTE_MS);
    }

    double strideMetres(Profile profile) {
        return kind.gait().stride() * profile.heightCm() / 100;
    }

    /** The distance covered within one minute. */
    double metres(Profile profile, long minute) {
        if (kind.isOnFoot()) {
            return steps(profile.chance(), minute) * strideMetres(profile);
        }
        return kind.rollingMetres() * exertion * (1 + 0.08 * profile.chance().bell(Stream.SPEED, minute));
    }

    double metres(Profile profile) {
        double sum = 0;
        for (long minute = span.from(); minute < span.to(); minute++) {
            sum += metres(profile, minute);
        }
        return sum;
    }

    /** The energy used in one minute beyond what rest would have used. */
    double kilocalories(Profile profile, long minute) {
        double varied = exertion * (1 + 0.08 * profile.chance().bell(Stream.ACTIVE_ENERGY, minute));
        return profile.weightKg() * (kind.met() - 1) / 60 * varied;
    }
}
