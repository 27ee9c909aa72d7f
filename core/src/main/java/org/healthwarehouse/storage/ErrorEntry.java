package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/**
 * Something that went wrong.
 *
 * @param id by which it is resolved
 * @param user for whom
 * @param source with which source
 * @param job in which job
 * @param at when
 * @param type the {@link org.healthwarehouse.model.Failure#type}
 * @param message for a developer
 * @param resolvedAt when it was resolved, by itself or by hand; empty if it is open
 */
public record ErrorEntry(
        long id,
        UserId user,
        SourceId source,
        JobId job,
        Instant at,
        String type,
        String message,
        Optional<Instant> resolvedAt) {}
