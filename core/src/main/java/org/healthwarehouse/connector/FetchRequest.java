package org.healthwarehouse.connector;

import java.time.LocalDate;
import java.util.Optional;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/** What the engine asks a connector to fetch. */
public sealed interface FetchRequest {
    /** For whom. */
    UserId user();

    /** From which feed. */
    FeedId feed();

    /** A range of instants, for feeds on the UTC axis; with a token, its next page. */
    record Window(UserId user, FeedId feed, TimeRange range, Optional<PageToken> page) implements FetchRequest {}

    /** The local dates {@code [first, endExclusive)}; with a token, their next page. */
    record Dates(UserId user, FeedId feed, LocalDate first, LocalDate endExclusive, Optional<PageToken> page)
            implements FetchRequest {}

    /** One record. */
    record ById(UserId user, FeedId feed, DataType type, RecordKey key) implements FetchRequest {}

    /** The current value of a feed without an axis. */
    record Current(UserId user, FeedId feed) implements FetchRequest {}
}
