package org.healthwarehouse.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.healthwarehouse.model.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
    private static String written(Consumer<CsvRows> writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvRows rows = new CsvRows(out);
        writing.accept(rows);
        rows.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cells = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.strings().ofMaxLength(10).filter(CsvRowsTest::isText)),
                Tuple.of(2, Arbitraries.strings().withChars(",\"\r\n a;'é").ofMaxLength(10)));
        return cells.list().ofMinSize(1).ofMaxSize(5).list().ofMaxSize(5);
    }

    /** Half of a pair of surrogates is no text and has no form in UTF-8. */
    private static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Property
    void anotherReaderReadsBackWhatWasWritten(@ForAll("tables") List<List<String>> table) {
        String text = written(rows -> table.forEach(row -> rows.row(row.toArray(String[]::new))));

        assertThat(CsvText.parse(text)).isEqualTo(table);
    }

    @Property
    void aNumberReadsBackTheSame(@ForAll double value) {
        assertThat(Double.parseDouble(written(rows -> rows.number(value)))).isEqualTo(value);
    }

    @Property
    void aMeasuredNumberIsAsShortAsItCanBe(@ForAll @IntRange(min = -99_999_999, max = 99_999_999) int scaled) {
        double value = scaled / 1_000.0;
        String shortest =
                new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();

        assertThat(written(rows -> rows.number(value))).isEqualTo(scaled == 0 ? "0" : shortest);
    }

    @Property
    void aMomentIsWrittenAsTheClockOfTheLanguageWritesIt(
            @ForAll @LongRange(min = -2_208_988_800_000L, max = 7_258_118_400_000L) long ms) {
        assertThat(written(rows -> rows.interval(ms, ms)))
                .isEqualTo(Instant.ofEpochMilli(ms) + "," + Instant.ofEpochMilli(ms));
    }

    @Property
    void aWholeNumberHasNoDecimalPoint(@ForAll int value) {
        assertThat(written(rows -> rows.number(value))).isEqualTo(Integer.toString(value));
    }

    @Property
    void aWholeAttributeKeepsAllItsDigits(@ForAll long value) {
        assertThat(written(rows -> rows.value(value))).isEqualTo(Long.toString(value));
    }

    @ParameterizedTest
    @CsvSource({
        "61.0, 61",
        "-0.5, -0.5",
        "36.6, 36.6",
        "999999999999999, 999999999999999",
        "1e15, 1.0E15",
        "1e300, 1.0E300",
        "0.1, 0.1"
    })
    void numbersAreAsShortAsTheyCanBe(double value, String text) {
        assertThat(written(rows -> rows.number(value))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", " at the edges ", "semi;colon", "'single'", "", "tab\there"})
    void whatNeedsNoQuotesHasNone(String cell) {
        assertThat(written(rows -> rows.row(cell, "x"))).isEqualTo(cell + ",x\r\n");
    }

    @Test
    void whatNeedsQuotesHasThem() {
        assertThat(written(rows -> rows.row("a,b", "say \"hi\"", "two\nlines", "re\rturn", "end")))
                .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"re\rturn\",end\r\n");
    }

    @Test
    void timesAreIso8601InUtc() {
        long ms = Instant.parse("2026-01-01T00:00:00.250Z").toEpochMilli();

        assertThat(written(rows -> rows.instant(ms))).isEqualTo("2026-01-01T00:00:00.250Z");
        assertThat(written(rows -> rows.instant(-1))).isEqualTo("1969-12-31T23:59:59.999Z");
    }

    @Test
    void attributesAreWrittenByKind() {
        assertThat(written(rows -> {
                    rows.value("a,b");
                    rows.value(null);
                    rows.value(true);
                    rows.value(2.5);
                    rows.end();
                }))
                .isEqualTo("\"a,b\",,true,2.5\r\n");
    }

    @Test
    void nestedAttributesAreJson() {
        String text = written(rows -> {
            rows.value(List.of(1L, "x"));
            rows.value(Map.of("b", 1L, "a", List.of()));
            rows.end();
        });

        assertThat(CsvText.parse(text)).containsExactly(List.of("[1,\"x\"]", "{\"a\":[],\"b\":1}"));
    }

    @Test
    void theDeepestAttributesCanBeWrittenToo() {
        String json = "{\"a\":".repeat(63) + "{}" + "}".repeat(63);
        Attributes deepest = Attributes.parse(json);

        String text = written(rows -> {
            rows.value(deepest.asMap().get("a"));
            rows.end();
        });

        assertThat(CsvText.parse(text)).containsExactly(List.of(json.substring(5, json.length() - 1)));
    }

    @Test
    void countsRows() {
        CsvRows rows = new CsvRows(new ByteArrayOutputStream());

        rows.row("a");
        rows.row("b");

        assertThat(rows.count()).isEqualTo(2);
    }

    @Test
    void aWriterThatFailsIsNotSwallowed() {
        IOException full = new IOException("disk full");
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw full;
            }
        };
        CsvRows rows = new CsvRows(broken);

        rows.row("a");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(rows::flush)
                .withCause(full);
    }
}
