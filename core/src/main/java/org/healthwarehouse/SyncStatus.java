package org.healthwarehouse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.UserId;

/**
 * How all streams of a user stand: those that were ever tried, and those that the connected sources offer and that were
 * not.
 *
 * @param user whose
 * @param checkedAt when this was found
 * @param streams in order of source, then of type
 * @param warnings what keeps this from being complete, one sentence each: a source that cannot say what it offers, an
 *     automatic export that failed
 */
public record SyncStatus(UserId user, Instant checkedAt, List<StreamStatus> streams, List<String> warnings) {
    /** Copies the lists. */
    public SyncStatus {
        streams = List.copyOf(streams);
        warnings = List.copyOf(warnings);
    }

    /** Those that are due. */
    public List<StreamStatus> due() {
        return streams.stream().filter(StreamStatus::needsSync).toList();
    }

    /** The first of that type; empty if no source has it. */
    public Optional<StreamStatus> of(DataType type) {
        return streams.stream()
                .filter(status -> status.stream().type().equals(type))
                .findFirst();
    }
}
