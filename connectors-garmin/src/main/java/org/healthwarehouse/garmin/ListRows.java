package org.healthwarehouse.garmin;

import java.util.List;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.jspecify.annotations.Nullable;

/** A body of many objects of one kind, or one that is a single of them. */
final class ListRows implements ConnectRows {
    private final Reader reader;
    private final List<String> paths;

    /** @param paths where the objects are; without any, and where it is the body itself, the body is one */
    ListRows(Reader reader, String... paths) {
        this.reader = reader;
        this.paths = List.of(paths);
    }

    /** Reads one object. */
    @FunctionalInterface
    interface Reader {
        /**
         * Tells what it says.
         *
         * @throws BadItemException if it says nothing that can be told
         */
        void read(ExportItem item, Telling out) throws BadItemException, MalformedResponseException;
    }

    /** Objects that an export has, too. */
    static Reader asExported(ExportRows rows) {
        return (item, out) -> {
            if (rows.read(item, out.sink()).isPresent()) {
                out.told();
            }
        };
    }

    @Override
    public List<String> paths() {
        return paths;
    }

    @Override
    public void outline(ExportItem outline, Telling out) throws BadItemException, MalformedResponseException {
        boolean itself = paths.isEmpty() || paths.contains("[]");
        if (itself && !outline.left().isEmpty()) {
            reader.read(outline, out);
        }
    }

    @Override
    public void take(String path, @Nullable Object value, Telling out)
            throws BadItemException, MalformedResponseException {
        reader.read(out.object(value), out);
    }
}
