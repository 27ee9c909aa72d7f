package org.healthwarehouse.storage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.healthwarehouse.model.Attributes;

/** What values a column of a {@link TableSpec} takes. */
public enum ColumnKind {
    /** Text. */
    TEXT(String.class, true),
    /** A whole number, as {@link Long}. */
    INTEGER(Long.class, true),
    /** A decimal number that is finite, as {@link Double}. */
    NUMBER(Double.class, true),
    /** True or false. */
    BOOLEAN(Boolean.class, true),
    /** A moment, in milliseconds; what is finer is cut off. */
    INSTANT(Instant.class, true),
    /** A local date of the years 0 to 9999. */
    DATE(LocalDate.class, true),
    /** One of the texts that the column names. */
    CHOICE(String.class, true),
    /** A JSON object. */
    JSON(Attributes.class, false),
    /** A list of texts, in their order. */
    TEXTS(List.class, false);

    private final Class<?> type;
    private final boolean ordered;

    ColumnKind(Class<?> type, boolean ordered) {
        this.type = type;
        this.ordered = ordered;
    }

    /** Whether values can be compared, and so looked for and sorted by. */
    public boolean isOrdered() {
        return ordered;
    }

    /** Whether the value, as {@link TableRow} holds it, is of this kind. */
    public boolean fits(Object value) {
        return type.isInstance(value)
                && (!(value instanceof Double number) || Double.isFinite(number))
                && (!(value instanceof LocalDate date) || (date.getYear() >= 0 && date.getYear() <= 9999));
    }
}
