package org.healthwarehouse.connector;

import org.healthwarehouse.model.InvalidParameterException;

/**
 * What a vendor is asked for: an endpoint, or one selection of it, for example {@code metric_samples/HeartRate}.
 *
 * @param value unique inside its source, at most 200 characters
 */
public record FeedId(String value) implements Comparable<FeedId> {
    /** @throws InvalidParameterException if the value is blank or too long */
    public FeedId {
        if (value.isBlank() || value.length() > 200) {
            throw new InvalidParameterException(
                    "feed id", value, "must have 1 to 200 characters", "name the endpoint, not the whole address");
        }
    }

    @Override
    public int compareTo(FeedId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
