package org.healthwarehouse.storage;

import java.time.Instant;

/**
 * A finding as it is kept.
 *
 * @param finding as it was last seen
 * @param firstAt when it was first seen
 * @param count how often it was seen
 */
public record SeenFinding(SyncFinding finding, Instant firstAt, long count) {}
