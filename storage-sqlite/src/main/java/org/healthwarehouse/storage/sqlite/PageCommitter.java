package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.Derivation;
import org.healthwarehouse.storage.ListingResult;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.StaleClaimException;
import org.healthwarehouse.storage.StoredItem;
import org.healthwarehouse.storage.SyncFinding;

/** Writes one page inside a transaction: everything it brings, or nothing. */
final class PageCommitter {
    /** The fence of what needs no claim: real ones begin with 1. */
    static final long NO_FENCE = 0;

    private final Session session;
    private final PageCommit commit;
    private final ChunkClaim claim;
    private final Map<StreamId, Long> streams = new HashMap<>();
    private final Set<Long> told = new HashSet<>();
    private final Map<Long, Integer> added = new HashMap<>();
    private final Set<StreamId> touched = new HashSet<>();
    private final TouchedTime touchedTime = new TouchedTime();

    private final boolean claimed;

    private PageCommitter(Session session, PageCommit commit) {
        this.session = session;
        this.commit = commit;
        this.claim = commit.claim();
        this.claimed = claim.fence() != NO_FENCE;
    }

    /** Writes what came without a chunk; its claim has {@link #NO_FENCE}. */
    static CommitReceipt unclaimed(Session session, PageCommit commit, Optional<byte[]> sha256) throws SQLException {
        return new PageCommitter(session, commit).write(sha256);
    }

    /** Hashes the page before the transaction begins, so that others need not wait for that. */
    static CommitReceipt commit(Writer writer, PageCommit commit) {
        Optional<byte[]> sha256 = commit.page()
                .filter(page -> commit.raw().bytes())
                .map(RawPage::body)
                .map(RawPages::sha256);
        return writer.inTransaction("commit a page", session -> new PageCommitter(session, commit).write(sha256));
    }

    private CommitReceipt write(Optional<byte[]> sha256) throws SQLException {
        if (claimed && !ClaimTable.holds(session, claim.fence())) {
            throw new StaleClaimException(claim.fence());
        }
        long feed = Names.feed(session, claim.user(), claim.source(), claim.feed());
        Long raw = sha256.isPresent() ? raw(sha256.get()) : null;
        long fetch = FetchTable.page(session, feed, commit, raw);
        Tally tally = new Tally();
        Telling teller = Telling.of(commit, fetch);
        Telling telling = raw == null ? teller : teller.firstTold(session, raw);
        ItemRemover remover = new ItemRemover(session, telling, tally);
        removed(remover, tally);
        content(telling, tally);
        derive(fetch);
        int unused = LocalDayTable.write(session, claim, commit.content().localDays(), fetch);
        if (!telling.isImported()) {
            NamedAgain.forget(session, commit.content(), type -> stream(stream(type)));
        }
        for (SyncFinding finding : commit.findings()) {
            FindingTable.seen(session, finding);
        }
        FetchTable.counted(session, fetch, tally);
        for (Map.Entry<Long, Integer> grown : added.entrySet()) {
            SyncLogTable.grew(session, grown.getKey(), grown.getValue(), commit.finishedAt());
        }
        for (PageCommit.CoverageChange change : commit.coverage()) {
            long stream = stream(change.stream());
            if (claimed) {
                CoverageTable.add(session, stream, change.entry());
            } else {
                CoverageTable.fill(session, stream, change.entry());
            }
            StreamTable.onAxis(session, stream, change.axis());
            if (change.settling().isPresent()) {
                StreamTable.settles(session, stream, change.settling().get());
            }
            if (change.entry().held() == Held.HELD) {
                told.add(stream);
            }
        }
        if (!commit.coverage().isEmpty()) {
            new RisenMeanwhile(session, commit).reopen(feed, this::stream);
        }
        if (!claimed) {
            if (!telling.isImported()) {
                UnversionedTime time = tally.written() > 0 ? remover.time().and(commit.content()) : remover.time();
                time.endClaims(session, claim.user(), claim.source());
            }
        } else if (commit.chunkDone()) {
            finish(feed);
        } else {
            ClaimTable.prolong(session, claim.fence(), commit.finishedAt());
        }
        return new CommitReceipt(fetch, tally.added, tally.changed, tally.unchanged, touched);
    }

    private long raw(byte[] sha256) throws SQLException {
        return RawPages.store(
                session,
                Names.user(session, claim.user()),
                sha256,
                commit.page().orElseThrow().body());
    }

