package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.StoredItem;

/** Moves what a source no longer has to the revisions. What is not there is no problem: it is gone already. */
final class ItemRemover {
    private static final String REVISE_LOCATION = """
            INSERT INTO location_revision (location_id, stream_id, time_ms, latitude, longitude, accuracy, attributes,
                                           fetch_id, replaced_by, reason)
            SELECT location_id, stream_id, time_ms, latitude, longitude, accuracy, attributes, fetch_id, ?1, ?3
            FROM location WHERE location_id = ?2""";
    private static final String REVISE_SAMPLE = """
            INSERT INTO sample_revision (series_id, start_ms, len_ms, value, note, fetch_id, replaced_by, reason)
            SELECT p.series_id, p.start_ms, p.len_ms, p.value, n.note, p.fetch_id, ?1, ?5
            FROM sample p LEFT JOIN sample_note n USING (series_id, start_ms, len_ms)
            WHERE p.series_id = ?2 AND p.start_ms = ?3 AND p.len_ms = ?4""";

    private static final String RECORD = """
            SELECT r.record_id, r.start_ms, r.end_ms, r.updated_ms, r.open, r.attributes, r.told, r.fetch_id
            FROM record_key k JOIN record r ON r.record_id = k.record_id
            WHERE k.stream_id = ? AND k.scheme = ? AND k.value = ?""";

    static final String VENDOR_DELETED = "VENDOR_DELETED";

    private final Session session;
    private final Telling telling;
    private final long fetch;
    private final Tally tally;
    private final String reason;
    private final GoneKeys gone;
    private final int told;
    private final UnversionedTime time = new UnversionedTime();

    ItemRemover(Session session, Telling telling, Tally tally) {
        this(session, telling, tally, VENDOR_DELETED);
    }

    ItemRemover(Session session, Telling telling, Tally tally, String reason) {
        this.reason = reason;
        this.session = session;
        this.telling = telling;
        this.fetch = telling.fetch();
        this.tally = tally;
        this.told = RecordForm.bit(telling.origin());
        this.gone = new GoneKeys(session);
    }

    void remove(long stream, StreamId id, StoredItem item) throws SQLException {
        if (item instanceof StoredItem.Named named) {
            remove(stream, id, named.key());
        } else if (item instanceof StoredItem.Sample sample) {
            Optional<Long> series = SeriesTable.find(session, stream, sample.device(), sample.channel());
            if (series.isPresent()) {
                removeSample(series.get(), sample.startMs(), sample.endMs() - sample.startMs());
            }
        }
    }

    /** Removes the record or location of that key. */
    void remove(long stream, StreamId id, RecordKey key) throws SQLException {
        if (id.type() instanceof RecordType) {
            removeRecord(stream, key);
        } else if (id.type() instanceof LocationType) {
            removeLocation(stream, key);
        }
    }

    /** From when to when anything was removed. */
    UnversionedTime time() {
        return time;
    }

    private void removeRecord(long stream, RecordKey key) throws SQLException {
        Optional<Map.Entry<Long, RecordWriter.Stored>> found = session.first(
                RECORD,
                row -> Map.entry(row.getLong(1), RecordWriter.Stored.read(row, 2)),
                stream,
                key.scheme(),
                key.value());
        if (found.isEmpty()) {
            missed(stream, key);
            return;
        }
        if (comesBefore(found.get().getKey(), found.get().getValue())) {
            tally.unchanged++;
            return;
        }
        long record = found.get().getKey();
        RecordForm shown = found.get().getValue().form();
        if (told == RecordForm.bit(RecordOrigin.API) || shown.told() == told) {
            time.add(shown.start(), shown.end());
            removeWhole(stream, record);
        } else if ((shown.told() & told) != 0) {
            RecordParts parts = found.get().getValue().parts(session, record);
            parts.remove(told);
            RecordWriter.show(session, record, shown, parts, fetch, "VENDOR_CHANGED", tally);
        }
    }

    /** It was never stored: an answer that is on its way may still bring it, and nobody knows which. */
    private void missed(long stream, RecordKey key) throws SQLException {
        if (told == RecordForm.bit(RecordOrigin.API)
                && gone.find(stream, List.of(key)).isEmpty()) {
            time.addUnknown();
        }
    }

    /** Whether the same source told of the record after the moment at which it is said to be gone. */
    private boolean comesBefore(long record, RecordWriter.Stored stored) throws SQLException {
        RecordParts.Part own = (stored.form().told() & told) == 0
                ? null
                : stored.parts(session, record).all().get(told);
        return own != null && telling.comesBefore(session, own.fetch());
    }

    /**
     * The vendor's interface has the last word on whether a record is there; who told of it besides is kept with it.
     */
    private void removeWhole(long stream, long record) throws SQLException {
        RecordWriter.revise(session, record, fetch, reason);
        for (RecordKey each : RecordWriter.keys(session, record)) {
            GoneKeys.add(session, stream, each, record, saidBy());
            AbsenceTable.remove(session, stream, each);
        }
        session.update("DELETE FROM record_key WHERE record_id = ?", record);
        session.update("DELETE FROM record WHERE record_id = ?", record);
        tally.changed++;
    }

    /** That the store or a parser took it out is nobody's word: whoever tells of it brings it back. */
    private int saidBy() {
        return reason.equals(VENDOR_DELETED) ? told : RecordForm.bit(RecordOrigin.MENTION);
    }

    /** Only the vendor's interface says that a location is gone: it has no parts. */
    private void removeLocation(long stream, RecordKey key) throws SQLException {
        if (told != RecordForm.bit(RecordOrigin.API)) {
            return;
        }
        record Fix(long id, long time, long fetch) {}
        Optional<Fix> found = session.first(
                "SELECT location_id, time_ms, fetch_id FROM location WHERE stream_id = ? AND scheme = ? AND key = ?",
                row -> new Fix(row.getLong(1), row.getLong(2), row.getLong(3)),
                stream,
                key.scheme(),
                key.value());
        if (found.isEmpty()) {
            missed(stream, key);
            return;
        }
        Fix location = found.get();
        if (telling.comesBefore(session, location.fetch)) {
            tally.unchanged++;
            return;
        }
        time.add(location.time, location.time);
        session.update(REVISE_LOCATION, fetch, location.id, reason);
        GoneKeys.add(session, stream, key, location.id, saidBy());
        AbsenceTable.remove(session, stream, key);
        session.update("DELETE FROM location WHERE location_id = ?", location.id);
        tally.changed++;
    }

    private void removeSample(long series, long start, long length) throws SQLException {
        session.update(REVISE_SAMPLE, fetch, series, start, length, reason);
        session.update(
                "DELETE FROM sample_note WHERE series_id = ? AND start_ms = ? AND len_ms = ?", series, start, length);
        tally.changed += session.update(
                "DELETE FROM sample WHERE series_id = ? AND start_ms = ? AND len_ms = ?", series, start, length);
    }
}
