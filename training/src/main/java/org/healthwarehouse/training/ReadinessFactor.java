package org.healthwarehouse.training;

/**
 * What readiness is made of. Weights and scales are ours, chosen so that "as usual" is 75 points; no source publishes a
 * formula for the whole.
 */
public enum ReadinessFactor {
    /** The week's ln RMSSD: {@code 75 + 50 x} standard deviations from the usual, so 50 at the band's lower border. */
    HEART_RATE_VARIABILITY(0.35),
    /** {@code 75 - 5 x} rise of the resting heart rate in beats per minute, so 50 at a rise of 5. */
    RESTING_HEART_RATE(0.20),
    /** {@code 200 x (time asleep / need) - 100}, so 100 when the need is met, 75 at seven of eight hours, 0 at half. */
    SLEEP(0.25),
    /** {@code 75 + 100 x form / fitness}, so 50 where fatigue is a quarter above fitness. */
    FORM(0.20);

    private final double weight;

    ReadinessFactor(double weight) {
        this.weight = weight;
    }

    /** Share of the factor when all are known; the four add up to 1. */
    public double weight() {
        return weight;
    }
}