    /** What is gone goes first, so that what the same page names stays. */
    private void removed(ItemRemover remover, Tally tally) throws SQLException {
        for (PageContent.Deletion deletion : commit.content().deleted()) {
            StreamId stream = stream(deletion.type());
            int before = tally.written();
            remover.remove(stream(stream), stream, deletion.key());
            touched(stream, tally.written() > before);
        }
        for (ListingResult listing : commit.listings()) {
            long stream = stream(listing.stream());
            int before = tally.written();
            for (StoredItem item : listing.gone()) {
                remover.remove(stream, listing.stream(), item);
                touchedTime.add(listing.stream().type(), item);
            }
            touched(listing.stream(), tally.written() > before);
            AbsenceTable.replace(session, stream, listing.range(), listing.waiting());
        }
    }

    private void content(Telling telling, Tally tally) throws SQLException {
        PageContent content = commit.content();
        SampleWriter samples = new SampleWriter(session, telling.fetch(), tally);
        for (SampleBatch batch : content.samples()) {
            StreamId stream = stream(batch.type());
            int before = tally.written();
            int addedBefore = tally.added;
            long number = told(stream);
            SampleBatch news =
                    telling.asked() ? batch : StandingSamples.without(session, telling, number, batch, tally);
            samples.write(number, news);
            touched(stream, tally.written() > before);
            if (tally.written() > before && isInput(batch.type())) {
                touchedTime.add(news);
            }
            added.merge(stream(stream), tally.added - addedBefore, Integer::sum);
        }
        RecordWriter records = new RecordWriter(session, telling, tally);
        for (ParsedRecord record : content.records()) {
            StreamId stream = stream(record.type());
            int before = tally.written();
            int addedBefore = tally.added;
            records.write(told(stream), record);
            touched(stream, tally.written() > before);
            added.merge(stream(stream), tally.added - addedBefore, Integer::sum);
        }
        records.alsoTouched().forEach(type -> touched(stream(type), true));
        LocationWriter locations = new LocationWriter(session, telling, tally);
        for (ParsedLocation location : content.locations()) {
            StreamId stream = stream(location.type());
            int before = tally.written();
            int addedBefore = tally.added;
            locations.write(told(stream), location);
            touched(stream, tally.written() > before);
            added.merge(stream(stream), tally.added - addedBefore, Integer::sum);
        }
    }

    private boolean isInput(DataType type) {
        return commit.derivations().stream()
                .anyMatch(derivation -> derivation.deriver().input().equals(type));
    }

    /** After all samples are as they shall be: makes anew what is derived from those that changed. */
    private void derive(long fetch) throws SQLException {
        for (Derivation derivation : commit.derivations()) {
            Optional<TimeRange> range = touchedTime.of(derivation.deriver().input());
            if (range.isPresent()) {
                DerivedTable.known(session, derivation, stream(derivation.input()));
                Tally tally = new DerivedRecords(session, fetch).derive(derivation, range.get());
                touched(derivation.output(), tally.written() > 0);
                added.merge(stream(derivation.output()), tally.added, Integer::sum);
            }
        }
    }

    private StreamId stream(DataType type) {
        return new StreamId(claim.user(), claim.source(), type);
    }

    private void touched(StreamId stream, boolean written) {
        if (written) {
            touched.add(stream);
        }
    }

    private long told(StreamId id) throws SQLException {
        long stream = stream(id);
        told.add(stream);
        return stream;
    }

    private long stream(StreamId id) throws SQLException {
        if (!id.user().equals(claim.user())) {
            throw new InvalidParameterException(
                    "stream", id, "must belong to the user of the claim, " + claim.user(), "commit one user's page");
        }
        Long known = streams.get(id);
        if (known == null) {
            known = StreamTable.id(session, id);
            streams.put(id, known);
        }
        return known;
    }

    private void finish(long feed) throws SQLException {
        for (Derivation derivation : commit.derivations()) {
            if (told.contains(streams.get(derivation.input()))) {
                DerivedTable.known(session, derivation, stream(derivation.input()));
                told(derivation.output());
            }
        }
        for (long stream : told) {
            StreamTable.succeeded(session, stream, commit.finishedAt());
        }
        FailureTable.remove(session, feed, claim.range());
        ChunkTable.done(session, claim.chunk());
        ErrorLog.chunkSucceeded(session, claim.job(), claim.chunk(), commit.finishedAt());
        ClaimTable.drop(session, claim.fence());
    }
}
