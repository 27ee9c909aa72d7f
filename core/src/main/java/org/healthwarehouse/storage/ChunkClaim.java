package org.healthwarehouse.storage;

import java.time.Instant;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/**
 * The right to fetch a range of a feed, until it expires or is taken over.
 *
 * @param fence rises with every claim of the store; a commit under an older fence is refused
 * @param chunk the chunk it was taken for
 * @param job the job of that chunk
 * @param user for whom
 * @param source from where
 * @param feed what to ask
 * @param range what of the chunk still has to be fetched
 * @param expiresAt when others may take it over
 */
public record ChunkClaim(
        long fence,
        long chunk,
        JobId job,
        UserId user,
        SourceId source,
        FeedId feed,
        TimeRange range,
        Instant expiresAt) {}
