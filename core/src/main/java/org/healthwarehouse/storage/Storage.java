package org.healthwarehouse.storage;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * A store. Everything that a page brings is written by {@link #commit}, whole or not at all. Thread-safe. Every method
 * throws {@link org.healthwarehouse.model.StorageFailedException} if the store cannot do it.
 */
public interface Storage extends AutoCloseable {
    /** How to name it to a person: scheme and place, without secrets. */
    String describe();

    /**
     * A view of everything committed so far that does not change while it is open. The caller closes it, soon.
     *
     * @throws org.healthwarehouse.model.StorageFailedException if no view could be had in time
     */
    Snapshot snapshot();

    /**
     * A view of the rows as they were at an earlier commit: what has changed since has its old form, what is gone is
     * there again, and what came later is not there. Only samples, records and locations are of that time; ledger, days
     * with data, failures and all else are as they are now. A record may have keys that it was given since. The caller
     * closes it, soon.
     *
     * @param number the {@link Snapshot#number} of a snapshot, or of a receipt; 0 for the empty store
     * @throws org.healthwarehouse.model.InvalidParameterException if there is no such commit yet
     * @throws org.healthwarehouse.model.StorageFailedException if no view could be had in time
     */
    default Snapshot snapshot(long number) {
        throw new InvalidParameterException(
                "snapshot number",
                number,
                "cannot be read from a storage that keeps no former states",
                "read the present");
    }

    /** Jobs, chunks and claims. */
    SyncJobStore jobs();

    /** Answers of vendors about themselves, with an expiry. */
    MetadataStore metadata();

    /** How runs of jobs went, stream by stream. */
    SyncLog syncLog();

    /** What is in the store, whether it is whole, and what went wrong. */
    StoreCare care();

    /** When the slots of schedules last ran. */
    ScheduleStore schedules();

    /** Encrypted logins. */
    TokenStore tokens();

    /** Up to when sources say that they are complete. */
    WatermarkStore watermarks();

    /** How users stand with sources. */
    ConnectionStore connections();

    /** The ledger, as far as it changes other than by a page, and how far it was swept. */
    LedgerStore ledger();

    /** How many calls were made to vendors that count them. */
    QuotaStore quota();

    /** The vendors' bytes that are kept; the default keeps none. */
    default RawStore raw() {
        return RawStore.NONE;
    }

    /** What no source delivers: tables that other modules declare; the default keeps none. */
    default TableStore tables() {
        return TableStore.NONE;
    }

    /** The file that holds it, beside which the key file of the logins is put by default; empty if there is none. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /**
     * Writes one page: samples, records, locations, raw bytes, coverage, chunk state, job progress and fetch log, all
     * or nothing. What has not changed is not rewritten; what has changed or is gone keeps its old form as a revision,
     * and what comes back after it was gone is the same item again. Deletions of a page take effect before what it
     * names. A finished chunk resolves the errors it had. Records that are derived from samples which the page changes
     * are made anew after it; only those that come out differently are written, and what no longer comes out keeps its
     * old form as a revision with the reason {@code DERIVED}.
     *
     * @return what changed
     * @throws StaleClaimException if the chunk is no longer claimed by this fence; nothing was written
     */
    CommitReceipt commit(PageCommit commit);

    /**
     * Writes what came without a chunk, by the rules of {@link #commit}; no claim is needed. What was asked for or came
     * later than the page stays as it is, and so do samples and locations that the vendor's interface told of, where
     * the page was read from a file: an old export never undoes what is known since. What a page that was not read from
     * a file changes without a time of change of its own ends the claims around it, so that an answer which is on its
     * way is asked for again instead of undoing it.
     *
     * @return what changed
     */
    CommitReceipt ingest(IngestCommit commit);

    /**
     * Writes several of them in one transaction, in their order, by the rules of {@link #ingest}: if one of them cannot
     * be written, none is. Whoever imports many small pages relies on that, and writes each by itself then.
     *
     * @return what each of them changed
     */
    List<CommitReceipt> ingestAll(List<IngestCommit> commits);

    /** Which hints and webhooks of vendors were handled. */
    EventStore events();

    /**
     * Makes the next part of a derived stream anew if what is stored was made by an older version of the deriver, or by
     * none; how far it came is kept. One transaction of about a month. The default derives nothing.
     *
     * @param at the present
     * @return whether something may be left to do
     */
    default boolean deriveAnew(Derivation derivation, Instant at) {
        return false;
    }

    /** Closes all connections; safe to call twice. */
    @Override
    void close();
}
