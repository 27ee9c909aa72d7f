package org.healthwarehouse.training;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Compares each known number with its border. The sources of the borders stand at {@link RiskIndicator}. */
final class RiskSigns {
    private static final double RATIO_CAUTION = 1.3;
    private static final double RATIO_ALARM = 1.5;
    private static final double MONOTONY = 2.0;
    private static final double FORM = -30;
    private static final double RESTING_CAUTION = 5;
    private static final double RESTING_ALARM = 10;

    private final List<RiskReason> reasons = new ArrayList<>();
    private final Set<RiskIndicator> missing = EnumSet.allOf(RiskIndicator.class);

    RiskSigns(RiskInputs inputs) {
        inputs.workload().map(WorkloadRatio::ratio).ifPresent(ratio -> ratio.ifPresent(this::ratio));
        inputs.week().ifPresent(this::monotony);
        inputs.week().ifPresent(week -> strain(week, inputs.strainBorder()));
        inputs.form().ifPresent(this::form);
        inputs.variability().ifPresent(this::variability);
        inputs.restingRise().ifPresent(this::resting);
    }

    List<RiskReason> reasons() {
        return reasons;
    }

    Set<RiskIndicator> missing() {
        return missing;
    }

    private void ratio(double ratio) {
        String text = "The load of the last week is far above what is usual";
        check(RiskIndicator.WORKLOAD_RATIO, ratio >= RATIO_ALARM, true, ratio, RATIO_ALARM, text);
        check(
                RiskIndicator.WORKLOAD_RATIO,
                ratio > RATIO_CAUTION && ratio < RATIO_ALARM,
                false,
                ratio,
                RATIO_CAUTION,
                "The load of the last week is above what is usual");
    }

    private void monotony(TrainingWeek week) {
        if (week.uniform()) {
            String text = "Every day of the last week had the same load";
            check(RiskIndicator.MONOTONY, true, false, Double.POSITIVE_INFINITY, MONOTONY, text);
            return;
        }
        // A week of rest has no monotony and is not monotonous training either.
        double monotony = week.monotony().orElse(0);
        check(
                RiskIndicator.MONOTONY,
                monotony > MONOTONY,
                false,
                monotony,
                MONOTONY,
                "The days of the last week were much alike");
    }

    private void strain(TrainingWeek week, OptionalDouble border) {
        if (border.isEmpty()) {
            return;
        }
        double strain =
                week.uniform() ? Double.POSITIVE_INFINITY : week.strain().orElse(0);
        check(
                RiskIndicator.STRAIN,
                strain > border.getAsDouble(),
                true,
                strain,
                border.getAsDouble(),
                "The strain of the last week is above the person's own border");
    }

    private void form(double form) {
        check(RiskIndicator.FORM, form < FORM, false, form, FORM, "Fatigue is far above fitness");
    }

    private void variability(HrvBaseline week) {
        check(
                RiskIndicator.HEART_RATE_VARIABILITY,
                week.position() == HrvBaseline.Position.BELOW,
                false,
                week.week(),
                week.lower(),
                "Heart rate variability of the last week is below the person's own band");
    }

    private void resting(double rise) {
        String text = "The resting heart rate is far above the usual";
        check(RiskIndicator.RESTING_HEART_RATE, rise >= RESTING_ALARM, true, rise, RESTING_ALARM, text);
        check(
                RiskIndicator.RESTING_HEART_RATE,
                rise >= RESTING_CAUTION && rise < RESTING_ALARM,
                false,
                rise,
                RESTING_CAUTION,
                "The resting heart rate is above the usual");
    }

    private void check(RiskIndicator indicator, boolean sign, boolean alarm, double value, double border, String text) {
        missing.remove(indicator);
        if (sign) {
            reasons.add(new RiskReason(indicator, alarm, value, border, text));
        }
    }
}
