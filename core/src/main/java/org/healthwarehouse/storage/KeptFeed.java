package org.healthwarehouse.storage;

import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.SourceId;

/**
 * A feed of which bytes are kept.
 *
 * @param source from where
 * @param feed of which feed, or under what name a file was read
 * @param pages how many pages
 */
public record KeptFeed(SourceId source, FeedId feed, int pages) {}
