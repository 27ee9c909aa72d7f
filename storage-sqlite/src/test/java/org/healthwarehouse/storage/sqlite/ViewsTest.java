package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkOutcome;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The views that people read with plain SQL. Their columns are a promise: they may grow at the end, not change. */
class ViewsTest extends StoreTest {
    private static final String SECONDS = T0.getEpochSecond() + ".0";
    private static final String FETCHED = NOW.getEpochSecond() + ".0";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "health_metrics|id, metric_name, timestamp, value, value_json, source, fetched_at, metadata, user_id",
                "workouts|id, workout_id, start_time, end_time, workout_type, data_json, fetched_at, user_id",
                "sleep_cycles|id, cycle_id, start_time, end_time, data_json, fetched_at, user_id",
                "locations|id, timestamp, latitude, longitude, accuracy, data_json, fetched_at, user_id",
                "metadata_cache|key, value, fetched_at, expires_at, user_id",
                "fetch_log|id, tool_name, query_params, start_time, end_time, fetched_at, record_count, user_id",
                "sync_jobs|id, job_id, metric_name, start_date, end_date, status, progress_percent, last_synced_date,"
                        + " chunks_completed, chunks_total, chunks_failed, started_at, completed_at, error_message, user_id",
                "error_log|id, timestamp, error_type, error_message, context, resolved, resolved_at, user_id",
                "whoop_recovery|id, user_id, cycle_id, sleep_id, date, recovery_score, start_time, end_time",
                "whoop_sleep|id, user_id, cycle_id, date, nap, sleep_performance, start_time, end_time",
                "whoop_workout|id, user_id, sport_name, date, strain, start_time, end_time",
                "whoop_cycle|id, user_id, date, strain, start_time, end_time",
                "whoop_sync_log|id, user_id, data_type, last_sync_at, status, records_synced, total_records",
            })
    void everyViewBeginsWithThePromisedColumns(String view, String columns) throws SQLException {
        List<String> promised = List.of(columns.split(", "));
        assertThat(columnsOf(view)).startsWith(promised.toArray(String[]::new));
    }

    private List<String> columnsOf(String view) throws SQLException {
        try (Connection connection = Sql.connect(file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + view + " LIMIT 0")) {
            ResultSetMetaData meta = result.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(meta.getColumnName(i));
            }
            return columns;
        }
    }

    @Test
    void samplesAreHealthMetrics() {
        Device watch = new Device("watch", Attributes.of(Map.of("model", "W6")));
        SampleBatch batch = new SampleBatch(
                HEART_RATE,
                watch,
                "",
                new long[] {T0.toEpochMilli(), T0.toEpochMilli() + 500},
                new long[] {0, 1500},
                new double[] {60, 61.5},
                Map.of(1, Attributes.of(Map.of("motion", "active"))));
        commit(store, "first", content(batch));
        assertThat(Sql.rows(file, "SELECT * FROM health_metrics"))
                .containsExactly(
                        "1:" + T0.toEpochMilli() + ":0|heart_rate|" + SECONDS + "|60|null|vendor|" + FETCHED
                                + "|{\"feed\":\"metric_samples/HeartRate\",\"device\":\"watch\",\"device_attributes\":{\"model\":\"W6\"},\"channel\":\"\"}"
                                + "|ann|" + T0.toEpochMilli() + "|" + T0.toEpochMilli() + "|/min",
                        "1:" + (T0.toEpochMilli() + 500) + ":1500|heart_rate|" + T0.getEpochSecond()
                                + ".5|61.5|null|vendor|" + FETCHED
                                + "|{\"feed\":\"metric_samples/HeartRate\",\"device\":\"watch\",\"device_attributes\":{\"model\":\"W6\"},\"channel\":\"\","
                                + "\"note\":{\"motion\":\"active\"}}|ann|" + (T0.toEpochMilli() + 500) + "|"
                                + (T0.toEpochMilli() + 2000) + "|/min");
    }

    @Test
    void aRangeOfOneMetricIsFoundWithoutLookingAtEverySample() {
        String plan = String.join(
                "\n",
                Sql.rows(
                        file,
                        "EXPLAIN QUERY PLAN SELECT * FROM health_metrics WHERE metric_name = 'heart_rate'"
                                + " AND start_ms BETWEEN 1 AND 2"));
        assertThat(plan)
                .contains("SEARCH p USING PRIMARY KEY (series_id=? AND start_ms>? AND start_ms<?)")
                .doesNotContain("SCAN p");
    }

    @Test
    void recordsAreWorkoutsAndSleepCycles() {
        Attributes run = Attributes.of(Map.of("workout_type", "run"));
        ParsedRecord workout = new ParsedRecord(
                WORKOUT,
                Set.of(new RecordKey("serial", "7"), RecordKey.uuid("w-1")),
                T0,
                T0.plusSeconds(60),
                Optional.empty(),
                false,
                run);
        ParsedRecord sleep = new ParsedRecord(
                SLEEP,
                Set.of(new RecordKey("start", "s-1")),
                T0,
                T0.plusMillis(1500),
                Optional.empty(),
                false,
                Attributes.EMPTY);
        commit(store, "first", new PageContent(List.of(), List.of(workout, sleep), List.of()));
        assertThat(Sql.rows(
                        file,
                        "SELECT workout_id, start_time, end_time, workout_type, data_json, fetched_at, user_id FROM"
                                + " workouts"))
                .containsExactly("w-1|" + SECONDS + "|" + (T0.getEpochSecond() + 60) + ".0|run|" + run.toJson() + "|"
                        + FETCHED + "|ann");
        assertThat(Sql.rows(file, "SELECT cycle_id, start_time, end_time, data_json, user_id FROM sleep_cycles"))
                .containsExactly("s-1|" + SECONDS + "|" + (T0.getEpochSecond() + 1) + ".5|{}|ann");
    }

    @Test
    void positionsAreLocations() {
        ParsedLocation here =
                new ParsedLocation(TRACK, RecordKey.uuid("l"), T0, 48.5, 9.25, OptionalDouble.of(5), Attributes.EMPTY);
        commit(store, "first", new PageContent(List.of(), List.of(), List.of(here)));
        assertThat(Sql.rows(file, "SELECT * FROM locations"))
                .containsExactly("1|" + SECONDS + "|48.5|9.25|5.0|{}|" + FETCHED + "|ann|vendor|" + T0.toEpochMilli());
    }

    @Test
    void whatVendorsSayOfThemselvesIsTheMetadataCache() {
        store.metadata().put(new MetadataStore.Entry("vendor/me", "{}", T0, T0.plus(Duration.ofDays(1))));
        assertThat(Sql.rows(file, "SELECT * FROM metadata_cache"))
                .containsExactly("vendor/me|{}|" + SECONDS + "|" + (T0.getEpochSecond() + 86400) + ".0|null");
    }

    @Test
    void everyFetchIsInTheFetchLog() {
        commit(store, "first", content(minutes(T0, 60, 61)));
        assertThat(Sql.rows(
                        file,
                        "SELECT id, tool_name, query_params, start_time, fetched_at, record_count, user_id FROM"
                                + " fetch_log"))
                .containsExactly("1|" + FEED + "|{\"end\":\"2025-03-02T00:00:00Z\",\"start\":\"2025-03-01T00:00:00Z\"}|"
                        + SECONDS + "|" + FETCHED + "|2|ann");
    }

    @Test
    void aJobShowsHowFarItIs() {
        JobId id = new JobId("job");
        store.jobs().create(job("job", days(6, 2), days(4, 2), days(2, 2), days(0, 2)));
        store.jobs().move(id, JobState.RUNNING, NOW, Optional.empty());
        List<Chunk> chunks = store.jobs().chunks(id);
        store.commit(last(claim(store, chunks.get(0).number()), PageContent.EMPTY));
        assertThat(Sql.one(file, "SELECT last_synced_date FROM sync_jobs")).isEqualTo("null");
        store.commit(last(claim(store, chunks.get(3).number()), PageContent.EMPTY));
        store.jobs()
                .end(
                        claim(store, chunks.get(2).number()),
                        new ChunkOutcome.GivenUp(new Failure.TimedOut("slow")),
                        1,
                        NOW,
                        NOW);
        assertThat(Sql.rows(file, "SELECT * FROM sync_jobs"))
                .containsExactly("1|job|heart_rate|" + SECONDS + "|" + day(8) + "|running|50.0|" + day(2)
                        + "|2|4|[{\"start\":" + day(2) + ",\"end\":" + day(4) + ",\"error\":\"TimedOut: slow\"}]|"
                        + FETCHED + "|null|null|ann|vendor|" + FETCHED);
    }

    @Test
    void aCompletedJobIsSyncedToItsEnd() {
        JobId id = new JobId("job");
        store.jobs().create(job("job", days(0, 2), days(2, 2)));
        for (Chunk chunk : store.jobs().chunks(id)) {
            store.commit(last(claim(store, chunk.number()), PageContent.EMPTY));
        }
        store.jobs().move(id, JobState.COMPLETED, NOW, Optional.empty());
        assertThat(Sql.rows(
                        file,
                        "SELECT status, progress_percent, last_synced_date, chunks_failed, completed_at FROM"
                                + " sync_jobs"))
                .containsExactly("completed|100.0|" + day(4) + "|[]|" + FETCHED);
    }

    @Test
    void errorsAreInTheErrorLog() {
        store.jobs().create(job("job", days(0, 2)));
        long chunk = store.jobs().chunks(new JobId("job")).get(0).number();
        store.jobs().end(claim(store, chunk), new ChunkOutcome.GivenUp(new Failure.TimedOut("slow")), 1, NOW, NOW);
        assertThat(Sql.rows(file, "SELECT * FROM error_log"))
                .containsExactly("1|" + FETCHED + "|TimedOut|slow|{\"chunk\":1,\"end\":\"2025-03-03T00:00:00Z\","
                        + "\"feed\":\"" + FEED + "\",\"job\":\"job\",\"start\":\"2025-03-01T00:00:00Z\"}|0|null|ann"
                        + "|vendor");
    }

    @Test
    void theSqlite3ShellReadsEveryView() throws Exception {
        commit(store, "first", content(minutes(T0, 60, 61)));
        store.close();
        for (String view : List.of(
                "health_metrics",
                "workouts",
                "sleep_cycles",
                "locations",
                "metadata_cache",
                "fetch_log",
                "sync_jobs",
                "error_log")) {
            String count = shell("SELECT count(*) FROM (SELECT * FROM " + view + ");");
            boolean filled =
                    Stream.of("health_metrics", "fetch_log", "sync_jobs").anyMatch(view::equals);
            assertThat(Integer.parseInt(count)).as(view).matches(rows -> filled == rows > 0);
        }
        assertThat(shell("SELECT CAST(sqlar_uncompress(body, size) AS TEXT) FROM raw_part;"))
                .isEqualTo("body of " + days(0, 30));
    }

    private String shell(String sql) throws IOException, InterruptedException {
        Process shell;
        try {
            shell = new ProcessBuilder("sqlite3", "-readonly", file.toString(), sql)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("there is no sqlite3 shell on this machine");
            throw e;
        }
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }

    private static String day(int number) {
        return T0.plus(Duration.ofDays(number)).getEpochSecond() + ".0";
    }
}
