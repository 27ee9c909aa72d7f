package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.storage.SampleBatch;

/** Attributes of the few samples that have some. */
final class SampleNotes {
    private SampleNotes() {}

    private record Stored(long start, long length, String note) {}

    /** Marks stored samples whose note came, went or differs as changed. */
    static void compare(Session session, long series, SampleBatch batch, KnownSamples samples) throws SQLException {
        if (samples.known().isEmpty()) {
            return;
        }
        for (int row : batch.notes().keySet()) {
            // Taken back below if the same note is stored.
            if (samples.known().get(row)) {
                samples.noteDiffers(row, true);
            }
        }
        for (Stored stored : stored(session, series, batch)) {
            int row = find(batch, stored);
            if (row >= 0) {
                Attributes given = batch.notes().get(row);
                samples.noteDiffers(row, given == null || !given.toJson().equals(stored.note));
            }
        }
    }

    private static List<Stored> stored(Session session, long series, SampleBatch batch) throws SQLException {
        return session.all(
                "SELECT start_ms, len_ms, note FROM sample_note WHERE series_id = ? AND start_ms BETWEEN ? AND ?",
                row -> new Stored(row.getLong(1), row.getLong(2), row.getString(3)),
                series,
                batch.start(0),
                batch.start(batch.size() - 1));
    }

    private static int find(SampleBatch batch, Stored stored) {
        int low = 0;
        int high = batch.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(batch.start(middle), stored.start);
            order = order != 0 ? order : Long.compare(batch.length(middle), stored.length);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Writes the notes of the rows that are new. */
    static void insertNew(Session session, long series, SampleBatch batch, KnownSamples samples) throws SQLException {
        for (Map.Entry<Integer, Attributes> note : batch.notes().entrySet()) {
            if (!samples.known().get(note.getKey())) {
                insert(session, series, batch, note.getKey(), note.getValue());
            }
        }
    }

    /** Puts the note of a changed row in the place of the old one. */
    static void replace(Session session, long series, SampleBatch batch, int row) throws SQLException {
        session.update(
                "DELETE FROM sample_note WHERE series_id = ? AND start_ms = ? AND len_ms = ?",
                series,
                batch.start(row),
                batch.length(row));
        Attributes note = batch.notes().get(row);
        if (note != null) {
            insert(session, series, batch, row, note);
        }
    }

    private static void insert(Session session, long series, SampleBatch batch, int row, Attributes note)
            throws SQLException {
        session.update(
                "INSERT INTO sample_note (series_id, start_ms, len_ms, note) VALUES (?, ?, ?, ?)",
                series,
                batch.start(row),
                batch.length(row),
                note.toJson());
    }
}
