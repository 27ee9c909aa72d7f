package org.healthwarehouse.training;

/**
 * How Banister's training impulse weighs intensity. The two curves were fitted to the rise of blood lactate in men and
 * in women; for anybody else the caller chooses.
 */
public enum BanisterWeighting {
    /** {@code 0.64 e^(1.92 x)}. */
    MEN(0.64, 1.92),
    /** {@code 0.86 e^(1.67 x)}. */
    WOMEN(0.86, 1.67);

    private final double factor;
    private final double exponent;

    BanisterWeighting(double factor, double exponent) {
        this.factor = factor;
        this.exponent = exponent;
    }

    /**
     * The weight of a minute at this part of the heart rate reserve (0 to 1), before that part itself multiplies it.
     */
    double weight(double reserveFraction) {
        return factor * Math.exp(exponent * reserveFraction);
    }
}
