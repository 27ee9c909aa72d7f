package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.healthwarehouse.model.TimeRange;
import org.jspecify.annotations.Nullable;

/** How moments and absent values stand in the columns. */
final class Columns {
    private Columns() {}

    static Instant instant(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static Optional<Instant> maybeInstant(ResultSet row, int column) throws SQLException {
        long ms = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ms));
    }

    static Duration duration(ResultSet row, int column) throws SQLException {
        return Duration.ofMillis(row.getLong(column));
    }

    static OptionalInt maybeInt(ResultSet row, int column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    static OptionalDouble maybeDouble(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    static Optional<String> maybeText(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** The range in two neighbouring columns. */
    static TimeRange range(ResultSet row, int startColumn) throws SQLException {
        return TimeRange.ofMillis(row.getLong(startColumn), row.getLong(startColumn + 1));
    }

    static @Nullable Long ms(Optional<Instant> instant) {
        return instant.map(Instant::toEpochMilli).orElse(null);
    }
}
