package org.healthwarehouse.whoop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.InvalidParameterException;

/** Reads one table of an export. */
final class CsvPage {
    private static final int SHOWN = 1000;

    private CsvPage() {}

    static void parse(CsvTable table, RawPage page, PageSink sink) throws MalformedResponseException {
        try (InputStream bytes = page.body().open();
                CsvReader reader = new CsvReader(bytes)) {
            Map<String, Integer> columns = columns(table, reader.row());
            CsvRows rows = table.rows();
            for (List<String> fields = reader.row(); !fields.isEmpty(); fields = reader.row()) {
                row(rows, columns, fields, reader.line(), sink);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> columns(CsvTable table, List<String> header) throws MalformedResponseException {
        List<String> names = header.stream().map(String::strip).toList();
        if (!table.has(names)) {
            throw new MalformedResponseException(
                    "a table with columns that are not known, perhaps in another language: " + shown(names), "line 1");
        }
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            columns.putIfAbsent(names.get(i), i);
        }
        return columns;
    }

    /** The names of columns are harmless, the values of somebody's row are not. */
    private static String shown(List<String> names) {
        boolean values =
                names.stream().anyMatch(name -> name.matches("[-+]?[\\d.]+|\\d{4}-\\d\\d-\\d\\d.*|true|false"));
        String all = values
                ? names.size() + " fields, some of them values"
                : String.join(",", names).replaceAll("\\p{Cntrl}", "?");
        return all.length() > SHOWN ? all.substring(0, SHOWN) + "..." : all;
    }

    private static void row(CsvRows rows, Map<String, Integer> columns, List<String> fields, int line, PageSink sink) {
        int wanted = columns.values().stream().mapToInt(each -> each + 1).max().orElse(0);
        try {
            if (fields.size() < wanted) {
                throw new CsvRow.BadValueException("it has " + fields.size() + " fields instead of " + wanted);
            }
            rows.read(new CsvRow(columns, fields, line), sink);
        } catch (CsvRow.BadValueException e) {
            problem(rows, String.valueOf(e.getMessage()), line, sink);
        } catch (InvalidParameterException e) {
            // A time outside of what can be stored; the message may hold a value.
            problem(rows, "it cannot be stored", line, sink);
        }
    }

    private static void problem(CsvRows rows, String message, int line, PageSink sink) {
        sink.problem(new ParseProblem(Optional.of(rows.type()), message, "line " + line));
    }
}
