package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.SampleBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleColumnsTest {
    private final SampleColumns columns = columns();

    private static SampleColumns columns() {
        return new SampleColumns(DataTypes.HEART_RATE, Device.of("Watch6,2"), "beats");
    }

    private static Attributes note(Object text) {
        return Attributes.of(Map.of("note", text));
    }

    /** A sample as a connector reads it off a page; the note is left out if it is empty. */
    record Sample(long start, long length, double value, Attributes note) {
        void addTo(SampleColumns columns) throws MalformedResponseException {
            if (note.isEmpty()) {
                columns.add(start, start + length, value);
            } else {
                columns.add(start, start + length, value, note);
            }
        }
    }

    private static List<Sample> rows(SampleBatch batch) {
        List<Sample> rows = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            rows.add(new Sample(
                    batch.start(i),
                    batch.length(i),
                    batch.value(i),
                    batch.notes().getOrDefault(i, Attributes.EMPTY)));
        }
        return rows;
    }

    @Test
    void samplesInOrderStayAsTheyAre() throws MalformedResponseException {
        columns.add(1_000, 1_000, 61);
        columns.add(1_000, 2_000, 62);
        columns.add(3_000, 4_500, 63);

        assertThat(rows(columns.batch()))
                .containsExactly(
                        new Sample(1_000, 0, 61, Attributes.EMPTY),
                        new Sample(1_000, 1_000, 62, Attributes.EMPTY),
                        new Sample(3_000, 1_500, 63, Attributes.EMPTY));
    }

    @Test
    void samplesAreSortedByStartThenByLength() throws MalformedResponseException {
        columns.add(3_000, 3_000, 63);
        columns.add(1_000, 2_000, 62);
        columns.add(1_000, 1_000, 61);

        assertThat(rows(columns.batch())).extracting(Sample::value).containsExactly(61.0, 62.0, 63.0);
    }

    @Test
    void ofTwoSamplesOfTheSameTimeTheLastIsKept() throws MalformedResponseException {
        columns.add(1_000, 1_000, 61);
        columns.add(1_000, 1_000, 62);

        assertThat(rows(columns.batch())).containsExactly(new Sample(1_000, 0, 62, Attributes.EMPTY));
    }

    @Test
    void aNoteFollowsItsSample() throws MalformedResponseException {
        columns.add(3_000, 3_000, 63, note("late"));
        columns.add(2_000, 2_000, 62);
        columns.add(1_000, 1_000, 61, note("early"));

        assertThat(columns.batch().notes()).isEqualTo(Map.of(0, note("early"), 2, note("late")));
    }

    @Test
    void aNoteGoesWithTheSampleThatIsReplaced() throws MalformedResponseException {
        columns.add(1_000, 1_000, 61, note("old"));
        columns.add(1_000, 1_000, 62);

        assertThat(columns.batch().notes()).isEmpty();
    }

    @Test
    void anEmptyNoteIsNone() throws MalformedResponseException {
        columns.add(1_000, 1_000, 61, Attributes.EMPTY);

        assertThat(columns.batch().notes()).isEmpty();
    }

    @Test
    void withoutSamplesTheBatchIsEmpty() {
        assertThat(columns.batch().size()).isZero();
    }

    @Test
    void theBatchNamesItsSeries() {
        SampleBatch batch = columns.batch();

        assertThat(batch.type()).isEqualTo(DataTypes.HEART_RATE);
        assertThat(batch.device()).isEqualTo(Device.of("Watch6,2"));
        assertThat(batch.channel()).isEqualTo("beats");
    }

    @Test
    void aBatchDoesNotChangeWithLaterSamples() throws MalformedResponseException {
        columns.add(1_000, 1_000, 61);
        SampleBatch batch = columns.batch();

        columns.add(2_000, 2_000, 62, note("late"));

        assertThat(rows(batch)).containsExactly(new Sample(1_000, 0, 61, Attributes.EMPTY));
    }

    @Provide
    Arbitrary<Sample> samples() {
        Arbitrary<Attributes> notes = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Attributes.EMPTY)),
                Tuple.of(1, Arbitraries.integers().between(0, 9).map(SampleColumnsTest::note)));
        return Combinators.combine(
                        Arbitraries.longs().between(-40, 40),
                        Arbitraries.longs().between(0, 2),
                        Arbitraries.doubles().between(-1e9, 1e9),
                        notes)
                .as(Sample::new)
                .withoutEdgeCases();
    }

    @Property
    void keepsTheLastSampleOfEachTimeInOrder(@ForAll("manySamples") List<Sample> page)
            throws MalformedResponseException {
        SampleColumns sink = columns();
        TreeMap<List<Long>, Sample> expected = new TreeMap<>(SampleColumnsTest::compare);
        for (Sample sample : page) {
            sample.addTo(sink);
            expected.put(List.of(sample.start(), sample.length()), sample);
        }

        assertThat(rows(sink.batch())).containsExactlyElementsOf(expected.values());
    }

    @Provide
    Arbitrary<List<Sample>> manySamples() {
        return samples().list().ofMaxSize(300);
    }

    private static int compare(List<Long> a, List<Long> b) {
        int byStart = Long.compare(a.get(0), b.get(0));
        return byStart != 0 ? byStart : Long.compare(a.get(1), b.get(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesAValueThatIsNotAFiniteNumber(double value) throws MalformedResponseException {
        columns.add(1_000, 1_000, 61);

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> columns.add(2_000, 2_000, value))
                .withMessage("a value that is not a finite number at heart_rate sample 1")
                .returns("heart_rate sample 1", MalformedResponseException::position);
    }

    @Test
    void refusesASampleThatEndsBeforeItStarts() {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> columns.add(2_000, 1_999, 61))
                .withMessageContaining("ends before it starts")
                .withMessageNotContaining("61");
    }

    @ParameterizedTest
    @CsvSource({
        "0001-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
        "1899-12-31T23:59:59.999Z, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z, 9999-12-31T23:59:59Z",
        "2026-01-01T00:00:00Z, 2200-01-01T00:00:00.001Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
        "2200-01-01T00:00:00Z, 2200-01-01T00:00:00Z"
    })
    void refusesYearsThatNobodyMeans(Instant start, Instant end) {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> columns.add(start.toEpochMilli(), end.toEpochMilli(), 61))
                .withMessageContaining("outside the years 1900 to 2199");
    }

    @ParameterizedTest
    @CsvSource({
        "-9223372036854775808, 9223372036854775807",
        "0, 9223372036854775807",
        "-9223372036854775808, 0",
        "9223372036854775807, -9223372036854775808"
    })
    void refusesTimesThatWouldOverflow(long start, long end) {
        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> columns.add(start, end, 61));
    }

    @Test
    void acceptsTheWholeTimeThatIsSupported() throws MalformedResponseException {
        columns.add(TimeRange.EARLIEST.toEpochMilli(), TimeRange.LATEST.toEpochMilli(), 61);

        assertThat(columns.batch().length(0))
                .isEqualTo(TimeRange.LATEST.toEpochMilli() - TimeRange.EARLIEST.toEpochMilli());
    }

    @Test
    void whatIsRefusedLeavesNothingBehind() throws MalformedResponseException {
        columns.add(1_000, 1_000, 61);

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> columns.add(2_000, 2_000, Double.NaN, note("bad")));

        assertThat(rows(columns.batch())).containsExactly(new Sample(1_000, 0, 61, Attributes.EMPTY));
    }
}
