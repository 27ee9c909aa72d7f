package org.healthwarehouse.model;

/**
 * The unit of sample storage inside a stream: what one device recorded on one channel.
 *
 * @param source from where
 * @param device what recorded it
 * @param channel separates samples of one device that may coincide; empty if there is no need
 */
public record SeriesKey(SourceId source, Device device, String channel) {}
