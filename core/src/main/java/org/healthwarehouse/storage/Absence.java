package org.healthwarehouse.storage;

import java.time.Instant;

/**
 * A stored item that a complete listing did not name, and about which nothing is decided yet.
 *
 * @param item what was missed
 * @param missedAt when the first listing that missed it was asked for
 * @param mass whether so much was missed at once that only an identical answer a day later counts
 */
public record Absence(StoredItem item, Instant missedAt, boolean mass) {}
