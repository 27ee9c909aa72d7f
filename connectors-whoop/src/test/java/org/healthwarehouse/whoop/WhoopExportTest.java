package org.healthwarehouse.whoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ImportEntry;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.junit.jupiter.api.Test;

class WhoopExportTest {
    private static final String CYCLES = "Cycle start time,Cycle end time,Cycle timezone,Recovery score %,"
            + "Resting heart rate (bpm),Heart rate variability (ms),Skin temp (celsius),Blood oxygen %,Day Strain,"
            + "Energy burned (cal),Max HR (bpm),Average HR (bpm),Sleep onset,Wake onset,Sleep performance %,"
            + "Respiratory rate (rpm),Asleep duration (min),In bed duration (min),Light sleep duration (min),"
            + "Deep (SWS) duration (min),REM duration (min),Awake duration (min),Sleep need (min),Sleep debt (min),"
            + "Sleep efficiency %,Sleep consistency %\n";
    private static final String SLEEPS = "Cycle start time,Cycle end time,Cycle timezone,Sleep onset,Wake onset,"
            + "Sleep performance %,Respiratory rate (rpm),Asleep duration (min),In bed duration (min),"
            + "Light sleep duration (min),Deep (SWS) duration (min),REM duration (min),Awake duration (min),"
            + "Sleep need (min),Sleep debt (min),Sleep efficiency %,Sleep consistency %,Nap\n";
    private static final String WORKOUTS = "Cycle start time,Cycle end time,Cycle timezone,Workout start time,"
            + "Workout end time,Duration (min),Activity name,Activity Strain,Energy burned (cal),Max HR (bpm),"
            + "Average HR (bpm),HR Zone 1 %,HR Zone 2 %,HR Zone 3 %,HR Zone 4 %,HR Zone 5 %,GPS enabled";
    private static final String TRACK = ",Distance (meters),Altitude gain (meters),Altitude change (meters)\n";
    private static final String JOURNAL =
            "Cycle start time,Cycle end time,Cycle timezone,Question text,Answered yes,Notes\n";
    private static final String FIRST = "2024-03-01 22:30:00,2024-03-02 23:00:00,";
    private static final String NIGHT =
            "2024-03-01 22:30:00,2024-03-02 06:00:00,74,17.5,452,508,220,94,138,56,608,127,89,59";

    private static RecordKey start(String instant) {
        return new RecordKey("start", instant);
    }

    @Test
    void aRowOfCyclesIsACycleItsRecoveryAndAMentionOfTheMainSleep() throws Exception {
        ReadTable read = ReadTable.of(
                CsvTable.CYCLES, CYCLES + FIRST + "UTC-05:00,72,55,65,34.17,96.12,6.7,2127,152,70," + NIGHT);
        assertThat(read.problems).isEmpty();
        ParsedRecord cycle = read.of(DataTypes.CYCLE).get(0);
        assertThat(cycle.keys()).isEqualTo(Set.of(start("2024-03-02T03:30:00Z")));
        assertThat(cycle.start()).isEqualTo(Instant.parse("2024-03-02T03:30:00Z"));
        assertThat(cycle.end()).isEqualTo(Instant.parse("2024-03-03T04:00:00Z"));
        assertThat(cycle.open()).isFalse();
        assertThat(cycle.attributes().toJson())
                .isEqualTo("{\"energy\":2127,\"heart_rate_max\":152,\"heart_rate_mean\":70,"
                        + "\"local_date\":\"2024-03-01\",\"strain\":6.7,\"time_zone\":\"-05:00\"}");
        ParsedRecord recovery = read.of(DataTypes.RECOVERY).get(0);
        assertThat(recovery.keys()).isEqualTo(cycle.keys());
        assertThat(recovery.attributes().toJson())
                .isEqualTo("{\"hrv_rmssd\":65,\"local_date\":\"2024-03-02\",\"resting_heart_rate\":55,\"score\":72,"
                        + "\"skin_temperature\":34.17,\"spo2\":96.12,\"time_zone\":\"-05:00\"}");
        ParsedRecord sleep = read.of(DataTypes.SLEEP).get(0);
        assertThat(sleep.origin()).contains(RecordOrigin.MENTION);
        assertThat(sleep.keys()).isEqualTo(Set.of(start("2024-03-02T03:30:00Z")));
        assertThat(sleep.attributes().toJson())
                .isEqualTo("{\"asleep\":27120,\"awake\":3360,\"consistency\":59,\"deep\":5640,\"efficiency\":89,"
                        + "\"light\":13200,\"local_date\":\"2024-03-02\",\"nap\":false,\"needed\":36480,\"rem\":8280,"
                        + "\"respiratory_rate\":17.5,\"score\":74,\"time_in_bed\":30480,\"time_zone\":\"-05:00\","
                        + "\"vendor\":{\"cycle_start\":\"2024-03-02T03:30:00Z\",\"sleep_debt_minutes\":127}}");
    }

