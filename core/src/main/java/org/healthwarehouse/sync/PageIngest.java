package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageParser;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.PageContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a page that belongs to no chunk and commits what it brings. Thread-safe. */
final class PageIngest {
    private static final Logger LOG = LoggerFactory.getLogger(PageIngest.class);

    private final EngineParts parts;
    private final IngestLedger ledger;

    PageIngest(EngineParts parts, IngestLedger ledger) {
        this.parts = parts;
        this.ledger = ledger;
    }

    /**
     * Reads and commits.
     *
     * @param claims whether what the page says about ranges counts
     * @throws HealthWarehouseException with a {@link Failure.MalformedResponse} if it cannot be read; then its bytes
     *     are kept, the failure is logged, and nothing else is written
     */
    IngestReceipt ingest(UserId user, RawPage page, JobId job, PageParser parser, int calls, boolean claims) {
        return commit(read(user, page, job, parser, calls, claims, () -> {}));
    }

    /**
     * Reads a page, and commits nothing.
     *
     * @param first is run before claims of the page are put on the axis of what is stored, and before it is written
     *     down that it cannot be read; for all other pages it is not
     */
    IngestCommit read(
            UserId user, RawPage page, JobId job, PageParser parser, int calls, boolean claims, Runnable first) {
        PageBuffer buffer = new PageBuffer();
        PageContent content;
        try {
            parser.parse(page, buffer);
            content = buffer.content();
        } catch (MalformedResponseException e) {
            throw refused(user, page, job, parser, calls, e.failure(), e, first);
        } catch (StorageFailedException e) {
            throw e;
        } catch (HealthWarehouseException e) {
            throw refused(user, page, job, parser, calls, malformed(e.failure().message()), e, first);
        } catch (RuntimeException e) {
            LOG.warn("{} job={} feed={}", LogEvent.SYNC_PARSER_FAILED, job, page.feed(), e);
            Failure failure = malformed("reading it failed: " + e.getClass().getName());
            throw refused(user, page, job, parser, calls, failure, e, first);
        }
        if (claims && !buffer.claimedTypes().isEmpty()) {
            first.run();
        }
        return commitOf(user, page, job, parser, calls, buffer, content, claims);
    }

    private static Failure malformed(String message) {
        return new Failure.MalformedResponse(message, "this page");
    }

    private IngestCommit commitOf(
            UserId user,
            RawPage page,
            JobId job,
            PageParser parser,
            int calls,
            PageBuffer buffer,
            PageContent content,
            boolean claims) {
        Instant at = parts.now();
        TimeRange range = IngestRange.of(content).orElseGet(() -> moment(page));
        return new IngestCommit(
                user,
                page.source(),
                page.feed(),
                job,
                range,
                Optional.of(page),
                parser.parserVersion(page.feed()),
                content,
                claims ? ledger.lines(user, page, buffer, content) : List.of(),
                calls,
                at,
                SkippedItems.findings(user, page.source(), range, content.problems(), at),
                DerivedStreams.of(parts, user, page.source()),
                Optional.empty());
    }

    /** Commits what was read. */
    IngestReceipt commit(IngestCommit commit) {
        CommitReceipt receipt;
        try {
            receipt = parts.storage().ingest(commit);
        } catch (StorageFailedException e) {
            throw e;
        } catch (HealthWarehouseException e) {
            // What the page says cannot be stored: a fault of this page, not of the store.
            throw refused(commit, malformed(e.failure().message()), e);
        }
        return told(commit, receipt);
    }

    /** Commits several pages in one transaction; empty if one of them cannot be stored, and nothing was. */
    Optional<List<IngestReceipt>> commitTogether(List<IngestCommit> commits) {
        List<CommitReceipt> receipts;
        try {
            receipts = parts.storage().ingestAll(commits);
        } catch (StorageFailedException e) {
            throw e;
        } catch (HealthWarehouseException e) {
            return Optional.empty();
        }
        List<IngestReceipt> told = new ArrayList<>();
        for (int i = 0; i < commits.size(); i++) {
            told.add(told(commits.get(i), receipts.get(i)));
        }
        return Optional.of(told);
    }

    private IngestReceipt told(IngestCommit commit, CommitReceipt receipt) {
        tell(commit, receipt);
        return new IngestReceipt(
                receipt.number(),
                receipt.added(),
                receipt.changed(),
                receipt.unchanged(),
                rowsByType(commit.content()),
                commit.content().problems());
    }

    private HealthWarehouseException refused(
            UserId user,
            RawPage page,
            JobId job,
            PageParser parser,
            int calls,
            Failure failure,
            Exception cause,
            Runnable first) {
        first.run();
        return refused(user, page, job, parser.parserVersion(page.feed()), calls, failure, cause);
    }

    private HealthWarehouseException refused(IngestCommit commit, Failure failure, Exception cause) {
        RawPage page = commit.page().orElseThrow();
        return refused(commit.user(), page, commit.job(), commit.parserVersion(), commit.calls(), failure, cause);
    }

    private HealthWarehouseException refused(
            UserId user, RawPage page, JobId job, int parserVersion, int calls, Failure failure, Exception cause) {
        var unused = parts.storage()
                .ingest(new IngestCommit(
                        user,
                        page.source(),
                        page.feed(),
                        job,
                        moment(page),
                        Optional.of(page),
                        parserVersion,
                        PageContent.EMPTY,
                        List.of(),
                        calls,
                        parts.now(),
                        List.of(),
                        List.of(),
                        Optional.of(failure)));
        return new HealthWarehouseException(failure, cause);
    }

    private static TimeRange moment(RawPage page) {
        return new TimeRange(page.moment(), page.moment().plusMillis(1));
    }

    /** Whoever listens for what syncs store hears of this too. */
    void tell(IngestCommit commit, CommitReceipt receipt) {
        if (!receipt.touched().isEmpty()) {
            Map<StreamId, TimeRangeSet> ranges = receipt.touched().stream()
                    .collect(Collectors.toMap(stream -> stream, stream -> TimeRangeSet.of(commit.range())));
            StoredChanges.tell(
                    parts.afterSync(), new AfterSync.NewData(commit.user(), commit.source(), commit.job(), ranges));
        }
    }

    private static Map<DataType, Long> rowsByType(PageContent content) {
        Map<DataType, Long> rows = new HashMap<>();
        content.samples().forEach(batch -> rows.merge(batch.type(), (long) batch.size(), Long::sum));
        content.records().forEach(record -> rows.merge(record.type(), 1L, Long::sum));
        content.locations().forEach(fix -> rows.merge(fix.type(), 1L, Long::sum));
        return rows;
    }
}
