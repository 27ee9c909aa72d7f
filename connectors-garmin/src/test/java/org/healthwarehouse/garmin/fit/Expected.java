package org.healthwarehouse.garmin.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One entry of {@code expected.json}, compared with what was read here. */
final class Expected {
    private static final Map<String, Double> SPORTS =
            Map.of("running", 1.0, "cycling", 2.0, "swimming", 5.0, "training", 10.0, "cross_country_skiing", 12.0);

    private final Map<?, ?> said;

    Expected(Map<?, ?> said) {
        this.said = said;
    }

    int files() {
        return number(said.get("chainedFiles")).intValue();
    }

    long messages() {
        return map(said, "messageCounts").values().stream()
                .mapToLong(count -> number(count).longValue())
                .sum();
    }

    void check(Tally tally) {
        Map<Integer, Long> counts = new HashMap<>();
        map(said, "messageCounts")
                .forEach((key, count) ->
                        counts.put(Integer.valueOf((String) key), number(count).longValue()));
        assertThat(tally.messages).isEqualTo(counts);
        assertThat(tally.fileTypes).isEqualTo(doubles("fileTypes"));
        assertThat(tally.weights).isEqualTo(doubles("weightKg"));
        times(tally.times, said.get("firstTimestampUnix"), said.get("lastTimestampUnix"));
        sum(tally, "recordHeartRate", "sum");
        sum(tally, "recordPower", "sum");
        sum(tally, "hrvIntervals", "sumSeconds");
        sum(tally, "hrvValues", "sumMs");
        sum(tally, "spo2", "sum");
        sum(tally, "monitoringHeartRate", "sum");
        sum(tally, "stress", "");
        sum(tally, "respiration", "");
        Map<?, ?> heartRate = map(said, "monitoringHeartRate");
        times(tally.heartRateTimes, heartRate.get("firstUnix"), heartRate.get("lastUnix"));
        map(said, "sleepLevelSamples")
                .forEach((level, count) -> assertThat(tally.sleepLevels)
                        .containsEntry(
                                Integer.valueOf((String) level), number(count).longValue()));
        distance(tally);
        sessions(tally);
    }

    private void distance(Tally tally) {
        Object metres = said.get("lastRecordDistanceMeters");
        if (metres == null) {
            assertThat(tally.lastDistance).isNaN();
        } else {
            assertThat(tally.lastDistance).isCloseTo(number(metres).doubleValue(), within(0.005));
        }
    }

    private void sessions(Tally tally) {
        List<?> sessions = said.get("sessions") instanceof List<?> list ? list : List.of();
        assertThat(tally.sessions).hasSameSizeAs(sessions);
        for (int i = 0; i < sessions.size(); i++) {
            Map<String, Double> session = new HashMap<>();
            ((Map<?, ?>) sessions.get(i)).forEach((name, value) -> session.put((String) name, plain(value)));
            assertThat(tally.sessions.get(i)).containsAllEntriesOf(session);
        }
    }

    private static double plain(Object value) {
        return value instanceof String sport
                ? SPORTS.getOrDefault(sport, Double.NaN)
                : number(value).doubleValue();
    }

    private void sum(Tally tally, String name, String sumField) {
        Map<?, ?> sum = map(said, name);
        DoubleSummaryStatistics found = tally.of(name);
        assertThat(found.getCount())
                .as(name)
                .isEqualTo(sum.isEmpty() ? 0 : number(sum.get("count")).longValue());
        if (!sumField.isEmpty() && !sum.isEmpty()) {
            assertThat(found.getSum())
                    .as(name)
                    .isCloseTo(number(sum.get(sumField)).doubleValue(), within(1e-6));
        }
        if (sum.containsKey("valid")) {
            assertThat(tally.of(name + "Valid").getCount())
                    .isEqualTo(number(sum.get("valid")).longValue());
            assertThat(tally.of(name + "Valid").getSum())
                    .isCloseTo(number(sum.get("sumValid")).doubleValue(), within(1e-6));
        }
        if (sum.containsKey("min")) {
            assertThat(found.getMin()).isEqualTo(number(sum.get("min")).doubleValue());
            assertThat(found.getMax()).isEqualTo(number(sum.get("max")).doubleValue());
        }
        if (sum.containsKey("minusOne")) {
            assertThat(tally.of(name + "-1").getCount())
                    .isEqualTo(number(sum.get("minusOne")).longValue());
            assertThat(tally.of(name + "-2").getCount())
                    .isEqualTo(number(sum.get("minusTwo")).longValue());
        }
    }

    private static void times(LongSummaryStatistics found, @Nullable Object first, @Nullable Object last) {
        if (first == null || last == null) {
            assertThat(found.getCount()).isZero();
        } else {
            assertThat(found.getMin()).isEqualTo(number(first).longValue());
            assertThat(found.getMax()).isEqualTo(number(last).longValue());
        }
    }

    private List<Double> doubles(String name) {
        return said.get(name) instanceof List<?> list
                ? list.stream().map(each -> number(each).doubleValue()).toList()
                : List.of();
    }

    static Map<?, ?> map(Map<?, ?> from, String name) {
        return from.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    static Number number(@Nullable Object value) {
        return (Number) Objects.requireNonNull(value);
    }
}