    @Test
    void theCurrentCycleIsOpenAndOneWithoutANightHasNoRecovery() throws Exception {
        ReadTable read = ReadTable.of(CsvTable.CYCLES, CYCLES + "2024-03-01 22:30:00,,UTC+05:30" + ",".repeat(23));
        assertThat(read.problems).isEmpty();
        assertThat(read.records).hasSize(1);
        ParsedRecord cycle = read.records.get(0);
        assertThat(cycle.open()).isTrue();
        assertThat(cycle.end()).isEqualTo(cycle.start()).isEqualTo(Instant.parse("2024-03-01T17:00:00Z"));
    }

    @Test
    void theLiteralThatStandsForUtcIsKnown() throws Exception {
        ReadTable read = ReadTable.of(CsvTable.CYCLES, CYCLES + FIRST + "UTCZ" + ",".repeat(23));
        assertThat(read.records.get(0).start()).isEqualTo(Instant.parse("2024-03-01T22:30:00Z"));
        assertThat(read.records.get(0).attributes().text("time_zone")).contains("Z");
    }

    @Test
    void aRowOfSleepsIsASleepOrANap() throws Exception {
        ReadTable read = ReadTable.of(
                CsvTable.SLEEPS, SLEEPS + FIRST + "UTCZ," + NIGHT + ",true\n" + FIRST + "UTCZ," + NIGHT + ",false\n");
        assertThat(read.records)
                .extracting(record -> record.attributes().asMap().get("nap"))
                .containsExactly(true, false);
        assertThat(read.records.get(0).origin()).isEmpty();
    }

    @Test
    void aRowOfWorkoutsIsAWorkoutWithAndWithoutATrack() throws Exception {
        String row = FIRST + "UTC+01:00,2024-03-02 18:10:00,2024-03-02 18:48:30,38,Functional Fitness,11.4,470,171,148,"
                + "10,25,40,20,5,true";
        ReadTable read = ReadTable.of(CsvTable.WORKOUTS, WORKOUTS + TRACK + row + ",7100.5,42.5,-0.2\n");
        assertThat(read.records.get(0).keys()).isEqualTo(Set.of(start("2024-03-02T17:10:00Z")));
        assertThat(read.records.get(0).end()).isEqualTo(Instant.parse("2024-03-02T17:48:30Z"));
        assertThat(read.records.get(0).attributes().toJson())
                .isEqualTo("{\"active_energy\":470,\"distance\":7100.5,\"duration\":2280,\"elevation_ascended\":42.5,"
                        + "\"elevation_change\":-0.2,\"heart_rate_max\":171,\"heart_rate_mean\":148,"
                        + "\"local_date\":\"2024-03-02\",\"name\":\"Functional Fitness\",\"strain\":11.4,"
                        + "\"time_zone\":\"+01:00\",\"vendor\":{\"cycle_start\":\"2024-03-01T21:30:00Z\","
                        + "\"gps_enabled\":true,\"zone_1_percent\":10,\"zone_2_percent\":25,\"zone_3_percent\":40,"
                        + "\"zone_4_percent\":20,\"zone_5_percent\":5},\"workout_type\":\"functional_fitness\"}");
        ReadTable old = ReadTable.of(CsvTable.WORKOUTS, WORKOUTS + "\n" + row + "\n");
        assertThat(old.records.get(0).attributes().number("distance")).isEmpty();
        assertThat(old.problems).isEmpty();
    }

    @Test
    void aRowOfTheJournalIsAnEntryWhoseKeyDoesNotTellTheQuestion() throws Exception {
        String row = FIRST + "UTCZ,\"Tea, or \"\"coffee\"\"?\",True,\"two\nlines\"\n";
        ReadTable read = ReadTable.of(CsvTable.JOURNAL, JOURNAL + row + row + FIRST + "UTCZ,Other?,false,\n");
        assertThat(read.records.get(0).attributes().toJson())
                .isEqualTo("{\"answered_yes\":true,\"local_date\":\"2024-03-01\",\"notes\":\"two\\nlines\","
                        + "\"question\":\"Tea, or \\\"coffee\\\"?\",\"time_zone\":\"Z\"}");
        List<RecordKey> keys = new ArrayList<>();
        read.records.forEach(record -> keys.addAll(record.keys()));
        assertThat(keys).doesNotHaveDuplicates().hasSize(3);
        assertThat(keys.toString()).doesNotContain("Tea");
    }

