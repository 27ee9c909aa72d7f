package org.healthwarehouse.connector;

import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;

/**
 * What a page says about a range of one type: everything that the vendor has there is on this page or on the other
 * pages of the same listing. The engine intersects the claims of all pages of a chunk and cuts them at the moment of
 * asking.
 *
 * @param type of what
 * @param range on the axis of the feed
 */
public record Claim(DataType type, TimeRange range) {}
