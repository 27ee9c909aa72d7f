package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.storage.MergedAttributes;

/** What each of those who tell of a record told; kept in rows of its own only where several do. Best word first. */
final class RecordParts {
    private static final String OF_RECORD =
            "SELECT " + RecordForm.COLUMNS + ", origin, fetch_id FROM record_part WHERE record_id = ? ORDER BY origin";
    private static final String KEEP = """
            INSERT INTO record_part (record_id, origin, start_ms, end_ms, updated_ms, open, attributes, fetch_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private final NavigableMap<Integer, Part> parts;

    private RecordParts(NavigableMap<Integer, Part> parts) {
        this.parts = parts;
    }

    /**
     * What one of them told.
     *
     * @param fetch the commit that brought it
     */
    record Part(RecordForm form, long fetch) {}

    /** The parts of a stored record. */
    static RecordParts of(Session session, long record, RecordForm form, long fetch) throws SQLException {
        NavigableMap<Integer, Part> parts = new TreeMap<>();
        if (form.isOfSeveral()) {
            session.all(OF_RECORD, row -> new Part(RecordForm.read(row, 1), row.getLong(7)), record)
                    .forEach(part -> parts.put(part.form.told(), part));
        } else {
            parts.put(form.told(), new Part(form, fetch));
        }
        return new RecordParts(parts);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    Map<Integer, Part> all() {
        return parts;
    }

    void put(RecordForm form, long fetch) {
        parts.put(form.told(), new Part(form, fetch));
    }

    void remove(int origin) {
        parts.remove(origin);
    }

    /** What were two records are one: of each origin the word stays that came last. */
    void addAll(RecordParts others) {
        others.parts.forEach(
                (origin, part) -> parts.merge(origin, part, (here, there) -> there.fetch > here.fetch ? there : here));
    }

    /** What they give together: interval and state of the best word, each attribute as the best tells it who does. */
    RecordForm merged() {
        Iterator<Part> each = parts.values().iterator();
        RecordForm best = each.next().form;
        if (!each.hasNext()) {
            return best;
        }
        int told = parts.keySet().stream().reduce(0, (all, one) -> all | one);
        List<Attributes> attributes = parts.values().stream()
                .map(part -> Attributes.parse(part.form.attributes()))
                .toList();
        return best.with(MergedAttributes.of(attributes).toJson(), told);
    }

    /** Keeps the parts of the record as they are now; none where only one tells of it. */
    void keep(Session session, long record) throws SQLException {
        session.update("DELETE FROM record_part WHERE record_id = ?", record);
        if (parts.size() > 1) {
            for (Part part : parts.values()) {
                RecordForm form = part.form;
                session.update(
                        KEEP,
                        record,
                        form.told(),
                        form.start(),
                        form.end(),
                        form.updated(),
                        form.open() ? 1 : 0,
                        form.attributes(),
                        part.fetch);
            }
        }
    }
}
