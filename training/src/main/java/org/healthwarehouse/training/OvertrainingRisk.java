package org.healthwarehouse.training;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Signs of too much training, from whatever is known. Each sign has a published border (see {@link RiskIndicator}); how
 * signs add up is ours, for no source says it: HIGH is an alarm together with any other sign, or three cautions;
 * MODERATE is anything less than that; LOW is none.
 *
 * @param level empty if nothing is known
 * @param reasons the signs; empty for a low risk
 * @param missing what could not be looked at
 */
public record OvertrainingRisk(Optional<RiskLevel> level, List<RiskReason> reasons, Set<RiskIndicator> missing) {
    private static final int CAUTIONS_FOR_HIGH = 3;

    /** Copies list and set. */
    public OvertrainingRisk {
        reasons = List.copyOf(reasons);
        missing = Set.copyOf(missing);
    }

    /** The risk that follows from what is known. */
    public static OvertrainingRisk of(RiskInputs inputs) {
        RiskSigns signs = new RiskSigns(inputs);
        boolean nothingKnown = signs.missing().equals(EnumSet.allOf(RiskIndicator.class));
        return new OvertrainingRisk(
                nothingKnown ? Optional.empty() : Optional.of(level(signs.reasons())),
                signs.reasons(),
                signs.missing());
    }

    private static RiskLevel level(List<RiskReason> reasons) {
        if (reasons.isEmpty()) {
            return RiskLevel.LOW;
        }
        boolean alarm = reasons.stream().anyMatch(RiskReason::alarm);
        return (alarm && reasons.size() > 1) || reasons.size() >= CAUTIONS_FOR_HIGH
                ? RiskLevel.HIGH
                : RiskLevel.MODERATE;
    }
}
