package org.healthwarehouse.testkit.fulcra;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.model.TimeRange;

/**
 * A call as the simulator saw it.
 *
 * @param number from 1
 * @param at when, by the simulator's clock
 * @param path without query
 * @param query single-valued parameters
 * @param status with which it was answered; 0 if the connection broke
 * @param fault what was made to go wrong
 */
public record LoggedRequest(
        int number, Instant at, String path, Map<String, String> query, int status, Optional<Fault> fault) {
    /** Copies the map. */
    public LoggedRequest {
        query = Map.copyOf(query);
    }

    /** The range that was asked for; empty for calls without one. */
    public Optional<TimeRange> range() {
        return query.containsKey("start_time") && query.containsKey("end_time")
                ? Optional.of(new TimeRange(
                        FulcraJson.time(query.getOrDefault("start_time", "")),
                        FulcraJson.time(query.getOrDefault("end_time", ""))))
                : Optional.empty();
    }
}