    @Test
    void olderLayoutsAndUnknownColumnsAreRead() throws Exception {
        String header = CYCLES.replace(",Sleep consistency %", "").replace("Day Strain", "Mystery,Day Strain");
        ReadTable read = ReadTable.of(
                CsvTable.CYCLES,
                header + FIRST + "UTCZ,72,55,65,34.17,96.12,what?,6.7,2127,152,70,"
                        + NIGHT.substring(0, NIGHT.lastIndexOf(',')));
        assertThat(read.problems).isEmpty();
        assertThat(read.of(DataTypes.CYCLE).get(0).attributes().number("strain"))
                .contains(6.7);
        assertThat(read.of(DataTypes.SLEEP).get(0).attributes().number("consistency"))
                .isEmpty();
    }

    @Test
    void aRowThatCannotBeReadIsReportedAndTheOthersAreNotAffected() throws Exception {
        String good = FIRST + "UTCZ,72,55,65,34.17,96.12,6.7,2127,152,70," + NIGHT + "\n";
        ReadTable read = ReadTable.of(
                CsvTable.CYCLES,
                CYCLES + good.replace("2024-03-01 22:30:00,2024-03-02 23", "not a date,2024-03-02 23") + good
                        + good.replace("UTCZ", "") + "2024-03-01 22:30:00\n"
                        + good.replace("2024-03-02 23:00:00", "2024-02-01 23:00:00"));
        assertThat(read.of(DataTypes.CYCLE)).hasSize(1);
        assertThat(read.problems)
                .extracting(ParseProblem::position)
                .containsExactly("line 2", "line 4", "line 5", "line 6");
        assertThat(read.problems).extracting(ParseProblem::message).noneMatch(text -> text.contains("not a date"));
    }

    @Test
    void aValueThatCannotBeReadIsLeftOutAndReported() throws Exception {
        ReadTable read =
                ReadTable.of(CsvTable.CYCLES, CYCLES + FIRST + "UTCZ,72,55,65,34.17,96.12,much,2127,152,70," + NIGHT);
        assertThat(read.of(DataTypes.CYCLE).get(0).attributes().number("strain"))
                .isEmpty();
        assertThat(read.of(DataTypes.CYCLE).get(0).attributes().number("energy"))
                .contains(2127.0);
        assertThat(read.problems)
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("Day Strain").doesNotContain("much"));
    }

    @Test
    void anUnknownLayoutIsRefusedAndItsHeaderShownButNoValues() {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> ReadTable.of(CsvTable.SLEEPS, "Hora de inicio,Hora final\n"))
                .withMessageContaining("Hora de inicio,Hora final");
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> ReadTable.of(CsvTable.SLEEPS, FIRST + "UTCZ,55\n"))
                .withMessageNotContaining("2024");
    }

    @Test
    void filesAreKnownByNameAndWhereThatIsNotEnoughByTheirHeader() throws Exception {
        assertThat(accepts("physiological_cycles.csv", "")).isTrue();
        assertThat(accepts("Sleeps (2).csv", SLEEPS)).isTrue();
        assertThat(accepts("workouts.csv", WORKOUTS + "\n")).isTrue();
        assertThat(accepts("workouts.csv", "date,name,kilometres\n")).isFalse();
        assertThat(accepts("sleeps.csv", String.join(",", java.util.Collections.nCopies(18, "columna")) + "\n"))
                .isTrue();
        assertThat(accepts("cycles.csv", CYCLES)).isFalse();
    }

    @Test
    void aPageSpeaksAtLeastOfTheNewestRow() throws Exception {
        List<RawPage> pages = new ArrayList<>();
        new WhoopExportImporter().pages(entry("sleeps.csv", SLEEPS + FIRST + "UTCZ," + NIGHT + ",true\n"), pages::add);
        assertThat(pages.get(0).moment()).isEqualTo(Instant.parse("2024-03-01T22:30:00Z"));
        new WhoopExportImporter().pages(entry("sleeps.csv", SLEEPS), pages::add);
        assertThat(pages.get(1).moment()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static boolean accepts(String name, String text) throws Exception {
        return new WhoopExportImporter().accepts(entry(name, text));
    }

    private static ImportEntry entry(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ImportEntry() {
            @Override
            public String name() {
                return "export/" + name;
            }

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public Optional<Instant> modifiedAt() {
                return Optional.empty();
            }

            @Override
            public Instant importedAt() {
                return Instant.parse("2026-01-01T00:00:00Z");
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
