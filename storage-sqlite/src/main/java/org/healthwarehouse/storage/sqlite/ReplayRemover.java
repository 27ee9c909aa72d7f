package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.ReplayCommit;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.StoredItem;

/** Finds rows of a part that came from the pages that are read again, and that none of them names any more. */
final class ReplayRemover {
    private static final String SAMPLES =
            "SELECT start_ms, len_ms, fetch_id FROM sample WHERE series_id = ? AND start_ms >= ? AND start_ms < ?";
    private static final String RECORDS =
            // Of what several tell only parts go: ReplayedParts.
            "SELECT record_id, start_ms, end_ms, fetch_id FROM record WHERE stream_id = ? AND start_ms >= ?"
                    + " AND start_ms < ? AND told & (told - 1) = 0";
    private static final String LOCATIONS =
            "SELECT scheme, key, time_ms, fetch_id FROM location WHERE stream_id = ? AND time_ms >= ? AND time_ms < ?";

    private static final int EVERYBODY = -1;

    private final Session session;
    private final ReplayCommit commit;
    private final Origins origins;

    ReplayRemover(Session session, ReplayCommit commit, Origins origins) {
        this.session = session;
        this.commit = commit;
        this.origins = origins;
    }

    /** What of the stream is to go. */
    List<StoredItem> unnamed(StreamId id, long stream) throws SQLException {
        if (id.type() instanceof RecordType) {
            return records(id.type(), stream);
        }
        return id.type() instanceof LocationType ? locations(id.type(), stream) : samples(id, stream);
    }

    /** Whether what that commit brought may go if no page names it any more. */
    boolean mayGo(long fetch) throws SQLException {
        return origins.isRead(fetch) || (commit.whole() && origins.isSuperseded(fetch));
    }

    private List<StoredItem> samples(StreamId id, long stream) throws SQLException {
        List<StoredItem> unnamed = new ArrayList<>();
        for (SeriesTable.Stored series : SeriesTable.ofStream(session, stream, id)) {
            String device = series.series().key().device().key();
            String channel = series.series().key().channel();
            List<SampleBatch> named = named(id.type(), device, channel);
            record SampleRow(long start, long length, long fetch) {}
            for (SampleRow row : session.all(
                    SAMPLES,
                    each -> new SampleRow(each.getLong(1), each.getLong(2), each.getLong(3)),
                    series.series().id(),
                    commit.part().startMs(),
                    commit.part().endMs())) {
                long end = row.start + row.length;
                if (mayGo(row.fetch)
                        && named.stream().noneMatch(batch -> NamedAgain.has(batch, row.start, row.length))) {
                    unnamed.add(new StoredItem.Sample(device, channel, row.start, end));
                }
            }
        }
        return unnamed;
    }

    private List<SampleBatch> named(DataType type, String device, String channel) {
        List<SampleBatch> named = new ArrayList<>();
        for (ReplayCommit.Page page : commit.pages()) {
            for (PageContent content : List.of(page.content(), page.ifStored())) {
                content.samples().stream()
                        .filter(batch -> batch.type().equals(type)
                                && batch.device().key().equals(device)
                                && batch.channel().equals(channel))
                        .forEach(named::add);
            }
        }
        return named;
    }

    private List<StoredItem> records(DataType type, long stream) throws SQLException {
        Set<RecordKey> named = named(type);
        List<StoredItem> unnamed = new ArrayList<>();
        record RecordRow(long id, long start, long end, long fetch) {}
        for (RecordRow row : session.all(
                RECORDS,
                each -> new RecordRow(each.getLong(1), each.getLong(2), each.getLong(3), each.getLong(4)),
                stream,
                commit.part().startMs(),
                commit.part().endMs())) {
            if (mayGo(row.fetch)) {
                List<RecordKey> keys = RecordWriter.keys(session, row.id);
                Optional<RecordKey> any = keys.stream().findFirst();
                if (any.isPresent() && keys.stream().noneMatch(named::contains)) {
                    unnamed.add(new StoredItem.Named(any.get(), row.start, row.end));
                }
            }
        }
        return unnamed;
    }

    private List<StoredItem> locations(DataType type, long stream) throws SQLException {
        Set<RecordKey> named = named(type);
        List<StoredItem> unnamed = new ArrayList<>();
        record LocationRow(RecordKey key, long time, long fetch) {}
        for (LocationRow row : session.all(
                LOCATIONS,
                each -> new LocationRow(
                        new RecordKey(each.getString(1), each.getString(2)), each.getLong(3), each.getLong(4)),
                stream,
                commit.part().startMs(),
                commit.part().endMs())) {
            if (!named.contains(row.key) && mayGo(row.fetch)) {
                unnamed.add(new StoredItem.Named(row.key, row.time, row.time));
            }
        }
        return unnamed;
    }

    private Set<RecordKey> named(DataType type) {
        return named(type, EVERYBODY);
    }

    /**
     * The keys of what the pages name.
     *
     * @param told by whom, a bit for each
     */
    Set<RecordKey> named(DataType type, int told) {
        Set<RecordKey> named = new HashSet<>(commit.elsewhere().getOrDefault(type, Set.of()));
        for (ReplayCommit.Page page : commit.pages()) {
            for (PageContent content : List.of(page.content(), page.ifStored())) {
                content.records().stream()
                        .filter(record -> record.type().equals(type) && (told & bit(record)) != 0)
                        .forEach(record -> named.addAll(record.keys()));
                content.locations().stream()
                        .filter(fix -> fix.type().equals(type))
                        .forEach(fix -> named.add(fix.key()));
            }
        }
        return named;
    }

    private static int bit(ParsedRecord record) {
        return RecordForm.bit(record.origin().orElse(RecordOrigin.API));
    }
}
