package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table.
 *
 * @param columns of the table
 * @param values in their places, null where there is none
 */
record Row(Columns columns, List<?> values) {
    private @Nullable Object value(String column) {
        int place = columns.place(column);
        return place >= 0 && place < values.size() ? values.get(place) : null;
    }

    /** A number, whatever its sign: by negative ones the service says why there is no value. */
    OptionalDouble number(String column) {
        return value(column) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    Optional<String> text(String column) {
        return value(column) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** A moment, written as milliseconds or as a clock of UTC. */
    Optional<Instant> time(String column) {
        return ClockReading.of(value(column)).map(time -> time.toInstant(ZoneOffset.UTC));
    }
}
