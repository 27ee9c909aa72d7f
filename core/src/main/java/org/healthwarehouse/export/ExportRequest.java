package org.healthwarehouse.export;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/**
 * What to export and where to. Immutable; every method answers a changed copy.
 *
 * @param exporter the format
 * @param folder where the files go, one for each data type; created if it is not there
 * @param user whose data
 * @param types which data types; empty for all that are stored
 * @param range of which time; empty for all
 */
public record ExportRequest(
        Exporter exporter, Path folder, UserId user, Set<DataType> types, Optional<TimeRange> range) {
    /** Copies the set. */
    public ExportRequest {
        types = Set.copyOf(types);
    }

    /** Everything of the local user as CSV, one file for each data type. */
    public static ExportRequest csv(Path folder) {
        return new ExportRequest(Exporter.csv(), folder, UserId.LOCAL, Set.of(), Optional.empty());
    }

    /** Of another user than the local one. */
    public ExportRequest user(UserId other) {
        return new ExportRequest(exporter, folder, other, types, range);
    }

    /** These data types only. */
    public ExportRequest types(DataType... chosen) {
        return new ExportRequest(exporter, folder, user, new LinkedHashSet<>(List.of(chosen)), range);
    }

    /** What has something in common with {@code [start, end)} only. */
    public ExportRequest between(Instant start, Instant end) {
        return new ExportRequest(exporter, folder, user, types, Optional.of(new TimeRange(start, end)));
    }
}
