package org.healthwarehouse.connector;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/**
 * The code that talks to one source. {@link #fetch} does the input and output, {@link #parse} reads what came; they are
 * apart so that the engine can store the vendor's bytes between them and read them again later without asking again.
 *
 * <p>A connector keeps no progress and no schedule, never waits and never retries: the engine does. It is called from
 * several threads at once.
 */
public interface Connector extends PageParser, AutoCloseable {
    /** The source it serves. Two connectors of one warehouse never serve the same. */
    SourceId source();

    /**
     * What can be fetched for a user. Called when a request is planned; may ask the vendor (a catalogue at run time).
     * The engine keeps the answer for a while.
     *
     * @throws FetchException if the vendor cannot say; the engine retries as its policy says
     * @throws InterruptedException if the thread is interrupted
     */
    List<FeedSpec> feeds(FetchContext context) throws FetchException, InterruptedException;

    /**
     * Asks the vendor for one page. May block up to the transport's deadline.
     *
     * @throws FetchException if there was no usable answer; its failure says how the engine goes on
     * @throws InterruptedException if the thread is interrupted
     */
    FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException;

    /**
     * Reads a page into samples, records, locations and claims. Pure: the same page gives the same calls on the sink,
     * today and in ten years; no clock, no network. Streams, so that a large page does not have to fit in memory twice.
     *
     * @throws MalformedResponseException if the page is not what the vendor's interface promises; nothing of it is kept
     *     but the raw bytes
     */
    @Override
    void parse(RawPage page, PageSink sink) throws MalformedResponseException;

    /**
     * How often the vendor may be called for this user. Asked often: answer from memory. The default is one scope for
     * each user, without limits.
     */
    default Budget budget(UserId user) {
        return Budget.unlimited(source() + ":" + user);
    }

    /**
     * The moment up to which the source itself says that a feed is complete, for example a watch's last upload. Asked
     * before the feed is; empty for feeds that have no such thing, which is the default.
     *
     * @throws FetchException if the vendor cannot say; what it said last is used
     * @throws InterruptedException if the thread is interrupted
     */
    default Optional<Instant> watermark(FeedId feed, FetchContext context) throws FetchException, InterruptedException {
        return Optional.empty();
    }

    /**
     * Whether the vendor still has a record that a complete listing did not name. The default cannot tell.
     *
     * @throws FetchException if the vendor cannot say
     * @throws InterruptedException if the thread is interrupted
     */
    default Presence lookup(DataType type, RecordKey key, FetchContext context)
            throws FetchException, InterruptedException {
        return Presence.UNKNOWN;
    }

    /**
     * What the vendor says has changed since a moment, also in time that is long past. Asked by schedules before a
     * sweep, about once a week; the default knows of nothing. If its first call may not be made yet, that call fails,
     * and this is asked anew when it may.
     *
     * @param since when this was last asked
     * @throws FetchException if the vendor cannot say; it is asked again about the same time the next time
     * @throws InterruptedException if the thread is interrupted
     */
    default List<ChangeHint> changes(Instant since, FetchContext context) throws FetchException, InterruptedException {
        return List.of();
    }

    /**
     * Whether a key is one that a record has for ever and shares with no other, so that what the vendor says of the key
     * it says of the record. False where a record may pass on to another key of that kind, as a rating to another
     * sleep: then a deletion that names only such a key is not believed before the vendor, asked by the record's own
     * key, says so. Asked often: answer from memory. The default takes every key for such a one.
     */
    default boolean isOwnKey(DataType type, RecordKey key) {
        return true;
    }

    /**
     * What is gone too when the vendor says that a record is: for example the rating of a night with the sleep. Asked
     * when the vendor tells of a deletion by itself; the default knows of nothing. A dependant that is named by a key
     * {@linkplain #isOwnKey not its own} is asked for before it goes.
     */
    default List<ItemKey> dependants(DataType type, RecordKey key) {
        return List.of();
    }

    /**
     * What makes records out of samples that this source sends. Each has an output of its own; the default has none.
     * Asked often: answer from memory.
     */
    default List<Deriver> derivers() {
        return List.of();
    }

    /** Releases what the connector holds; the default holds nothing. */
    @Override
    default void close() {}
}
