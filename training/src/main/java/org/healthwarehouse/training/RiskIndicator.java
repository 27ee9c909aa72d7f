package org.healthwarehouse.training;

/** What {@link OvertrainingRisk} looks at, with the borders and where they come from. */
public enum RiskIndicator {
    /**
     * Acute:chronic workload ratio: a caution above 1.3, an alarm from 1.5 on (Gabbett 2016, Br J Sports Med
     * 50:273-280: "sweet spot" up to 1.3, "danger zone" from 1.5; disputed by Impellizzeri et al. 2020, see
     * {@link WorkloadRatio}).
     */
    WORKLOAD_RATIO,
    /**
     * Monotony: a caution above 2.0, or if all days had the same load. Foster 1998 (see {@link TrainingWeek}) found
     * that the border differs from person to person; 2.0 is the one in common use since.
     */
    MONOTONY,
    /**
     * Strain: an alarm above the person's own border, for Foster 1998 found illness to follow it. There is no other.
     */
    STRAIN,
    /**
     * Form: a caution below -30 (Friel 2015, "Applying the numbers part 3: training stress balance", TrainingPeaks:
     * hard training lies between -10 and -30). The border is for loads on the scale of TSS, 100 for an hour at the
     * threshold.
     */
    FORM,
    /**
     * Heart rate variability: a caution if the week lies below the person's band (Plews et al. 2012, see
     * {@link HrvBaseline}: it fell in the athlete who overreached).
     */
    HEART_RATE_VARIABILITY,
    /**
     * Resting heart rate: a caution from 5 beats per minute above the usual on, an alarm from 10 on (Dressendorfer,
     * Wade, Scaff 1985, "Increased morning heart rate in runners: a valid sign of overtraining?", Phys Sportsmed
     * 13(8):77-86: 10 at the end of three weeks of doubled training; 5 is the usual advice for practice).
     */
    RESTING_HEART_RATE
}
