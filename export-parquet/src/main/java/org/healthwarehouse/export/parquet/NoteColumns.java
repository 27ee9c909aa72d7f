package org.healthwarehouse.export.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.healthwarehouse.model.Attributes;
import org.jspecify.annotations.Nullable;

/** The columns that come from the attributes of samples. A row group in which none has any costs next to nothing. */
final class NoteColumns {
    static final MessageType SCHEMA = new MessageType(
            "notes",
            Columns.date("local_date"),
            Columns.small("utc_offset", true),
            Columns.text("zone", true),
            Columns.json("attributes", true));

    private final ColumnChunkPageWriteStore group;
    private @Nullable ColumnWriteStore store;
    private List<ColumnWriter> writers = List.of();

    NoteColumns(ColumnChunkPageWriteStore group) {
        this.group = group;
    }

    /** @param before rows of the group before this one, all of which were handed over if any had attributes */
    void row(Attributes attributes, long epochMs, long before) {
        if (store == null && attributes.isEmpty()) {
            return;
        }
        ColumnWriteStore into = store == null ? begin(before) : store;
        if (attributes.isEmpty()) {
            nulls(into);
            return;
        }
        LocalTime local = LocalTime.of(attributes, epochMs);
        local.date().ifPresentOrElse(date -> writers.get(0).write((int) date.toEpochDay(), 0, 1), () -> none(0));
        local.offsetMinutes().ifPresentOrElse(minutes -> writers.get(1).write(minutes, 0, 1), () -> none(1));
        local.zone().ifPresentOrElse(zone -> writers.get(2).write(Binary.fromString(zone), 0, 1), () -> none(2));
        writers.get(3).write(Binary.fromString(attributes.toJson()), 0, 1);
        into.endRecord();
    }

    private ColumnWriteStore begin(long before) {
        ColumnWriteStore created = RowFile.properties(SCHEMA).newColumnWriteStore(SCHEMA, group);
        writers = SCHEMA.getColumns().stream().map(created::getColumnWriter).toList();
        for (long i = 0; i < before; i++) {
            nulls(created);
        }
        store = created;
        return created;
    }

    private void nulls(ColumnWriteStore into) {
        for (int i = 0; i < writers.size(); i++) {
            none(i);
        }
        into.endRecord();
    }

    private void none(int column) {
        writers.get(column).writeNull(0, 0);
    }

    long bytes() {
        return store == null ? 0 : store.getBufferedSize();
    }

    void end(int rows) throws IOException {
        if (store != null) {
            store.flush();
            store.close();
            return;
        }
        for (ColumnDescriptor column : SCHEMA.getColumns()) {
            new Pages(group, column).nulls(rows);
        }
    }
}
