package org.healthwarehouse.training;

import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;

/**
 * A workout record that the warehouse holds.
 *
 * @param source where it comes from
 * @param key one of its keys
 */
public record ActivityLink(SourceId source, RecordKey key) {}
