package org.healthwarehouse.training;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.TableQuery;
import org.healthwarehouse.storage.TableReader;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableWriter;

/** One kind of thing of one user, stored with its times. */
record Entries<T>(UserId user, InstantSource clock, Kept<T> kept) {
    /** All of them. */
    TableQuery all() {
        return TableQuery.of(user, kept.table().name());
    }

    List<Stored<T>> select(TableReader tables, TableQuery query) {
        return tables.select(query).stream().map(this::stored).toList();
    }

    Optional<Stored<T>> first(TableReader tables, TableQuery query) {
        return tables.first(query).map(this::stored);
    }

    private Stored<T> stored(TableRow row) {
        return new Stored<>(
                kept.read(row),
                row.instant(Kept.CREATED).orElseThrow(),
                row.instant(Kept.UPDATED).orElseThrow());
    }

    /** Stores it in place of what has its key; one that is stored with the same values already stays as it is. */
    Stored<T> save(TableWriter tables, T value) {
        TableRow row = kept.row(value);
        TableQuery same = key(row);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Stored<T>> before = first(tables, same);
        if (before.isEmpty()) {
            tables.insert(user, kept.table().name(), row.with(Kept.CREATED, now).with(Kept.UPDATED, now));
            return new Stored<>(value, now, now);
        }
        if (before.get().value().equals(value)) {
            return before.get();
        }
        int unused = tables.update(same, row.with(Kept.UPDATED, now));
        return new Stored<>(value, before.get().createdAt(), now);
    }

    private TableQuery key(TableRow row) {
        TableQuery same = all();
        for (String column : kept.table().primaryKey()) {
            same = same.where(column, Objects.requireNonNull(row.values().get(column), column));
        }
        return same;
    }
}
