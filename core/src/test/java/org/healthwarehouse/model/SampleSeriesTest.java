package org.healthwarehouse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSeriesTest {
    private static final SeriesKey WATCH = new SeriesKey(SourceId.of("fulcra"), Device.of("Watch6,2"), "");

    private static SampleSeries series(long[] starts, long[] ends, double[] values, int[] index) {
        return new SampleSeries(DataTypes.HEART_RATE, List.of(WATCH), starts, ends, values, index);
    }

    private static SampleSeries twoBeats() {
        return series(new long[] {1, 2}, new long[] {1, 3}, new double[] {61, 62}, new int[] {0, 0});
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 2, 2", "2, 1, 2, 2", "2, 2, 3, 2", "2, 2, 2, 0"})
    void refusesColumnsOfDifferentLengths(int starts, int ends, int values, int index) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> series(new long[starts], new long[ends], new double[values], new int[index]))
                .withMessageContainingAll(
                        starts + ", " + ends + ", " + values + ", " + index + " rows",
                        "must be equally long",
                        "give every sample a value in every column");
    }

    @Test
    void copiesWhatItIsGiven() {
        long[] starts = {1};
        long[] ends = {2};
        double[] values = {61};
        int[] index = {0};
        List<SeriesKey> keys = new ArrayList<>(List.of(WATCH));
        SampleSeries series = new SampleSeries(DataTypes.HEART_RATE, keys, starts, ends, values, index);

        starts[0] = ends[0] = index[0] = 9;
        values[0] = 9;
        keys.clear();

        assertThat(series).isEqualTo(series(new long[] {1}, new long[] {2}, new double[] {61}, new int[] {0}));
    }

    @Test
    void handsOutCopies() {
        SampleSeries series = twoBeats();

        series.timestamps()[0] = 9;
        series.ends()[0] = 9;
        series.values()[0] = 9;
        series.seriesIndex()[0] = 9;

        assertThat(series).isEqualTo(twoBeats());
    }

    @Test
    void givesItsColumns() {
        SampleSeries series = twoBeats();

        assertThat(series.type()).isEqualTo(DataTypes.HEART_RATE);
        assertThat(series.size()).isEqualTo(2);
        assertThat(series.timestamps()).containsExactly(1, 2);
        assertThat(series.ends()).containsExactly(1, 3);
        assertThat(series.values()).containsExactly(61, 62);
        assertThat(series.seriesIndex()).containsExactly(0, 0);
        assertThat(series.series()).containsExactly(WATCH);
    }

    @Test
    void differsIfOneValueDiffers() {
        assertThat(twoBeats()).isEqualTo(twoBeats()).hasSameHashCodeAs(twoBeats());
        assertThat(series(new long[] {1, 2}, new long[] {1, 3}, new double[] {61, 63}, new int[] {0, 0}))
                .isNotEqualTo(twoBeats());
        assertThat(series(new long[] {1, 2}, new long[] {1, 4}, new double[] {61, 62}, new int[] {0, 0}))
                .isNotEqualTo(twoBeats());
    }

    @Test
    void anEmptySeriesIsFine() {
        assertThat(series(new long[0], new long[0], new double[0], new int[0]).size())
                .isZero();
    }

    @Test
    void textShowsNoValues() {
        assertThat(twoBeats()).hasToString("SampleSeries[heart_rate, 2 samples]");
    }
}
