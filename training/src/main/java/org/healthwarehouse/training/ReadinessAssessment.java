package org.healthwarehouse.training;

import java.util.List;
import java.util.OptionalDouble;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * How ready somebody thinks a person is to train.
 *
 * @param score 0 to 100
 * @param recommendation how hard to train
 * @param keyFactors what it rests on
 * @param redFlags what speaks against training
 * @param confidence how sure it is, 0 to 1
 */
public record ReadinessAssessment(
        double score,
        Recommendation recommendation,
        List<String> keyFactors,
        List<String> redFlags,
        OptionalDouble confidence) {
    /** @throws InvalidParameterException if score or confidence are out of their scales */
    public ReadinessAssessment {
        Rules.between("readiness score", score, 0, 100);
        confidence.ifPresent(value -> Rules.between("confidence", value, 0, 1));
        keyFactors = List.copyOf(keyFactors);
        redFlags = List.copyOf(redFlags);
    }

    /** The computed readiness; its known factors and its red flags by their names. */
    public static ReadinessAssessment of(Readiness readiness) {
        return new ReadinessAssessment(
                readiness.score(),
                readiness.recommendation(),
                readiness.contributions().stream()
                        .map(contribution -> contribution.factor().name())
                        .toList(),
                readiness.flags().stream().sorted().map(RedFlag::name).toList(),
                OptionalDouble.of(readiness.confidence()));
    }

    /** Only the recommendation. */
    @Override
    public String toString() {
        return "ReadinessAssessment[" + recommendation + "]";
    }
}
