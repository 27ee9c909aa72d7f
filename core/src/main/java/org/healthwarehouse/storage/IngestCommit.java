package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/**
 * What reaches the store without a chunk: a page that was pushed or read from a file, one record that was asked for on
 * a vendor's hint, or the word that something is gone.
 *
 * @param user whose data
 * @param source from where
 * @param feed under which feed it is written down
 * @param job the import, push or event that brought it; no job of that id has to exist
 * @param range what it is about, for the fetch log
 * @param page the bytes; empty if there are none
 * @param parserVersion the version of the parser that read it
 * @param content what was read off it; nothing if it could not be read
 * @param coverage lines for the ledger; they enter only where nothing newer is known and nothing is settled
 * @param calls how many calls it took
 * @param finishedAt when it was committed, by the local clock
 * @param findings what a person should know about it
 * @param derivations what is to be made anew out of the samples that it changes
 * @param failure why it could not be read; then only the bytes are kept, and the failure goes to the error log, until
 *     the same bytes can be read
 */
public record IngestCommit(
        UserId user,
        SourceId source,
        FeedId feed,
        JobId job,
        TimeRange range,
        Optional<RawPage> page,
        int parserVersion,
        PageContent content,
        List<PageCommit.CoverageChange> coverage,
        int calls,
        Instant finishedAt,
        List<SyncFinding> findings,
        List<Derivation> derivations,
        Optional<Failure> failure) {
    /** Copies the lists. */
    public IngestCommit {
        coverage = List.copyOf(coverage);
        findings = List.copyOf(findings);
        derivations = List.copyOf(derivations);
    }

    /** Content without claims or remarks. */
    public IngestCommit(
            UserId user,
            SourceId source,
            FeedId feed,
            JobId job,
            TimeRange range,
            Optional<RawPage> page,
            int parserVersion,
            PageContent content,
            Instant finishedAt) {
        this(
                user,
                source,
                feed,
                job,
                range,
                page,
                parserVersion,
                content,
                List.of(),
                0,
                finishedAt,
                List.of(),
                List.of(),
                Optional.empty());
    }
}
