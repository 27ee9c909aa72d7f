package org.healthwarehouse.fulcra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SeriesKey;
import org.healthwarehouse.model.SourceId;
import org.junit.jupiter.api.Test;

class SleepFromStagesTest {
    private static final Instant NIGHT = Instant.parse("2026-03-01T22:00:00Z");
    private final SleepFromStages deriver = new SleepFromStages();

    private record Stage(String device, Instant start, Instant end, int code) {}

    private static Stage minutes(String device, long from, long to, int code) {
        return new Stage(device, NIGHT.plusSeconds(from * 60), NIGHT.plusSeconds(to * 60), code);
    }

    private static SampleSeries series(List<Stage> stages) {
        List<Stage> ordered =
                stages.stream().sorted(Comparator.comparing(Stage::start)).toList();
        List<String> devices = stages.stream().map(Stage::device).distinct().toList();
        return new SampleSeries(
                DataTypes.SLEEP_STAGE,
                devices.stream()
                        .map(device -> new SeriesKey(SourceId.of("fulcra"), Device.of(device), ""))
                        .toList(),
                ordered.stream()
                        .mapToLong(stage -> stage.start().toEpochMilli())
                        .toArray(),
                ordered.stream().mapToLong(stage -> stage.end().toEpochMilli()).toArray(),
                ordered.stream().mapToDouble(Stage::code).toArray(),
                ordered.stream()
                        .mapToInt(stage -> devices.indexOf(stage.device()))
                        .toArray());
    }

    @Test
    void theRecordedNightsComeOutOfTheirStages() throws Exception {
        String folder = System.getProperty("healthwarehouse.recordings", "");
        assumeTrue(!folder.isBlank(), "no folder of recordings was given (healthwarehouse.recordings)");
        Path file = Path.of(folder, "fulcra", "sleep_cycles.json");
        assumeTrue(Files.isRegularFile(file), "the folder of recordings has no fulcra/sleep_cycles.json");
        JsonNode cycles = new ObjectMapper().readTree(file.toFile());
        List<Stage> stages = new ArrayList<>();
        for (JsonNode cycle : cycles) {
            for (JsonNode stage : cycle.get("sleep_stage_intervals")) {
                stages.add(new Stage(
                        "watch",
                        instant(stage, "start_time"),
                        instant(stage, "end_time"),
                        stage.get("sleep_stage").asInt()));
            }
        }
        assertThat(stages).hasSize(108);

        List<ParsedRecord> sleeps = deriver.derive(series(stages));

        assertThat(sleeps).hasSize(5);
        for (int i = 0; i < 5; i++) {
            JsonNode cycle = cycles.get(i);
            ParsedRecord sleep = sleeps.get(i);
            assertThat(sleep.start()).isEqualTo(instant(cycle, "start_time"));
            assertThat(sleep.end()).isEqualTo(instant(cycle, "end_time"));
            assertThat(sleep.attributes().number("asleep"))
                    .hasValue(cycle.get("total_time_asleep_ms").asLong() / 1000.0);
            String[] names = {"time_in_bed", "unknown_stage", "awake", "light", "deep", "rem"};
            for (JsonNode total : cycle.get("sleep_stage_totals")) {
                assertThat(sleep.attributes()
                                .number(names[total.get("sleep_stage").asInt()]))
                        .hasValue(total.get("total_time_in_stage_ms").asLong() / 1000.0);
            }
        }
    }

    private static Instant instant(JsonNode node, String field) {
        return OffsetDateTime.parse(node.get(field).asText()).toInstant();
    }

    @Test
    void aPauseOfTwoHoursSeparatesTwoSleepsAndAShorterOneDoesNot() {
        List<ParsedRecord> two =
                deriver.derive(series(List.of(minutes("watch", 0, 60, 3), minutes("watch", 180, 200, 3))));
        List<ParsedRecord> one =
                deriver.derive(series(List.of(minutes("watch", 0, 60, 3), minutes("watch", 179, 200, 3))));
        assertThat(two).hasSize(2);
        assertThat(one).hasSize(1);
        assertThat(one.get(0).keys()).containsExactly(new RecordKey("derived", NIGHT.toString()));
    }

    @Test
    void ofTwoDevicesTheOneThatKnowsTheStagesCounts() {
        List<ParsedRecord> sleeps = deriver.derive(series(List.of(
                minutes("phone", 0, 480, 0),
                minutes("phone", 10, 470, 1),
                minutes("watch", 20, 200, 3),
                minutes("watch", 200, 210, 2),
                minutes("watch", 210, 400, 5))));
        assertThat(sleeps).hasSize(1);
        assertThat(sleeps.get(0).attributes().text("device")).hasValue("watch");
        assertThat(sleeps.get(0).attributes().number("asleep")).hasValue(370 * 60.0);
        assertThat(sleeps.get(0).attributes().number("awakenings")).hasValue(1.0);
    }

    @Test
    void timeInBedIsNeitherSleepNorItsBeginning() {
        ParsedRecord sleep = deriver.derive(series(List.of(minutes("watch", 0, 480, 0), minutes("watch", 30, 450, 3))))
                .get(0);
        assertThat(sleep.start()).isEqualTo(NIGHT.plusSeconds(1800));
        assertThat(sleep.attributes().number("time_in_bed")).hasValue(480 * 60.0);
        assertThat(sleep.attributes().number("latency")).hasValue(1800.0);
        assertThat(sleep.attributes().number("efficiency")).hasValue(87.5);
    }

    @Test
    void nothingGivesNothing() {
        assertThat(deriver.derive(series(List.of()))).isEmpty();
    }
}
