package org.healthwarehouse.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.model.Attributes;
import org.jspecify.annotations.Nullable;

/** Writes rows as RFC 4180 has them: CRLF, quotes where needed and doubled inside. */
final class CsvRows {
    private final Writer out;
    private boolean first = true;
    private long count;

    CsvRows(Writer out) {
        this.out = out;
    }

    /** Rows written, the header included. */
    long count() {
        return count;
    }

    void row(String... cells) {
        for (String cell : cells) {
            text(cell);
        }
        end();
    }

    void text(String cell) {
        boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        raw(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }

    void instant(long epochMs) {
        raw(Instant.ofEpochMilli(epochMs).toString());
    }

    /** A whole number without a decimal point, any other in the shortest form that reads back the same. */
    void number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        raw(whole ? Long.toString((long) value) : Double.toString(value));
    }

    void value(@Nullable Object value) {
        if (value instanceof Double number) {
            number(number);
        } else if (value instanceof Map<?, ?> || value instanceof List<?>) {
            String json = Attributes.of(Map.of("v", value)).toJson();
            text(json.substring("{\"v\":".length(), json.length() - 1));
        } else {
            text(value == null ? "" : value.toString());
        }
    }

    void end() {
        write("\r\n");
        first = true;
        count++;
    }

    private void raw(String cell) {
        if (!first) {
            write(",");
        }
        first = false;
        write(cell);
    }

    private void write(String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
