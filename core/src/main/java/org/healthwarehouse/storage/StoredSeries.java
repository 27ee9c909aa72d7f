package org.healthwarehouse.storage;

import org.healthwarehouse.model.SeriesKey;
import org.healthwarehouse.model.StreamId;

/**
 * A series as the store keeps it.
 *
 * @param id the store's number of it
 * @param stream the stream it belongs to
 * @param key source, device and channel
 */
public record StoredSeries(long id, StreamId stream, SeriesKey key) {}
