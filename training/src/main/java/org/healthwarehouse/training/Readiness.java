package org.healthwarehouse.training;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How ready a person is to train today, as a weighted mean that shows its work: each factor with its score, its weight
 * and the points it adds. A missing factor is left out, the others share its weight, and {@link #missing()} and
 * {@link #confidence()} say so; nothing is put in its place.
 *
 * <p>The recommendation follows the score: below 30 REST, below 50 EASY, below 70 MODERATE, else HIGH_INTENSITY. One
 * red flag allows EASY at most and two allow only REST; below a confidence of 0.5 MODERATE is the most. That a heart
 * rate variability outside of the usual means easy training is Kiviniemi, Hautala, Kinnunen, Tulppo 2007, "Endurance
 * training guided individually by daily heart rate variability measurements", Eur J Appl Physiol 101:743-751, and
 * Vesterinen et al. 2016 (see {@link HrvBaseline}). The weights, the scales and the borders of the score are ours.
 *
 * @param score 0 to 100; 75 is a usual day
 * @param contributions of the known factors; their points add up to the score
 * @param missing factors that are not known
 * @param flags red flags
 * @param recommendation how hard to train
 * @param confidence sum of the weights of the known factors, above 0 and at most 1
 */
public record Readiness(
        double score,
        List<Contribution> contributions,
        Set<ReadinessFactor> missing,
        Set<RedFlag> flags,
        Recommendation recommendation,
        double confidence) {
    private static final double EASY_FROM = 30;
    private static final double MODERATE_FROM = 50;
    private static final double HIGH_FROM = 70;
    private static final double CONFIDENT = 0.5;

    /** Copies list and sets. */
    public Readiness {
        contributions = List.copyOf(contributions);
        missing = Set.copyOf(missing);
        flags = Set.copyOf(flags);
    }

    /**
     * The readiness that follows from what is known.
     *
     * @return empty if no factor is known
     */
    public static Optional<Readiness> of(ReadinessInputs inputs) {
        ReadinessScores scores = new ReadinessScores(inputs);
        List<Contribution> contributions = scores.contributions();
        if (contributions.isEmpty()) {
            return Optional.empty();
        }
        double score = contributions.stream().mapToDouble(Contribution::points).sum();
        double confidence = Math.min(1, scores.known());
        Recommendation recommendation =
                least(byScore(score), byFlags(scores.flags().size()), byConfidence(confidence));
        return Optional.of(
                new Readiness(score, contributions, scores.missing(), scores.flags(), recommendation, confidence));
    }

    private static Recommendation byScore(double score) {
        if (score < EASY_FROM) {
            return Recommendation.REST;
        }
        if (score < MODERATE_FROM) {
            return Recommendation.EASY;
        }
        return score < HIGH_FROM ? Recommendation.MODERATE : Recommendation.HIGH_INTENSITY;
    }

    private static Recommendation byFlags(int flags) {
        return flags == 0 ? Recommendation.HIGH_INTENSITY : flags == 1 ? Recommendation.EASY : Recommendation.REST;
    }

    private static Recommendation byConfidence(double confidence) {
        return confidence < CONFIDENT ? Recommendation.MODERATE : Recommendation.HIGH_INTENSITY;
    }

    private static Recommendation least(Recommendation first, Recommendation second, Recommendation third) {
        Recommendation least = first.compareTo(second) < 0 ? first : second;
        return least.compareTo(third) < 0 ? least : third;
    }
}
