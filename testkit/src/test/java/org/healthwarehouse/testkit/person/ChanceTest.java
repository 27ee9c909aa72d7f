package org.healthwarehouse.testkit.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ChanceTest {
    private final Chance chance = new Chance(42);

    @Test
    void theHashIsSplitmix64() {
        assertThat(Chance.mix(0)).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(Chance.mix(0x9E3779B97F4A7C15L)).isEqualTo(0x6E789E6AA1B965F4L);
    }

    @Test
    void unitDrawsAreUniform() {
        double mean = LongStream.range(0, 100_000)
                .mapToDouble(i -> chance.unit(Stream.STEPS, i))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(0.5, within(0.005));
    }

    @Test
    void bellDrawsHaveMeanZeroAndDeviationOne() {
        double[] draws = LongStream.range(0, 100_000)
                .mapToDouble(i -> chance.bell(Stream.STEPS, i))
                .toArray();

        assertThat(LongStream.range(0, draws.length)
                        .mapToDouble(i -> draws[(int) i])
                        .average()
                        .orElseThrow())
                .isCloseTo(0, within(0.02));
        assertThat(LongStream.range(0, draws.length)
                        .mapToDouble(i -> draws[(int) i] * draws[(int) i])
                        .average()
                        .orElseThrow())
                .isCloseTo(1, within(0.02));
    }

    @Property
    void unitStaysBelowOne(@ForAll long seed, @ForAll long index) {
        assertThat(new Chance(seed).unit(Stream.STEPS, index))
                .isGreaterThanOrEqualTo(0)
                .isLessThan(1);
    }

    @Property
    void driftIsBoundedAndSmooth(@ForAll @LongRange(min = -1_000_000, max = 1_000_000) long thousandths) {
        double here = chance.drift(Stream.FITNESS, thousandths / 1000.0);
        double next = chance.drift(Stream.FITNESS, (thousandths + 1) / 1000.0);

        assertThat(here).isBetween(-1.0, 1.0);
        assertThat(next).isCloseTo(here, within(0.004));
    }

    @Property
    void scatteredMinutesDoNotDependOnWhereTheSpanStarts(
            @ForAll @LongRange(min = -100_000, max = 100_000) long from,
            @ForAll @IntRange(max = 5_000) int first,
            @ForAll @IntRange(max = 5_000) int second,
            @ForAll @IntRange(min = 1, max = 300) int every) {
        List<Long> parts = new ArrayList<>();
        chance.scatter(Stream.AUDIO, Span.starting(from, first), every, parts::add);
        chance.scatter(Stream.AUDIO, Span.starting(from + first, second), every, parts::add);
        List<Long> whole = new ArrayList<>();
        chance.scatter(Stream.AUDIO, Span.starting(from, first + (long) second), every, whole::add);

        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void keysOfStreamsMetricsAndDevicesDiffer() {
        List<Long> keys = new ArrayList<>();
        for (Stream stream : Stream.values()) {
            keys.add(stream.key());
        }
        for (PersonMetric metric : PersonMetric.values()) {
            keys.add(metric.key());
        }
        for (DeviceKind device : DeviceKind.values()) {
            keys.add(device.key());
        }

        assertThat(keys).doesNotHaveDuplicates();
    }
}
