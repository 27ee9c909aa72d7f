package org.healthwarehouse.training;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Scores the known factors and raises the flags. The scales stand at {@link ReadinessFactor}. */
final class ReadinessScores {
    private static final double USUAL = 75;
    private static final double POINTS_A_DEVIATION = 50;
    private static final double POINTS_A_BEAT = 5;
    private static final double RAISED = 5;
    private static final double SHORT = 0.75;

    private final Map<ReadinessFactor, Double> scores = new EnumMap<>(ReadinessFactor.class);
    private final Set<RedFlag> flags = EnumSet.noneOf(RedFlag.class);

    ReadinessScores(ReadinessInputs inputs) {
        inputs.variability().ifPresent(this::variability);
        inputs.restingRise().ifPresent(this::resting);
        inputs.sleep().ifPresent(this::sleep);
        inputs.performance().ifPresent(this::form);
        boolean high = inputs.risk().flatMap(OvertrainingRisk::level).equals(Optional.of(RiskLevel.HIGH));
        flag(RedFlag.HIGH_OVERTRAINING_RISK, high);
    }

    private void variability(HrvBaseline week) {
        score(ReadinessFactor.HEART_RATE_VARIABILITY, USUAL + POINTS_A_DEVIATION * week.deviations());
        flag(RedFlag.LOW_HEART_RATE_VARIABILITY, week.position() == HrvBaseline.Position.BELOW);
    }

    private void resting(double rise) {
        score(ReadinessFactor.RESTING_HEART_RATE, USUAL - POINTS_A_BEAT * rise);
        flag(RedFlag.RAISED_RESTING_HEART_RATE, rise >= RAISED);
    }

    private void sleep(SleepNight night) {
        score(ReadinessFactor.SLEEP, 200 * night.part() - 100);
        flag(RedFlag.SHORT_SLEEP, night.part() < SHORT);
    }

    /** Without any fitness, form against it has no meaning, and the factor is missing. */
    private void form(PerformanceDay day) {
        if (day.fitness() > 0) {
            score(ReadinessFactor.FORM, USUAL + 100 * day.form() / day.fitness());
        }
    }

    private void score(ReadinessFactor factor, double score) {
        scores.put(factor, Math.max(0, Math.min(100, score)));
    }

    private void flag(RedFlag flag, boolean raised) {
        if (raised) {
            flags.add(flag);
        }
    }

    /** Sum of the weights of the known factors, 0 to 1. */
    double known() {
        return scores.keySet().stream().mapToDouble(ReadinessFactor::weight).sum();
    }

    List<Contribution> contributions() {
        double known = known();
        List<Contribution> contributions = new ArrayList<>();
        scores.forEach((factor, score) -> {
            double weight = factor.weight() / known;
            contributions.add(new Contribution(factor, score, weight, weight * score));
        });
        return contributions;
    }

    Set<RedFlag> flags() {
        return flags;
    }

    Set<ReadinessFactor> missing() {
        Set<ReadinessFactor> missing = EnumSet.allOf(ReadinessFactor.class);
        missing.removeAll(scores.keySet());
        return missing;
    }
}
