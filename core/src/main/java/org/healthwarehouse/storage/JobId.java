package org.healthwarehouse.storage;

import org.healthwarehouse.model.InvalidParameterException;

/**
 * The identity of a job, by which it is resumed.
 *
 * @param value text, at most 64 characters
 */
public record JobId(String value) {
    /** @throws InvalidParameterException if the value is blank or too long */
    public JobId {
        if (value.isBlank() || value.length() > 64) {
            throw new InvalidParameterException(
                    "job id", value, "must have 1 to 64 characters", "take it from a report or from the list of jobs");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
