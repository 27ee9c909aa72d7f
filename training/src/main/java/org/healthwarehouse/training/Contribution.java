package org.healthwarehouse.training;

/**
 * What one factor adds to a readiness score.
 *
 * @param factor which
 * @param score of the factor alone, 0 to 100
 * @param weight its share among the factors that are known, 0 to 1
 * @param points {@code score x weight}; those of all factors add up to the readiness score
 */
public record Contribution(ReadinessFactor factor, double score, double weight, double points) {}
