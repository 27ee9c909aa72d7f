package org.healthwarehouse.export.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.healthwarehouse.export.ExportContent;
import org.healthwarehouse.export.ExportOutput;
import org.healthwarehouse.export.Exporter;
import org.healthwarehouse.export.PathName;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;

/**
 * Writes Apache Parquet, compressed with zstd, one file for each data type, user and month:
 * {@code type=heart_rate/user=u-local/month=2026-01/part-0.parquet}. The month is that in which a row begins, in UTC; a
 * user's name stands behind {@code u-} and escaped as {@link PathName} says, so that no reader takes it for a number.
 * Rows are in order of their start. Beside them, {@code coverage.parquet} is the ledger of what is held. All times are
 * timestamps in UTC with microseconds; what is unknown is null.
 */
public final class ParquetExporter implements Exporter {
    static final String FORMAT = "parquet";

    private ParquetExporter() {}

    /** An exporter. */
    public static ParquetExporter create() {
        return new ParquetExporter();
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Layout layout() {
        return Layout.TREE;
    }

    @Override
    public void write(ExportContent content, ExportOutput out) throws IOException {
        try (Compression compression = new Compression()) {
            for (DataType type : content.types()) {
                for (UserId user : content.users(type)) {
                    write(
                            type,
                            user,
                            content,
                            new MonthFiles(out, folder(type, user), content.of(type, user)),
                            compression);
                }
            }
            LedgerFile.write(content, out, compression);
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    private static void write(
            DataType type, UserId user, ExportContent content, MonthFiles files, Compression compression)
            throws IOException {
        List<StreamId> streams = content.of(type, user);
        if (type instanceof SampleType samples) {
            try (SampleFiles writer = new SampleFiles(samples, files, compression)) {
                content.snapshot().samples(streams, content.range(), writer::sample);
                writer.finish();
            }
        } else if (type instanceof RecordType records) {
            try (RecordFiles writer = new RecordFiles(records, files, compression)) {
                content.snapshot().records(streams, content.range(), writer::record);
                writer.finish();
            }
        } else if (type instanceof LocationType locations) {
            try (LocationFiles writer = new LocationFiles(locations, files, compression)) {
                content.snapshot().locations(streams, content.range(), writer::location);
                writer.finish();
            }
        }
    }

    private static String folder(DataType type, UserId user) {
        return "type=" + PathName.of(type.name()) + "/user=u-" + PathName.of(user.value());
    }
}
