package org.healthwarehouse.export.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.storage.StoredSeries;
import org.jspecify.annotations.Nullable;

/** Writes the samples of one type and user. */
final class SampleFiles implements AutoCloseable {
    static final MessageType SCHEMA = schema();

    private final SampleType type;
    private final MonthFiles files;
    private final Compression compression;
    private final List<StoredSeries> series = new ArrayList<>();
    private @Nullable ParquetFile file;
    private @Nullable SampleGroup group;
    private @Nullable StoredSeries lastSeries;
    private int lastNumber;

    SampleFiles(SampleType type, MonthFiles files, Compression compression) {
        this.type = type;
        this.files = files;
        this.compression = compression;
    }

    private static MessageType schema() {
        List<Type> columns = new ArrayList<>(List.of(
                Columns.time("start_time", false),
                Columns.time("end_time", false),
                Columns.number("value", false),
                Columns.text("unit", false),
                Columns.text("source", false),
                Columns.text("device", true),
                Columns.text("channel", true)));
        columns.addAll(NoteColumns.SCHEMA.getFields());
        return new MessageType("sample", columns);
    }

    void sample(StoredSeries of, long start, long end, double value, Attributes attributes) {
        try {
            SampleGroup into = group;
            if (into == null || !files.isCurrent(start)) {
                finish();
                ParquetFile opened = new ParquetFile(files.open(start), SCHEMA, compression);
                file = opened;
                into = new SampleGroup(opened, series, type.unit());
            } else if (into.isFull() && file != null) {
                into.end();
                into = new SampleGroup(file, series, type.unit());
            }
            group = into;
            into.add(number(of), start, end, value, attributes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The visitor is promised the same object for all samples of one series.
    @SuppressWarnings("ReferenceEquality")
    private int number(StoredSeries of) {
        if (of != lastSeries) {
            lastNumber = series.indexOf(of);
            if (lastNumber < 0) {
                lastNumber = series.size();
                series.add(of);
            }
            lastSeries = of;
        }
        return lastNumber;
    }

    /** Ends the file that is open, if there is one. */
    void finish() throws IOException {
        if (file != null && group != null) {
            group.end();
            file.end(metadata());
            long rows = file.rows();
            close();
            files.whole(rows);
        }
    }

    private Map<String, String> metadata() {
        return Metadata.of(type, Map.of("value", type.unit()));
    }

    @Override
    public void close() throws IOException {
        ParquetFile open = file;
        file = null;
        group = null;
        if (open != null) {
            open.close();
        }
    }
}
