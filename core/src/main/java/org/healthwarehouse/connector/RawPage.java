package org.healthwarehouse.connector;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.SourceId;

/**
 * A vendor's answer as it came.
 *
 * @param origin how it reached the warehouse
 * @param source from where
 * @param feed from which feed
 * @param request what was asked; empty for pages that nobody asked for
 * @param startedAt when it was asked, by the local clock
 * @param serverDate the vendor's clock as it answered; empty if it did not say
 * @param status HTTP status; 0 where there is none
 * @param mediaType media type as the vendor named it
 * @param body the bytes
 */
public record RawPage(
        Origin origin,
        SourceId source,
        FeedId feed,
        Optional<FetchRequest> request,
        Instant startedAt,
        Optional<Instant> serverDate,
        int status,
        String mediaType,
        RawBody body) {
    /** How a page reached the warehouse. */
    public enum Origin {
        /** It was asked for. */
        PULL,
        /** The vendor sent it. */
        PUSH,
        /** It was read from a file. */
        IMPORT
    }
}
