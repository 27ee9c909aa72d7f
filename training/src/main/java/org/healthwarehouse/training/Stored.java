package org.healthwarehouse.training;

import java.time.Instant;

/**
 * Something that is stored, with its times.
 *
 * @param value what is stored
 * @param createdAt when it was first stored, to the millisecond
 * @param updatedAt when it was last stored with other values than before, to the millisecond
 */
public record Stored<T>(T value, Instant createdAt, Instant updatedAt) {}
