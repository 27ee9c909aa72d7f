package org.healthwarehouse.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.garmin.GarminBackfills;
import org.healthwarehouse.garmin.GarminDelivery;
import org.healthwarehouse.garmin.GarminHealthApi;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Garmin pushes to an application, in a warehouse that has no connector of Garmin. */
class GarminHealthApiTest {
    private static final UserId ANN = UserId.of("ann");
    private static final UserId BOB = UserId.of("bob");

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Bench.NOW);
    private final GarminHealthApi api = new GarminHealthApi(clock);

    private SqliteStorage storage() {
        return SqliteStorage.open(folder.resolve("health.db"), clock);
    }

    private List<String> query(String sql) {
        return StoreFile.query(folder.resolve("health.db"), sql);
    }

    private void deliver(HealthWarehouse warehouse, String json) {
        for (GarminDelivery.Push push :
                api.read(json.replace('\'', '"').getBytes(UTF_8)).pushes()) {
            UserId user = push.vendorUserId().equals("g-ann") ? ANN : BOB;
            assertThat(warehouse.ingest().submit(user, push.page()).problems()).isEmpty();
        }
    }

    private static String day(String user, int seconds, int steps) {
        return """
                {'dailies':[{'userId':'%s','summaryId':'d-1','startTimeInSeconds':1772341200,
                 'startTimeOffsetInSeconds':-18000,'calendarDate':'2026-03-01','durationInSeconds':%d,'steps':%d,
                 'timeOffsetHeartRateSamples':{'0':60,'15':61}}]}""".formatted(user, seconds, steps);
    }

    @Test
    void aSummaryThatComesAgainTakesThePlaceOfTheFormerOneAndPeopleStayApart() {
        try (HealthWarehouse warehouse =
                HealthWarehouse.builder().storage(storage()).clock(clock).build()) {
            deliver(warehouse, day("g-ann", 36_000, 5_000));
            deliver(warehouse, day("g-bob", 36_000, 100));
            clock.advance(Duration.ofHours(1));
            deliver(warehouse, day("g-ann", 86_400, 9_000));
            clock.advance(Duration.ofHours(1));
            // A push that was on its way for long: it reaches less far than what is known.
            deliver(warehouse, day("g-ann", 72_000, 7_000));
        }
        assertThat(query("SELECT user_id, local_date, steps FROM daily_summary_records ORDER BY user_id"))
                .containsExactly("ann|2026-03-01|9000", "bob|2026-03-01|100");
        assertThat(query("SELECT count(*) FROM coverage")).containsExactly("0");
    }

    private HealthWarehouse open() {
        return HealthWarehouse.builder().storage(storage()).clock(clock).build();
    }

    private static GarminBackfills backfills(HealthWarehouse warehouse, UserId user) {
        return new GarminBackfills(warehouse.notes(user, SourceId.of("garmin")));
    }

    @Test
    void aWindowOfThePastIsAskedForOnceInAllTimes() {
        TimeRange year = TimeRange.of(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-03-12T00:00:00Z"));
        TimeRange first;
        try (HealthWarehouse warehouse = open()) {
            GarminBackfills ann = backfills(warehouse, ANN);
            List<TimeRange> windows = ann.missing("dailies", year);
            assertThat(windows).extracting(window -> window.duration().toDays()).containsExactly(30L, 30L, 10L);
            first = windows.get(0);
            ann.reserve("dailies", first);
            ann.reserve("dailies", windows.get(2));
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() ->
                            ann.reserve("dailies", TimeRange.of(first.start().plusSeconds(1), first.end())));
            assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> ann.reserve("epochs", year));
            backfills(warehouse, BOB).reserve("dailies", first);
            ann.reserve("sleeps", first);
        }
        clock.advance(Duration.ofDays(3_000));
        try (SqliteStorage storage = storage()) {
            assertThat(storage.metadata().removeExpired(clock.instant())).isZero();
        }
        try (HealthWarehouse warehouse = open()) {
            GarminBackfills ann = backfills(warehouse, ANN);
            assertThat(ann.missing("dailies", year))
                    .containsExactly(TimeRange.of(first.end(), first.end().plus(Duration.ofDays(30))));
            assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> ann.reserve("dailies", first));
            ann.release("dailies", first);
            assertThat(ann.missing("dailies", year)).hasSize(2);
            assertThat(backfills(warehouse, BOB).asked("dailies").ranges()).containsExactly(first);
        }
    }
}
