package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.Derivation;
import org.healthwarehouse.storage.PageCommit.CoverageChange;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.ReplayCommit;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.StaleClaimException;
import org.healthwarehouse.storage.StoredItem;

/**
 * Writes what was read again about one part inside a transaction. Rows of a page get a commit of their own that points
 * to it, so that it is known for ever which page a row came from.
 */
final class ReplayCommitter {
    static final String REASON = "REPARSED";
    private static final String READ_BY = """
            UPDATE fetch SET parser_version = ?1
            WHERE feed_id = ?2 AND raw_id IS NOT NULL AND replayed_id IS NULL AND parser_version < ?1
              AND finished_ms <= (SELECT created_ms FROM sync_job WHERE job_id = ?3)
              AND NOT EXISTS (SELECT 1 FROM sync_chunk c JOIN sync_job j ON j.job_no = c.job_no
                              WHERE j.job_id = ?3 AND c.feed_id = ?2 AND c.state <> 'DONE')""";

    private final Session session;
    private final ReplayCommit commit;
    private final ChunkClaim claim;
    private final Origins origins;
    private final ReplayedItems items;
    private final Map<StreamId, Integer> added = new HashMap<>();
    private final Set<StreamId> touched = new HashSet<>();
    private final TouchedTime touchedTime = new TouchedTime();
    private final Tally total = new Tally();

    ReplayCommitter(Session session, ReplayCommit commit) {
        this.session = session;
        this.commit = commit;
        this.claim = commit.claim();
        this.origins = new Origins(
                session, commit.pages().stream().map(ReplayCommit.Page::number).collect(Collectors.toSet()));
        this.items = new ReplayedItems(session, origins);
    }

    CommitReceipt write() throws SQLException {
        if (!ClaimTable.holds(session, claim.fence())) {
            throw new StaleClaimException(claim.fence());
        }
        long feed = Names.feed(session, claim.user(), claim.source(), claim.feed());
        remove(feed);
        for (ReplayCommit.Page page : commit.pages()) {
            write(page, page.content(), false);
        }
        // Last, for what looks stored may have become something else.
        for (ReplayCommit.Page page : commit.pages()) {
            write(page, page.ifStored(), true);
        }
        derive(feed);
        for (Map.Entry<StreamId, Integer> grown : added.entrySet()) {
            SyncLogTable.grew(session, StreamTable.id(session, grown.getKey()), grown.getValue(), commit.at());
        }
        cover(feed);
        finish(feed);
        return new CommitReceipt(FetchTable.lastCommit(session), total.added, total.changed, total.unchanged, touched);
    }

    /** First, so that what has another identity now finds no place taken. */
    private void remove(long feed) throws SQLException {
        long fetch = FetchTable.replay(session, feed, commit);
        Tally tally = new Tally();
        ReplayRemover unnamed = new ReplayRemover(session, commit, origins);
        ReplayedParts parts = new ReplayedParts(session, unnamed);
        ItemRemover remover = new ItemRemover(session, Telling.replayed(fetch), tally, REASON);
        for (StreamId id : commit.streams()) {
            Optional<StreamTable.Stored> stream = StreamTable.find(session, id);
            if (stream.isPresent()) {
                for (StoredItem item : unnamed.unnamed(id, stream.get().id())) {
                    remover.remove(stream.get().id(), id, item);
                    AbsenceTable.remove(session, stream.get().id(), item);
                    touchedTime.add(id.type(), item);
                    touched.add(id);
                }
                int before = tally.written();
                for (RecordKey key : parts.remove(id.type(), stream.get().id(), commit.part(), fetch, tally)) {
                    remover.remove(stream.get().id(), id, key);
                }
                if (tally.written() > before) {
                    touched.add(id);
                }
            }
        }
        end(fetch, tally);
    }

    private void write(ReplayCommit.Page page, PageContent content, boolean onlyStored) throws SQLException {
        if (content.size() + content.localDays().size() == 0) {
            return;
        }
        long fetch = FetchTable.replayed(session, page.number(), commit);
        Tally tally = new Tally();
        write(page, content, onlyStored, fetch, tally);
        for (LocalDay day : content.localDays()) {
            write(page, day, fetch, tally);
        }
        end(fetch, tally);
    }

    private void end(long fetch, Tally tally) throws SQLException {
        if (tally.written() == 0) {
            FetchTable.forget(session, fetch);
        } else {
            FetchTable.counted(session, fetch, tally);
        }
        total.added += tally.added;
        total.changed += tally.changed;
        total.unchanged += tally.unchanged;
    }

