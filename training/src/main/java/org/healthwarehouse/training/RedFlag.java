package org.healthwarehouse.training;

/** A reason to train less than the score alone would allow. */
public enum RedFlag {
    /** The week's heart rate variability is below the person's band (Vesterinen et al. 2016: easy training then). */
    LOW_HEART_RATE_VARIABILITY,
    /** The resting heart rate is at least 5 beats per minute above the usual, see {@link RiskIndicator}. */
    RAISED_RESTING_HEART_RATE,
    /** Less than three quarters of the sleep needed; that share is ours. */
    SHORT_SLEEP,
    /** {@link OvertrainingRisk} is high. */
    HIGH_OVERTRAINING_RISK
}
