package org.healthwarehouse.whoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.healthwarehouse.connector.MalformedResponseException;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
    private static List<List<String>> read(byte[] bytes) throws IOException, MalformedResponseException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader reader = new CsvReader(new ByteArrayInputStream(bytes))) {
            for (List<String> row = reader.row(); !row.isEmpty(); row = reader.row()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<List<String>> read(String text) throws IOException, MalformedResponseException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fieldsQuotesAndLineEndsAreReadAsTheStandardSays() throws Exception {
        assertThat(read("\uFEFFa,b\r\n\"x, \"\"y\"\"\nz\",\r\n\n,2"))
                .containsExactly(List.of("a", "b"), List.of("x, \"y\"\nz", ""), List.of("", "2"));
        assertThat(read("")).isEmpty();
    }

    @Test
    void theLineOfARowIsThatWhereItBegins() throws Exception {
        byte[] bytes = "a\n\"b\nc\"\nd".getBytes(StandardCharsets.UTF_8);
        try (CsvReader reader = new CsvReader(new ByteArrayInputStream(bytes))) {
            List<Integer> lines = new ArrayList<>();
            while (!reader.row().isEmpty()) {
                lines.add(reader.line());
            }
            assertThat(lines).containsExactly(1, 2, 4);
        }
    }

    @Test
    void whatIsNoTableIsRefused() {
        for (String bad : List.of("a,\"b", "\"a\"b,c", "a\n" + "x".repeat(2 << 20), ",".repeat(2000))) {
            assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> read(bad));
        }
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> read(new byte[] {'a', (byte) 0xff, 'b'}));
    }

    @Property(tries = 200)
    void whatIsWrittenByTheStandardIsReadBack(@ForAll @Size(min = 1, max = 5) List<List<String>> rows)
            throws Exception {
        StringBuilder text = new StringBuilder();
        List<List<String>> written = new ArrayList<>();
        for (List<String> row : rows) {
            if (!row.isEmpty()) {
                List<String> clean = row.stream()
                        .map(field -> new String(field.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                        .toList();
                written.add(clean);
                text.append(String.join(
                                ",",
                                clean.stream()
                                        .map(field -> "\"" + field.replace("\"", "\"\"") + "\"")
                                        .toList()))
                        .append("\n");
            }
        }
        assertThat(read(text.toString())).isEqualTo(written);
    }
}
