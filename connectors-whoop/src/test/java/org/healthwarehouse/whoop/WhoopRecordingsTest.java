package org.healthwarehouse.whoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Real and made exports, read a second time in another way. */
class WhoopRecordingsTest {
    /** Which attribute holds which column: the record, its name, and by how much it is multiplied. */
    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("Recovery score %", "recovery score 1"),
            Map.entry("Resting heart rate (bpm)", "recovery resting_heart_rate 1"),
            Map.entry("Heart rate variability (ms)", "recovery hrv_rmssd 1"),
            Map.entry("Skin temp (celsius)", "recovery skin_temperature 1"),
            Map.entry("Blood oxygen %", "recovery spo2 1"),
            Map.entry("Day Strain", "cycle strain 1"),
            Map.entry("Energy burned (cal)", "cycle energy 1"),
            Map.entry("Max HR (bpm)", "cycle heart_rate_max 1"),
            Map.entry("Average HR (bpm)", "cycle heart_rate_mean 1"),
            Map.entry("Sleep performance %", "sleep score 1"),
            Map.entry("Respiratory rate (rpm)", "sleep respiratory_rate 1"),
            Map.entry("Asleep duration (min)", "sleep asleep 60"),
            Map.entry("In bed duration (min)", "sleep time_in_bed 60"),
            Map.entry("Light sleep duration (min)", "sleep light 60"),
            Map.entry("Deep (SWS) duration (min)", "sleep deep 60"),
            Map.entry("REM duration (min)", "sleep rem 60"),
            Map.entry("Awake duration (min)", "sleep awake 60"),
            Map.entry("Sleep need (min)", "sleep needed 60"),
            Map.entry("Sleep debt (min)", "sleep vendor.sleep_debt_minutes 1"),
            Map.entry("Sleep efficiency %", "sleep efficiency 1"),
            Map.entry("Sleep consistency %", "sleep consistency 1"));

    private static Path folder(String name) {
        String folder = System.getProperty("healthwarehouse.recordings", "");
        assumeTrue(!folder.isBlank(), "no folder of recordings was given (healthwarehouse.recordings)");
        Path path = Path.of(folder, "whoop", name);
        assumeTrue(Files.isDirectory(path), "there are no recordings in " + name);
        return path;
    }

    /** The rows by column; none of these files has a quote. */
    private static List<Map<String, String>> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] header = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < header.length; i++) {
                row.put(header[i], fields[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Instant instant(Map<String, String> row, String column) {
        return OffsetDateTime.parse(field(row, column).replace(' ', 'T')
                        + field(row, "Cycle timezone").substring(3))
                .toInstant();
    }

    private static String field(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }

    private static double value(@Nullable ParsedRecord record, String path) {
        Object value = Objects.requireNonNull(record, path).attributes().asMap();
        for (String name : path.split("\\.", -1)) {
            value = Objects.requireNonNull(((Map<?, ?>) value).get(name), name);
        }
        return ((Number) value).doubleValue();
    }

    @Test
    void everyValueOfARealExportIsRead() throws Exception {
        Path file = folder("export_real").resolve("physiological_cycles.csv");
        ReadTable read = ReadTable.of(CsvTable.CYCLES, Files.readAllBytes(file));
        List<Map<String, String>> rows = rows(file);
        assertThat(read.problems).isEmpty();
        assertThat(read.of(DataTypes.CYCLE)).hasSameSizeAs(rows).hasSize(51);
        int checked = 0;
        int nights = 0;
        int ratings = 0;
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> row = rows.get(i);
            boolean night = !field(row, "Sleep onset").isEmpty();
            boolean rated = !field(row, "Recovery score %").isEmpty();
            Map<String, ParsedRecord> parts = new LinkedHashMap<>();
            parts.put("cycle", read.of(DataTypes.CYCLE).get(i));
            if (night) {
                ParsedRecord sleep = read.of(DataTypes.SLEEP).get(nights++);
                parts.put("sleep", sleep);
                assertThat(sleep.start()).isEqualTo(instant(row, "Sleep onset"));
                assertThat(sleep.end()).isEqualTo(instant(row, "Wake onset"));
            }
            if (rated) {
                parts.put("recovery", read.of(DataTypes.RECOVERY).get(ratings++));
            }
            ParsedRecord cycle = read.of(DataTypes.CYCLE).get(i);
            assertThat(cycle.start()).isEqualTo(instant(row, "Cycle start time"));
            assertThat(cycle.open()).isEqualTo(field(row, "Cycle end time").isEmpty());
            if (!cycle.open()) {
                assertThat(cycle.end()).isEqualTo(instant(row, "Cycle end time"));
            }
            assertThat(cycle.attributes().text("time_zone"))
                    .contains(field(row, "Cycle timezone").substring(3));
            for (Map.Entry<String, String> number : NUMBERS.entrySet()) {
                String text = field(row, number.getKey());
                String[] where = number.getValue().split(" ", -1);
                if (text.isEmpty()) {
                    ParsedRecord part = parts.get(where[0]);
                    assertThat(part == null || !part.attributes().asMap().containsKey(where[1]))
                            .isTrue();
                } else {
                    assertThat(value(parts.get(where[0]), where[1]))
                            .as("row %s, %s", i, number.getKey())
                            .isEqualTo(Double.parseDouble(text) * Double.parseDouble(where[2]));
                    checked++;
                }
            }
        }
        assertThat(NUMBERS).hasSize(rows.get(0).size() - 5);
        assertThat(read.records).hasSize(rows.size() + nights + ratings);
        assertThat(checked).isGreaterThan(1000);
    }

    @Test
    void anExportThatWasMadeWithFaultsIsReadButForThese() throws Exception {
        Path folder = folder("export_fixture");
        Map<CsvTable, Integer> problems = new LinkedHashMap<>();
        for (CsvTable table : CsvTable.values()) {
            String name = table.feed().value().replace("export/", "") + ".csv";
            ReadTable read = ReadTable.of(table, Files.readAllBytes(folder.resolve(name)));
            problems.put(table, read.problems.size());
            assertThat(read.problems).extracting(ParseProblem::message).noneMatch(text -> text.contains("not-a-date"));
            assertThat(read.records.stream()
                            .filter(record -> record.type().equals(table.rows().type())))
                    .hasSize(rows(folder.resolve(name)).size() - read.problems.size());
        }
        assertThat(problems)
                .containsExactly(
                        Map.entry(CsvTable.CYCLES, 1),
                        Map.entry(CsvTable.SLEEPS, 0),
                        Map.entry(CsvTable.WORKOUTS, 0),
                        Map.entry(CsvTable.JOURNAL, 0));
    }
}
