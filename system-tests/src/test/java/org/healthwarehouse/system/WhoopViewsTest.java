package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plain SQL reads of WHOOP. */
class WhoopViewsTest {
    @TempDir
    Path folder;

    private final DayVendor vendor = new DayVendor();
    private Bench bench;

    @BeforeEach
    void begin() {
        bench = new Bench(folder.resolve("health.db"), vendor);
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private void fill() {
        vendor.of(UserId.of("ann"))
                .night("1", "2026-06-13T23:00:00+02:00", "2026-06-14T07:00:00+02:00")
                .workout("run", "2026-06-14T09:00:00+02:00", "2026-06-14T10:00:00+02:00");
        var unused = bench.sync(SyncRequest.everything().user(UserId.of("ann")).last(Duration.ofDays(5)));
    }

    @Test
    void theyAreThereBeforeAnythingIs() {
        for (String view : new String[] {"recovery", "sleep", "workout", "cycle", "sync_log"}) {
            assertThat(bench.query("SELECT * FROM whoop_" + view)).isEmpty();
        }
    }

    @Test
    void aNightIsInThreeOfThemAndTheyJoin() {
        fill();
        assertThat(bench.query(
                        "SELECT id, user_id, cycle_id, sleep_id, recovery_score, score_state FROM whoop_recovery"))
                .containsExactly("1|ann|1|sleep-1|60.0|scored");
        assertThat(bench.query("SELECT id, user_id, cycle_id, date, nap, end_time FROM whoop_sleep"))
                .containsExactly("sleep-1|ann|1|2026-06-14|0|1781413200.0");
        assertThat(bench.query("SELECT id, user_id, date, strain, open FROM whoop_cycle"))
                .containsExactly("1|ann|2026-06-13|10.5|1");
        assertThat(bench.query("SELECT count(*) FROM whoop_cycle c JOIN whoop_sleep s USING (user_id)"
                        + " JOIN whoop_recovery r ON r.sleep_id = s.id WHERE s.cycle_id = c.id"))
                .containsExactly("1");
    }

    @Test
    void workoutsAndTheSyncLogAreThereToo() {
        fill();
        assertThat(bench.query("SELECT id, user_id, sport_name, date, start_time FROM whoop_workout"))
                .containsExactly("workout-run|ann|running|2026-06-14|1781420400.0");
        assertThat(bench.query("SELECT user_id, data_type, status, records_synced FROM whoop_sync_log ORDER BY 2"))
                .containsExactly(
                        "ann|cycle|success|1",
                        "ann|recovery|success|1",
                        "ann|sleep|success|1",
                        "ann|workout|success|1");
    }

    @Test
    void otherSourcesAreNotInThem() {
        bench.close();
        ListingVendor other = new ListingVendor(DataTypes.SLEEP)
                .has("night", Bench.NOW.minus(Duration.ofHours(9)), Duration.ofHours(8));
        bench = new Bench(folder.resolve("health.db"), other);
        var unused = bench.sync(SyncRequest.everything().last(Duration.ofDays(1)));

        assertThat(bench.number("SELECT count(*) FROM sleep_cycles")).isEqualTo(1);
        assertThat(bench.number("SELECT count(*) FROM whoop_sleep")).isZero();
        assertThat(bench.number("SELECT count(*) FROM whoop_sync_log")).isZero();
    }
}
