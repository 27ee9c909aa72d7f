package org.healthwarehouse.testkit.garmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.testkit.fakes.Change;
import org.healthwarehouse.testkit.fakes.TrueItem;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;

/** What the simulator says is true is what its answers say together, once everything is uploaded. */
class GarminTruthTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final String ONE = "runner-1";
    private static final LocalDate FIRST = LocalDate.parse("2026-02-01");
    private static final LocalDate LAST = LocalDate.parse("2026-05-31");

    private final GarminSimulator service = GarminSimulator.seeded(11)
            .clock(new ManualClock(NOW))
            .account(ONE)
            .readingEvery(10)
            .changing(Change.allBut(Change.LOSSES))
            .build();
    private final GarminCaller one = new GarminCaller(service, ONE);

    private List<TrueItem> truth(DataType type) throws Exception {
        return service.truth(ONE, type, span(), NOW);
    }

    /** From the beginning of the first date to the end of the last. */
    private TimeRange span() throws Exception {
        return new TimeRange(midnight(FIRST), midnight(LAST.plusDays(1)));
    }

    private Instant midnight(LocalDate date) throws Exception {
        JsonNode summary = one.summary(date);
        return Instant.parse(summary.get("wellnessStartTimeGmt").asText().replace(".0", "Z"));
    }

    @Test
    void theDaysAddUpToTheirSummaries() throws Exception {
        List<TrueItem> steps = truth(DataTypes.STEPS);
        List<TrueItem> hearts = truth(DataTypes.HEART_RATE).stream()
                .filter(item -> item.identity().contains(":day"))
                .toList();
        int days = 0;
        int empty = 0;
        for (LocalDate date = FIRST; !date.isAfter(LAST); date = date.plusDays(1)) {
            JsonNode summary = one.summary(date);
            if (!summary.get("includesWellnessData").asBoolean()) {
                empty++;
                continue;
            }
            days++;
            Instant end =
                    Instant.parse(summary.get("wellnessEndTimeGmt").asText().replace(".0", "Z"));
            TimeRange day = new TimeRange(midnight(date), end);
            assertThat(within(steps, day).stream()
                            .mapToLong(GarminTruthTest::value)
                            .sum())
                    .isEqualTo(summary.get("totalSteps").asLong());
            assertThat(within(hearts, day).stream()
                            .mapToLong(GarminTruthTest::value)
                            .min())
                    .hasValue(summary.get("minHeartRate").asLong());
            assertThat(within(hearts, day).stream()
                            .mapToLong(GarminTruthTest::value)
                            .max())
                    .hasValue(summary.get("maxHeartRate").asLong());
        }
        assertThat(empty).isPositive();
        assertThat(truth(DataTypes.DAILY_SUMMARY)).hasSize(days);
    }

    private static List<TrueItem> within(List<TrueItem> items, TimeRange range) {
        return items.stream().filter(item -> range.contains(item.start())).toList();
    }

    private static long value(TrueItem item) {
        return Long.parseLong(item.content()) / 1_000_000;
    }

    @Test
    void everyRecordIsInTheAnswers() throws Exception {
        Set<String> told = new TreeSet<>();
        for (LocalDate date = FIRST; !date.isAfter(LAST); date = date.plusDays(1)) {
            for (JsonNode row : one.json("/metrics-service/metrics/trainingreadiness/" + date)) {
                Instant at = Instant.parse(row.get("timestamp").asText().replace(".0", "Z"));
                told.add("moment:" + at.getEpochSecond() + ":connect:" + row.get("deviceId"));
            }
        }
        assertThat(identities(DataTypes.TRAINING_READINESS)).isEqualTo(told).hasSizeGreaterThan(200);

        told.clear();
        one.json("/mobile-gateway/usersummary/trainingstatus/weekly/" + FIRST + "/" + LAST)
                .at("/weeklyTrainingStatus/payload/reportData")
                .forEach(rows -> rows.forEach(row -> told.add(
                        "moment:" + row.get("timestamp").asLong() / 1000 + ":connect:" + row.get("deviceId"))));
        assertThat(identities(DataTypes.TRAINING_LOAD)).isEqualTo(told).hasSizeGreaterThan(100);

        told.clear();
        for (LocalDate from = FIRST; from.isBefore(LAST); from = from.plusDays(28)) {
            LocalDate to = from.plusDays(27).isBefore(LAST) ? from.plusDays(27) : LAST;
            one.json("/hrv-service/hrv/daily/" + from + "/" + to)
                    .get("hrvSummaries")
                    .forEach(row -> told.add("date:" + row.get("calendarDate").asText()));
        }
        assertThat(identities(DataTypes.HRV_SUMMARY)).isEqualTo(told).hasSizeGreaterThan(100);

        told.clear();
        one.json("/activitylist-service/activities/search/activities?start=0&limit=1000&startDate=" + FIRST
                        + "&endDate=" + LAST)
                .forEach(row -> told.add("id:" + row.get("activityId")));
        assertThat(identities(DataTypes.WORKOUT)).isEqualTo(told).hasSizeGreaterThan(30);
    }

    private Set<String> identities(DataType type) throws Exception {
        return truth(type).stream().map(TrueItem::identity).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyWeightIsInTheAnswers() throws Exception {
        List<String> told = new ArrayList<>();
        one.json("/weight-service/weight/range/" + FIRST + "/" + LAST + "?includeAll=true")
                .get("dailyWeightSummaries")
                .forEach(day -> day.get("allWeightMetrics")
                        .forEach(row -> told.add(
                                Instant.ofEpochMilli(row.get("timestampGMT").asLong()) + " "
                                        + Math.round(row.get("weight").asDouble() * 1000))));
        assertThat(truth(DataTypes.BODY_MASS).stream().map(item -> item.start() + " " + item.content()))
                .containsExactlyInAnyOrderElementsOf(told)
                .hasSizeGreaterThan(30);
        assertThat(truth(DataTypes.BODY_FAT)).hasSizeBetween(10, told.size() - 3);
    }

    @Test
    void nightsAreInTheFilesOfTheDateOnWhichTheyEnd() throws Exception {
        List<TrueItem> nights = truth(DataTypes.SLEEP);
        int files = 0;
        for (LocalDate date = FIRST; !date.isAfter(LAST); date = date.plusDays(1)) {
            Set<String> names = one.wellness(date).keySet();
            files += names.stream().anyMatch(name -> name.endsWith("_SLEEP_DATA.fit")) ? 1 : 0;
        }
        assertThat(nights).hasSizeBetween(files - 1, files + 1);
        assertThat(truth(DataTypes.SLEEP_STAGE)).hasSizeGreaterThan(10 * files);
        Instant before = midnight(LAST.plusDays(1));
        TimeRange lastEvening = new TimeRange(before.minusSeconds(7200), before);
        assertThat(service.truth(ONE, DataTypes.SLEEP, lastEvening, NOW).stream()
                        .filter(item -> service.isAskedFor(ONE, DataTypes.SLEEP, item, lastEvening)))
                .isEmpty();
    }

    @Test
    void thereIsATruthOfEveryType() throws Exception {
        for (DataType type : GarminSimulator.types()) {
            assertThat(truth(type)).as(type.name()).isNotEmpty();
            assertThat(truth(type)).as(type.name()).doesNotHaveDuplicates();
        }
        assertThat(GarminSimulator.types().stream().map(DataType::name)).doesNotHaveDuplicates();
    }
}
