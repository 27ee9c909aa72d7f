package org.healthwarehouse.connector;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.model.SourceId;

/**
 * A vendor's answer as it came.
 *
 * @param origin how it reached the warehouse
 * @param source from where
 * @param feed from which feed
 * @param request what was asked; empty for pages that nobody asked for
 * @param startedAt when it was asked, by the local clock
 * @param serverDate the vendor's clock as it answered; of a file, when it was made; empty if it did not say
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
    /** Who tells of the records on it: the vendor's interface, unless it was read from a file. */
    public RecordOrigin tells() {
        if (origin != Origin.IMPORT) {
            return RecordOrigin.API;
        }
        return mediaType.startsWith("text/csv") ? RecordOrigin.CSV : RecordOrigin.FILE;
    }

    /** The moment that it speaks of: when it was asked for or came, or earlier, when the vendor or its file says so. */
    public Instant moment() {
        return serverDate.filter(startedAt::isAfter).orElse(startedAt);
    }

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
