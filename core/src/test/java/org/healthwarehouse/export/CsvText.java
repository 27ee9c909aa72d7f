package org.healthwarehouse.export;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV as RFC 4180 defines it and refuses whatever is not in its grammar. Shares nothing with the writer. */
final class CsvText {
    private final String text;
    private int at;

    private CsvText(String text) {
        this.text = text;
    }

    static List<List<String>> parse(String text) {
        CsvText csv = new CsvText(text);
        List<List<String>> rows = new ArrayList<>();
        while (csv.at < text.length()) {
            rows.add(csv.row());
        }
        return rows;
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (next(",")) {
            cells.add(cell());
        }
        if (!next("\r\n")) {
            throw new IllegalArgumentException("neither comma nor end of line at " + at + " of " + text);
        }
        return cells;
    }

    private String cell() {
        return next("\"") ? quoted() : plain();
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        while (true) {
            if (next("\"\"")) {
                cell.append('"');
            } else if (next("\"")) {
                return cell.toString();
            } else {
                cell.append(text.charAt(at++));
            }
        }
    }

    private String plain() {
        int from = at;
        while (at < text.length() && ",\"\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean next(String token) {
        boolean found = text.startsWith(token, at);
        at += found ? token.length() : 0;
        return found;
    }
}
