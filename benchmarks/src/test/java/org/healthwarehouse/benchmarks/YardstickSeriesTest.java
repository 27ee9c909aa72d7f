package org.healthwarehouse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers are those of the C and Python programs; contests compare the same rows or nothing. */
class YardstickSeriesTest {
    private static List<String> first(int series, int count) {
        YardstickSeries samples = new YardstickSeries(series);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.next();
            rows.add(samples.time() + " " + samples.value());
        }
        return rows;
    }

    private static double sum(int series, int count) {
        YardstickSeries samples = new YardstickSeries(series);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            samples.next();
            sum += samples.value();
        }
        return sum;
    }

    @Test
    void theFirstSamplesAreThoseOfTheOtherPrograms() {
        assertThat(first(0, 3)).containsExactly("1577836800000 72.0", "1577836860000 73.0", "1577836920000 75.0");
        assertThat(first(2, 3)).containsExactly("1577836800538 36.7", "1577836860298 36.8", "1577836920679 36.8");
    }

    @Test
    void aYearAddsUpToWhatTheCProgramStores() {
        assertThat(sum(0, 524_160)).isEqualTo(61_615_160);
        assertThat(sum(1, 524_160)).isEqualTo(56_836_242);
    }
}
