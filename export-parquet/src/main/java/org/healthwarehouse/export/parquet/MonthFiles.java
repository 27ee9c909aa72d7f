package org.healthwarehouse.export.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.healthwarehouse.export.ExportOutput;
import org.healthwarehouse.model.StreamId;

/** The files of one data type and user, one for each month of UTC in which rows begin; rows come in order of time. */
final class MonthFiles {
    private final ExportOutput out;
    private final String folder;
    private final List<StreamId> streams;
    private String name = "";
    private long monthStart;
    private long monthEnd;

    MonthFiles(ExportOutput out, String folder, List<StreamId> streams) {
        this.out = out;
        this.folder = folder;
        this.streams = streams;
    }

    /** Whether a row that begins then belongs into the file that was opened last. */
    boolean isCurrent(long epochMs) {
        return epochMs >= monthStart && epochMs < monthEnd;
    }

    /** The file for the month of that moment. */
    Path open(long epochMs) throws IOException {
        YearMonth month = YearMonth.from(Instant.ofEpochMilli(epochMs).atOffset(ZoneOffset.UTC));
        monthStart = startOf(month);
        monthEnd = startOf(month.plusMonths(1));
        name = folder + "/month=" + month + "/part-0.parquet";
        return out.create(name);
    }

    private static long startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** Says that the file that was opened last is closed. */
    void whole(long rows) throws IOException {
        out.whole(name, rows, streams);
    }
}
