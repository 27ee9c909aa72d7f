package org.healthwarehouse.training;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * What an analysis was made of. Two analyses of the same type by the same model of equal input are the same analysis.
 *
 * @param type of the analysis, for example {@code daily_readiness}
 * @param model that made it, with its version
 * @param input everything that the analysis was told
 */
public record AnalysisKey(String type, String model, Attributes input) {
    /** @throws InvalidParameterException if type or model is blank */
    public AnalysisKey {
        if (type.isBlank() || model.isBlank()) {
            throw new InvalidParameterException(
                    "analysis", type + " by " + model, "must have a type and a model", "name both");
        }
    }

    /**
     * SHA-256 over the canonical JSON of the three: one object whose names are sorted at every level, without spaces,
     * in UTF-8. Numbers are as they were given: {@code 1} and {@code 1.0} are different input.
     *
     * @return 64 hexadecimal digits in lower case
     */
    public String contentHash() {
        String json = Attributes.of(Map.of("input", input.asMap(), "model", model, "type", type))
                .toJson();
        return HexFormat.of().formatHex(sha256().digest(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
