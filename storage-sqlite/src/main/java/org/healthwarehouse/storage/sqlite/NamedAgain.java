package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.storage.Absence;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.StoredItem;

/** Forgets absences of items that a page names, whether or not it is part of a complete listing. */
final class NamedAgain {
    private final PageContent content;
    private final Map<DataType, Hull> hulls = new HashMap<>();

    /** First and last start of what a page names of a type. */
    private record Hull(long first, long last) {
        static Hull of(long start) {
            return new Hull(start, start);
        }

        Hull with(Hull other) {
            return new Hull(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    private NamedAgain(PageContent content) {
        this.content = content;
        for (SampleBatch batch : content.samples()) {
            if (batch.size() > 0) {
                hulls.merge(batch.type(), new Hull(batch.start(0), batch.start(batch.size() - 1)), Hull::with);
            }
        }
        for (ParsedRecord record : content.records()) {
            hulls.merge(record.type(), Hull.of(record.start().toEpochMilli()), Hull::with);
        }
        for (ParsedLocation fix : content.locations()) {
            hulls.merge(fix.type(), Hull.of(fix.time().toEpochMilli()), Hull::with);
        }
    }

    /** The number of a stream, by its type. */
    @FunctionalInterface
    interface Streams {
        long number(DataType type) throws SQLException;
    }

    static void forget(Session session, PageContent content, Streams streams) throws SQLException {
        NamedAgain named = new NamedAgain(content);
        for (Map.Entry<DataType, Hull> entry : named.hulls.entrySet()) {
            long stream = streams.number(entry.getKey());
            Hull hull = entry.getValue();
            List<Absence> absences = AbsenceTable.between(session, stream, hull.first, hull.last);
            for (Absence absence : absences) {
                if (named.names(entry.getKey(), absence.item())) {
                    AbsenceTable.remove(session, stream, absence.item());
                }
            }
        }
    }

    private boolean names(DataType type, StoredItem item) {
        if (item instanceof StoredItem.Sample sample) {
            return content.samples().stream()
                    .anyMatch(batch -> batch.type().equals(type)
                            && batch.device().key().equals(sample.device())
                            && batch.channel().equals(sample.channel())
                            && has(batch, sample.startMs(), sample.endMs() - sample.startMs()));
        }
        StoredItem.Named named = (StoredItem.Named) item;
        return content.records().stream()
                        .anyMatch(record ->
                                record.type().equals(type) && record.keys().contains(named.key()))
                || content.locations().stream()
                        .anyMatch(fix -> fix.type().equals(type) && fix.key().equals(named.key()));
    }

    /** Whether the batch has a sample of that start and length. */
    static boolean has(SampleBatch batch, long start, long length) {
        int low = 0;
        int high = batch.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(batch.start(middle), start);
            order = order != 0 ? order : Long.compare(batch.length(middle), length);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }
}
