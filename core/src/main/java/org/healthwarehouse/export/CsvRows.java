package org.healthwarehouse.export;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.model.Attributes;
import org.jspecify.annotations.Nullable;

/** Writes rows as RFC 4180 has them: CRLF, quotes where needed and doubled inside, UTF-8. Ends with {@link #flush}. */
final class CsvRows {
    private final Utf8Sink out;
    private final UtcText times = new UtcText();
    private final NumberText numbers = new NumberText();
    private boolean first = true;
    private long count;
    private int lastTime;

    CsvRows(OutputStream out) {
        this.out = new Utf8Sink(out);
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
        separate();
        out.put(quoted(cell));
    }

    private static String quoted(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == ',' || c == '"' || c == '\r' || c == '\n') {
                return '"' + cell.replace("\"", "\"\"") + '"';
            }
        }
        return cell;
    }

    /** Cells that many rows have in common, for {@link #cells}. */
    static byte[] cellsOf(String... cells) {
        return String.join(",", List.of(cells).stream().map(CsvRows::quoted).toList())
                .getBytes(StandardCharsets.UTF_8);
    }

    void cells(byte[] prepared) {
        separate();
        out.put(prepared, prepared.length);
    }

    void instant(long epochMs) {
        separate();
        lastTime = times.write(epochMs);
        out.put(times.text, lastTime);
    }

    /** Start and end; the end of a moment is the same text again. */
    void interval(long start, long end) {
        instant(start);
        if (end != start) {
            instant(end);
            return;
        }
        separate();
        out.put(times.text, lastTime);
    }

    /** A whole number without a decimal point, any other in the shortest form that reads back the same. */
    void number(double value) {
        separate();
        int length = numbers.write(value);
        out.put(numbers.text, length);
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
        out.put('\r');
        out.put('\n');
        first = true;
        count++;
    }

    private void separate() {
        if (!first) {
            out.put(',');
        }
        first = false;
    }

    void flush() {
        out.flush();
    }
}
