package org.healthwarehouse.export;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/**
 * What to export and where to. Immutable; every method answers a changed copy.
 *
 * @param exporter the format
 * @param folder where the files go; created if it is not there
 * @param users whose data; empty for everybody's
 * @param types which data types; empty for all that are stored but {@link DataTypes#PROFILE}: a name and an address are
 *     not given away unless somebody asks for them
 * @param range of which time; empty for all
 */
public record ExportRequest(
        Exporter exporter, Path folder, Set<UserId> users, Set<DataType> types, Optional<TimeRange> range) {
    /** Copies the sets. */
    public ExportRequest {
        users = Set.copyOf(users);
        types = Set.copyOf(types);
    }

    /** Everything of the local user by this exporter. */
    public static ExportRequest to(Exporter exporter, Path folder) {
        return new ExportRequest(exporter, folder, Set.of(UserId.LOCAL), Set.of(), Optional.empty());
    }

    /**
     * Everything of the local user in the format of that name: {@code csv}, {@code json}, {@code ndjson}, or one that a
     * module brings, such as {@code parquet}.
     *
     * @throws org.healthwarehouse.model.InvalidParameterException if there is no such format; says which there are
     */
    public static ExportRequest to(String format, Path folder) {
        return to(Exporter.of(format), folder);
    }

    /** Everything of the local user as CSV, one file for each data type. */
    public static ExportRequest csv(Path folder) {
        return to(Exporter.csv(), folder);
    }

    /** Everything of the local user as JSON, one array for each data type. */
    public static ExportRequest json(Path folder) {
        return to(Exporter.json(), folder);
    }

    /** Everything of the local user as lines of JSON, one file for each data type. */
    public static ExportRequest ndjson(Path folder) {
        return to(Exporter.ndjson(), folder);
    }

    /** Of another user than the local one. */
    public ExportRequest user(UserId other) {
        return users(other);
    }

    /** Of these users; the rows of all of them go into one export. */
    public ExportRequest users(UserId first, UserId... more) {
        Set<UserId> chosen = new LinkedHashSet<>(List.of(more));
        chosen.add(first);
        return new ExportRequest(exporter, folder, chosen, types, range);
    }

    /** Of everybody of whom the store holds anything. */
    public ExportRequest everybody() {
        return new ExportRequest(exporter, folder, Set.of(), types, range);
    }

    /** These data types only. */
    public ExportRequest types(DataType... chosen) {
        return new ExportRequest(exporter, folder, users, new LinkedHashSet<>(List.of(chosen)), range);
    }

    /** Whether data of the type are exported. */
    public boolean includes(DataType type) {
        return types.isEmpty() ? !type.equals(DataTypes.PROFILE) : types.contains(type);
    }

    /** What has something in common with {@code [start, end)} only. */
    public ExportRequest between(Instant start, Instant end) {
        return new ExportRequest(exporter, folder, users, types, Optional.of(new TimeRange(start, end)));
    }
}
