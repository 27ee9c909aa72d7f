package org.healthwarehouse.training;

import org.healthwarehouse.model.InvalidParameterException;

/**
 * What a model says of a person's readiness. The library never makes one; it keeps what an application gives.
 *
 * @param assessment score, recommendation and reasons
 * @param analysis what it says in words
 * @param model which model
 * @param modelVersion which version of it
 */
public record AiReadiness(ReadinessAssessment assessment, String analysis, String model, String modelVersion) {
    /** @throws InvalidParameterException if model or version are blank */
    public AiReadiness {
        Rules.text("model", model);
        Rules.text("model version", modelVersion);
    }

    /** Without the words. */
    @Override
    public String toString() {
        return "AiReadiness[" + assessment.recommendation() + " by " + model + " " + modelVersion + "]";
    }
}
