package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.garmin.GarminConnector;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.garmin.FitFiles;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Days of Garmin Connect that come late, activities that three places tell of, and a service that keeps programs out.
 */
class GarminConnectTest {
    private static final String LAST_UPLOAD = "GET /device-service/deviceservice/mylastused";
    private static final String HEART = "/wellness-service/wellness/dailyHeartRate/somebody";
    private static final LocalDate DAY = LocalDate.of(2023, 7, 1);
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(-6);
    private static final Instant MIDNIGHT = DAY.atStartOfDay(ZONE).toInstant();
    private static final SyncRequest DAY_OF_HEART =
            SyncRequest.of(HEART_RATE).from("garmin").in(new TimeRange(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1))));

    @TempDir
    Path folder;

    private final GarminDesk desk = new GarminDesk();
    private final ManualClock clock = new ManualClock(Bench.NOW);

    private Bench bench(String... feeds) {
        return new Bench(
                folder.resolve("health.db"),
                GarminConnector.builder().token("t").with(feeds).build(),
                SyncSettings.DEFAULT,
                clock,
                new SeededScheduler(clock, new SplittableRandom(1)),
                desk);
    }

    private static CoverageEntry line(Bench bench, DataType type, LocalDate date) {
        try (Snapshot snapshot = bench.storage.snapshot()) {
            List<CoverageEntry> lines = snapshot.coverage(
                    new StreamId(UserId.LOCAL, GarminConnector.SOURCE, type),
                    TimeRange.ofDates(date, date.plusDays(1)));
            assertThat(lines).hasSize(1);
            return lines.get(0);
        }
    }

    private void comesLate(byte[] half, byte[] whole, int early, int all) {
        heart(half);
        clock.set(MIDNIGHT.plus(Duration.ofHours(14)));
        desk.uploadedAt(MIDNIGHT.plus(Duration.ofHours(9)));
        try (Bench bench = bench("heart-rate")) {
            assertThat(bench.sync(DAY_OF_HEART).isComplete()).isTrue();
            assertThat(line(bench, HEART_RATE, DAY).settled()).isFalse();
            assertThat(rates(bench)).hasSize(early);

            clock.set(MIDNIGHT.plus(Duration.ofDays(9)));
            assertThat(bench.sync(DAY_OF_HEART).isComplete()).isTrue();
            assertThat(line(bench, HEART_RATE, DAY).settled())
                    .as("old, but the watch has not handed it over")
                    .isFalse();

            heart(whole);
            clock.advance(Duration.ofMinutes(20));
            desk.uploadedAt(clock.instant());
            assertThat(bench.sync(DAY_OF_HEART).isComplete()).isTrue();
            assertThat(rates(bench)).hasSize(all);
            assertThat(line(bench, HEART_RATE, DAY).settled()).isTrue();

            var unused = desk.takeAsked();
            clock.advance(Duration.ofDays(20));
            assertThat(bench.sync(DAY_OF_HEART).isComplete()).isTrue();
            assertThat(desk.takeAsked()).noneMatch(question -> question.endsWith("date=" + DAY));
        }
    }

    private static List<Double> rates(Bench bench) {
        return bench.stored(GarminConnector.SOURCE, HEART_RATE, asked(MIDNIGHT));
    }

    /** The day's body; other days have none. */
    private void heart(byte[] body) {
        desk.replies(
                HEART,
                request -> request.uri().getQuery().equals("date=" + DAY)
                        ? new VendorResponse(200, Map.of("content-type", List.of("application/json")), RawBody.of(body))
                        : new VendorResponse(204, Map.of(), RawBody.of(new byte[0])));
    }

    private static byte[] heart(int hours) {
        StringBuilder rows = new StringBuilder();
        for (int minute = 0; minute < 60 * hours; minute += 2) {
            rows.append(minute == 0 ? "" : ",")
                    .append("[" + MIDNIGHT.plusSeconds(60L * minute).toEpochMilli() + "," + (60 + minute % 40) + "]");
        }
        return ("{'calendarDate':'%s','startTimestampGMT':'%sT06:00:00.0','endTimestampGMT':'%sT06:00:00.0',"
                        + "'startTimestampLocal':'%sT00:00:00.0','endTimestampLocal':'%sT00:00:00.0',"
                        + "'heartRateValueDescriptors':[{'key':'timestamp','index':0},{'key':'heartrate','index':1}],"
                        + "'heartRateValues':[%s]}")
                .formatted(DAY, DAY, DAY.plusDays(1), DAY, DAY.plusDays(1), rows)
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void halfADayIsProvisionalUntilTheWatchHandsOverTheRestAndThenSettles() {
        comesLate(heart(9), heart(24), 270, 720);
    }

    @Test
    void theRecordedDayThatCameLateIsWholeInTheEnd() throws IOException {
        String recordings = System.getProperty("healthwarehouse.recordings", "");
        assumeTrue(!recordings.isBlank(), "no folder of recordings was given (healthwarehouse.recordings)");
        Path scenario = Path.of(recordings, "garmin/connect-json/scenario-late-sync");
        assumeTrue(Files.isDirectory(scenario), "the folder of recordings has no late sync of Garmin");
        byte[] half = Files.readAllBytes(scenario.resolve("1-before-sync.json"));
        byte[] whole = Files.readAllBytes(scenario.resolve("2-after-sync.json"));
        comesLate(half, whole, rates(half), rates(whole));
    }

    /** How many heart rates a body has, counted without its parser. */
    private static int rates(byte[] body) {
        return (int) Pattern.compile("\\[\\d{13},\\d+\\]")
                .matcher(new String(body, StandardCharsets.UTF_8).replace(" ", ""))
                .results()
                .count();
    }

    @Test
    void theArchiveOfADayGrowsWithEachUploadAndNothingIsDoubled() {
        LocalDate date = LocalDate.of(2026, 6, 14);
        Instant begun = date.atStartOfDay(ZoneOffset.UTC).toInstant();
        SyncRequest asked = SyncRequest.of(HEART_RATE, DataTypes.SLEEP)
                .from("garmin")
                .in(new TimeRange(begun, begun.plus(Duration.ofDays(1))));
        byte[] night = FitFiles.night(begun.plus(Duration.ofMinutes(5)), 6);
        desk.zip("/download-service/files/wellness/" + date, night);
        desk.uploadedAt(begun.plus(Duration.ofHours(8)));
        clock.set(begun.plus(Duration.ofHours(9)));
        try (Bench bench = bench()) {
            var unused = bench.sync(asked);
            assertThat(bench.number("SELECT count(*) FROM sleep_cycles")).isOne();
            assertThat(bench.stored(GarminConnector.SOURCE, HEART_RATE, asked(begun)))
                    .isEmpty();

            desk.zip("/download-service/files/wellness/" + date, night, FitFiles.day(begun, ZoneOffset.UTC, 100));
            clock.set(begun.plus(Duration.ofHours(30)));
            desk.uploadedAt(clock.instant());
            unused = bench.sync(asked);
            assertThat(bench.number("SELECT count(*) FROM sleep_cycles")).isOne();
            assertThat(bench.stored(GarminConnector.SOURCE, HEART_RATE, asked(begun)))
                    .hasSize(24 * 60);
            assertThat(bench.number("SELECT count(*) FROM record")).isOne();
        }
    }

    private static TimeRange asked(Instant begun) {
        return new TimeRange(begun, begun.plus(Duration.ofDays(1)).plusSeconds(1));
    }

    @Test
    void asLongAsTheWatchUploadedNothingASyncAsksForTheLastUploadAndNothingElse() {
        SyncRequest everything = SyncRequest.everything().from("garmin").last(Duration.ofDays(20));
        desk.uploadedAt(Bench.NOW.minus(Duration.ofHours(1)));
        try (Bench bench = bench()) {
            SyncReport first = bench.sync(everything);
            assertThat(first.isComplete()).isTrue();
            assertThat(desk.takeAsked()).filteredOn(LAST_UPLOAD::equals).hasSize(1);

            clock.set(Bench.NOW.plus(Duration.ofHours(2)));
            SyncReport second = bench.sync(everything);
            assertThat(second.isComplete()).isTrue();
            assertThat(desk.takeAsked()).containsExactly(LAST_UPLOAD);

            desk.uploadedAt(clock.instant());
            clock.advance(Duration.ofMinutes(10));
            assertThat(bench.sync(everything).isComplete()).isTrue();
            assertThat(desk.takeAsked())
                    .filteredOn(question -> question.contains("/wellness/"))
                    .as("yesterday, in part, and today")
                    .hasSizeBetween(2, 4);

            clock.advance(Duration.ofDays(1));
            assertThat(bench.sync(everything).isComplete()).isTrue();
            assertThat(desk.takeAsked())
                    .filteredOn(question -> question.contains("/wellness/"))
                    .as("the last week, today, and what was empty")
                    .hasSizeBetween(8, 12);
        }
    }

    @Test
    void anActivityOfWhichTheServiceItsFileAndTheExportTellIsOneWorkoutOfThreeParts() throws IOException {
        GarminExport export = new GarminExport(LocalDate.of(2026, 6, 1), 2);
        StringBuilder list = new StringBuilder("[");
        for (int day = 0; day < 2; day++) {
            LocalDate date = export.first().plusDays(day);
            list.append(day == 0 ? "" : ",")
                    .append(("{'activityId':%d,'activityName':'Evening','startTimeGMT':'%s 16:00:00',"
                                    + "'startTimeLocal':'%s 17:00:00','activityType':{'typeKey':'running'},"
                                    + "'duration':3600.0,'distance':10800.0,'averageHR':140.0}")
                            .formatted(100 + day, date, date));
            desk.zip("/download-service/files/activity/" + (100 + day), FitFiles.run(export.run(day), 3600, 140));
        }
        desk.json("/activitylist-service/activities", list + "]");
        desk.uploadedAt(Bench.NOW);
        SyncRequest june = SyncRequest.of(DataTypes.WORKOUT)
                .from("garmin")
                .in(TimeRange.ofDates(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 5)));
        try (Bench bench = bench()) {
            assertThat(bench.sync(june).isComplete()).isTrue();
            assertThat(parts(bench)).containsExactly("1|2", "2|2");

            var unused = bench.warehouse.importFrom(export.folder(folder));
            assertThat(parts(bench)).containsExactly("1|3", "2|3");
            long samples = bench.number("SELECT count(*) FROM sample");

            assertThat(bench.sync(june.forced()).isComplete()).isTrue();
            assertThat(parts(bench)).containsExactly("1|3", "2|3");
            assertThat(bench.number("SELECT count(*) FROM sample")).isEqualTo(samples);
            assertThat(bench.query("SELECT workout_type, data_json ->> '$.name', data_json ->> '$.distance',"
                            + " data_json ->> '$.training_effect_aerobic' FROM workouts ORDER BY start_time LIMIT 1"))
                    .containsExactly("running|Evening|10800|3.1");
            assertThat(bench.number("SELECT count(*) FROM sample_revision")).isZero();
        }
    }

    /** The workouts by number, and how many different places tell of each. */
    private static List<String> parts(Bench bench) {
        return bench.query("SELECT row_number() OVER (ORDER BY r.start_ms), count(DISTINCT p.origin) FROM record r"
                + " JOIN record_part p ON p.record_id = r.record_id JOIN stream s ON s.stream_id = r.stream_id"
                + " JOIN data_type t ON t.type_id = s.type_id WHERE t.name = 'workout'"
                + " GROUP BY r.record_id ORDER BY 1");
    }

    @Test
    void aServiceThatKeepsProgramsOutIsAskedOnceAndNotAgainByTheSameJob() {
        desk.uploadedAt(Bench.NOW);
        desk.answers("/download-service", 200, "text/html", "<html></html>".getBytes(StandardCharsets.UTF_8));
        try (Bench bench = bench()) {
            SyncReport report =
                    bench.sync(SyncRequest.of(HEART_RATE).from("garmin").last(Duration.ofDays(30)));

            assertThat(report.isComplete()).isFalse();
            assertThat(report.jobs()).hasSize(1);
            assertThat(bench.storage.jobs().list(UserId.LOCAL).get(0).state()).isEqualTo(JobState.PAUSED);
            assertThat(desk.takeAsked())
                    .filteredOn(question -> question.contains("/download-service"))
                    .hasSize(1);

            LocalDate date = LocalDate.of(2026, 6, 1);
            desk.replies("/download-service", request -> new VendorResponse(404, Map.of(), RawBody.of(new byte[0])));
            var unused = bench.warehouse
                    .resume(bench.storage.jobs().list(UserId.LOCAL).get(0).id())
                    .await();
            assertThat(line(bench, HEART_RATE, date)).isNotNull();
        }
    }
}