    private void write(ReplayCommit.Page page, PageContent content, boolean onlyStored, long fetch, Tally tally)
            throws SQLException {
        SampleWriter samples = new SampleWriter(session, fetch, tally, REASON);
        for (SampleBatch batch : content.samples()) {
            StreamId id = stream(batch.type());
            SampleBatch writable = items.writable(series(id, batch), batch, page.number(), onlyStored);
            if (writable.size() > 0) {
                int before = tally.written();
                counted(id, tally, () -> samples.write(StreamTable.id(session, id), writable));
                if (tally.written() > before) {
                    touchedTime.add(writable);
                }
            }
        }
        RecordWriter records = new RecordWriter(session, Telling.replayed(fetch), tally, REASON);
        for (ParsedRecord record : content.records()) {
            StreamId id = stream(record.type());
            long stream = StreamTable.id(session, id);
            if (items.isWritable(stream, record, page.number(), onlyStored)) {
                counted(id, tally, () -> {
                    tally.changed += items.takeKeys(stream, record, fetch) ? 1 : 0;
                    records.write(stream, record);
                });
            }
        }
        records.alsoTouched().forEach(type -> touched.add(stream(type)));
        LocationWriter locations = new LocationWriter(session, Telling.replayed(fetch), tally, REASON);
        for (ParsedLocation location : content.locations()) {
            StreamId id = stream(location.type());
            long stream = StreamTable.id(session, id);
            if (items.isWritable(stream, location, page.number(), onlyStored)) {
                counted(id, tally, () -> locations.write(stream, location));
            }
        }
    }

    private Optional<Long> series(StreamId id, SampleBatch batch) throws SQLException {
        Optional<StreamTable.Stored> stream = StreamTable.find(session, id);
        return stream.isPresent()
                ? SeriesTable.find(session, stream.get().id(), batch.device().key(), batch.channel())
                : Optional.empty();
    }

    private void write(ReplayCommit.Page page, LocalDay day, long fetch, Tally tally) throws SQLException {
        Optional<LocalDayTable.Known> known = LocalDayTable.known(session, claim, day.date());
        boolean surer = known.isPresent() && day.exact() && !known.get().exact();
        if (known.isPresent() && !surer && !origins.mayBeReplaced(known.get().fetch(), page.number())) {
            return;
        }
        if (known.isPresent() && !day.exact() && origins.isRead(known.get().fetch())) {
            // That it was exact only said a page that is read again and does not say so any more.
            LocalDayTable.doubt(session, claim, day.date());
        }
        tally.changed += LocalDayTable.write(session, claim, List.of(day), fetch);
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws SQLException;
    }

    private void counted(StreamId id, Tally tally, Writing writing) throws SQLException {
        int written = tally.written();
        int before = tally.added;
        writing.run();
        if (tally.written() > written) {
            touched.add(id);
        }
        added.merge(id, tally.added - before, Integer::sum);
    }

    private StreamId stream(DataType type) {
        return new StreamId(claim.user(), claim.source(), type);
    }

    private void derive(long feed) throws SQLException {
        for (Derivation derivation : commit.derivations()) {
            Optional<TimeRange> range = touchedTime.of(derivation.deriver().input());
            if (range.isPresent()) {
                DerivedTable.known(session, derivation, StreamTable.id(session, derivation.input()));
                long fetch = FetchTable.replay(session, feed, commit);
                Tally tally = new DerivedRecords(session, fetch).derive(derivation, range.get());
                if (tally.written() > 0) {
                    touched.add(derivation.output());
                }
                added.merge(derivation.output(), tally.added, Integer::sum);
                end(fetch, tally);
            }
        }
    }

    private void cover(long feed) throws SQLException {
        for (CoverageChange change : commit.coverage()) {
            long stream = StreamTable.id(session, change.stream());
            CoverageTable.add(session, stream, change.entry());
            StreamTable.onAxis(session, stream, change.axis());
            if (change.settling().isPresent()) {
                StreamTable.settles(session, stream, change.settling().get());
            }
            if (change.entry().held() == Held.HELD) {
                StreamTable.succeededBefore(session, stream, change.entry().fetchedAt());
                FailureTable.remove(session, feed, change.entry().range());
            }
        }
    }

    private void finish(long feed) throws SQLException {
        ChunkTable.done(session, claim.chunk());
        ErrorLog.chunkSucceeded(session, claim.job(), claim.chunk(), commit.at());
        ClaimTable.drop(session, claim.fence());
        session.update(READ_BY, commit.parserVersion(), feed, claim.job().value());
    }
}
