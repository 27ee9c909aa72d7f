package org.healthwarehouse.whoop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.connector.MalformedResponseException;

/** Reads comma-separated values as RFC 4180 has them, row by row; line ends may be of either kind. */
final class CsvReader implements AutoCloseable {
    private static final int LONGEST_FIELD = 1 << 20;
    private static final int MOST_FIELDS = 1000;
    private static final int BYTE_ORDER_MARK = '\uFEFF';

    private final Reader in;
    private int next;
    private int line = 1;
    private int rowLine = 1;

    CsvReader(InputStream bytes) throws IOException, MalformedResponseException {
        in = new BufferedReader(new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        advance();
        if (next == BYTE_ORDER_MARK) {
            advance();
        }
    }

    /** The line on which the last row begins; the first is 1. */
    int line() {
        return rowLine;
    }

    /** The fields of the next row that is not blank; none after the last. */
    List<String> row() throws IOException, MalformedResponseException {
        List<String> fields = new ArrayList<>();
        while (next == '\n' || next == '\r') {
            advance();
        }
        rowLine = line;
        if (next < 0) {
            return fields;
        }
        fields.add(field());
        while (next == ',') {
            advance();
            fields.add(field());
            if (fields.size() > MOST_FIELDS) {
                throw malformed("more than " + MOST_FIELDS + " fields in a row");
            }
        }
        if (next >= 0 && next != '\n' && next != '\r') {
            throw malformed("a quoted field that does not end with its quote");
        }
        return fields;
    }

    private String field() throws IOException, MalformedResponseException {
        StringBuilder text = new StringBuilder();
        if (next == '"') {
            advance();
            quoted(text);
        } else {
            while (next >= 0 && next != ',' && next != '\n' && next != '\r') {
                append(text);
            }
        }
        return text.toString();
    }

    /** Up to the closing quote; two of them are one inside. */
    private void quoted(StringBuilder text) throws IOException, MalformedResponseException {
        while (true) {
            if (next < 0) {
                throw malformed("a quote that is never closed");
            }
            if (next == '"') {
                advance();
                if (next != '"') {
                    return;
                }
            }
            append(text);
        }
    }

    private void append(StringBuilder text) throws IOException, MalformedResponseException {
        if (text.length() >= LONGEST_FIELD) {
            throw malformed("a field of more than " + LONGEST_FIELD + " characters");
        }
        text.append((char) next);
        advance();
    }

    private void advance() throws IOException, MalformedResponseException {
        if (next == '\n') {
            line++;
        }
        try {
            next = in.read();
        } catch (CharacterCodingException e) {
            throw malformed("bytes that are not UTF-8");
        }
    }

    private MalformedResponseException malformed(String rule) {
        return new MalformedResponseException(rule, "line " + rowLine);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
