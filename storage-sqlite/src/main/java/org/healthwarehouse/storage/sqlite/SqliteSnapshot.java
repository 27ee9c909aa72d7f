package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Absence;
import org.healthwarehouse.storage.Snapshot;

/** A view of the store at one commit, held by a read transaction. */
final class SqliteSnapshot implements Snapshot {
    private final ReadTransaction transaction;
    private final long number;
    private final RowReader rows;
    private final Map<StreamId, Optional<StreamTable.Stored>> found = new HashMap<>();

    SqliteSnapshot(ReadTransaction transaction) {
        this(transaction, transaction.number(), new PresentRows());
    }

    private SqliteSnapshot(ReadTransaction transaction, long number, RowReader rows) {
        this.transaction = transaction;
        this.number = number;
        this.rows = rows;
    }

    /** The rows as they were at that commit; the ledger and all else as they are. */
    static SqliteSnapshot past(ReadTransaction transaction, long number) {
        long last = transaction.number();
        if (number < 0 || number > last) {
            transaction.close();
            throw new InvalidParameterException(
                    "snapshot number",
                    number,
                    "must lie between 0 and the last commit, " + last,
                    "take it from a snapshot or a receipt of this store");
        }
        return number == last
                ? new SqliteSnapshot(transaction)
                : new SqliteSnapshot(transaction, number, new PastRows(number));
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void samples(List<StreamId> streams, TimeRange range, SampleVisitor visitor) {
        visit("read samples", session -> rows.samples(session, streams, range, visitor));
    }

    @Override
    public void samples(List<StreamId> streams, TimeRange range, NotedSampleVisitor visitor) {
        visit("read samples", session -> rows.samples(session, streams, range, visitor));
    }

    @Override
    public void records(List<StreamId> streams, TimeRange range, Consumer<? super HealthRecord> visitor) {
        visit("read records", session -> rows.records(session, streams, range, visitor));
    }

    /** The present is looked up; a past state is searched, which nobody does in a hurry. */
    @Override
    public Optional<HealthRecord> record(StreamId stream, RecordKey key) {
        return rows instanceof PresentRows
                ? transaction.read("find a record", session -> RecordReader.find(session, stream, key))
                : Snapshot.super.record(stream, key);
    }

    @Override
    public void locations(List<StreamId> streams, TimeRange range, Consumer<? super Location> visitor) {
        visit("read locations", session -> rows.locations(session, streams, range, visitor));
    }

    @Override
    public List<CoverageEntry> coverage(StreamId stream, TimeRange range) {
        return transaction.read("read the ledger", session -> {
            Optional<StreamTable.Stored> known = find(session, stream);
            return known.isPresent() ? CoverageTable.lines(session, known.get().id(), range) : List.of();
        });
    }

    @Override
    public SortedSet<Instant> daysWithData(StreamId stream, TimeRange range) {
        return transaction.read("find days with data", session -> {
            Optional<StreamTable.Stored> known = find(session, stream);
            return Collections.unmodifiableSortedSet(
                    known.isPresent() ? daysWithData(session, stream, known.get(), range) : new TreeSet<>());
        });
    }

    private static SortedSet<Instant> daysWithData(
            Session session, StreamId id, StreamTable.Stored stream, TimeRange range) throws SQLException {
        return switch (stream.axis()) {
            case UTC -> DayFinder.find(session, id, stream, range);
            case LOCAL_DATE -> DateFinder.find(session, id, stream, range);
            case NONE -> new TreeSet<>();
        };
    }

    @Override
    public TimeAxis axis(StreamId stream) {
        return transaction.read(
                "read the axis of a stream",
                session -> find(session, stream).map(StreamTable.Stored::axis).orElse(TimeAxis.UTC));
    }

    @Override
    public List<LocalDay> localDays(UserId user, SourceId source, TimeRange dates) {
        return transaction.read("read local days", session -> LocalDayTable.find(session, user, source, dates));
    }

    @Override
    public List<FailedRange> failures(UserId user, SourceId source, FeedId feed, TimeRange range) {
        return transaction.read("read failures", session -> {
            Optional<Long> known = Names.findFeed(session, user, source, feed);
            return known.isPresent() ? FailureTable.lines(session, known.get(), range) : List.of();
        });
    }

    @Override
    public List<Absence> absences(StreamId stream, TimeRange range) {
        return transaction.read("read absences", session -> {
            Optional<StreamTable.Stored> known = find(session, stream);
            return known.isPresent() ? AbsenceTable.inRange(session, known.get().id(), range) : List.of();
        });
    }

    @Override
    public Optional<Instant> lastSuccess(StreamId stream) {
        return transaction.read(
                "read the last success", session -> find(session, stream).flatMap(StreamTable.Stored::lastSuccess));
    }

    @Override
    public List<StreamId> streams(UserId user) {
        return transaction.read("list streams", session -> StreamTable.ofUser(session, user));
    }

    /** What a stream is cannot change while the view is open. */
    private Optional<StreamTable.Stored> find(Session session, StreamId stream) throws SQLException {
        Optional<StreamTable.Stored> known = found.get(stream);
        if (known == null) {
            known = StreamTable.find(session, stream);
            found.put(stream, known);
        }
        return known;
    }

    private void visit(String doing, Reading reading) {
        transaction.read(doing, session -> {
            reading.in(session);
            return true;
        });
    }

    @Override
    public void close() {
        transaction.close();
    }

    @FunctionalInterface
    private interface Reading {
        void in(Session session) throws SQLException;
    }
}
