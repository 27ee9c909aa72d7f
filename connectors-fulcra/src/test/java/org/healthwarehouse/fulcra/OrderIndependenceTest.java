package org.healthwarehouse.fulcra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OrderIndependenceTest {
    @Property(tries = 200)
    void theOrderOfTheArrayDoesNotMatter(@ForAll("items") List<String> items, @ForAll long seed) throws Exception {
        List<String> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, new Random(seed));

        List<String> expected = described(items);
        assertThat(described(shuffled)).isEqualTo(expected);
    }

    private static List<String> described(List<String> items) throws Exception {
        return Pages.parse("metric_samples/HeartRate", Pages.array(items.toArray(String[]::new))).samples.stream()
                .map(sample -> sample
                        + sample.device().attributes().toJson()
                        + sample.note().toJson())
                .toList();
    }

    /** Few seconds, few devices and few ids, so that much of it coincides. */
    @Provide
    Arbitrary<List<String>> items() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d"),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(60, 63),
                        Arbitraries.of("null", "{\"model\": \"X\"}", "{\"model\": \"Y\", \"hardwareVersion\": \"1\"}"),
                        Arbitraries.of(1, 2))
                .as((uuid, second, value, device, count) -> Pages.sample(
                        uuid,
                        "08:00:0" + second,
                        "08:00:05",
                        String.valueOf(value),
                        "\"bpm\"",
                        "\"device_properties\": " + device + ", \"count\": " + count))
                .list()
                .ofMaxSize(12);
    }
}
