package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.connector.ChangeHint;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.RunningSchedule;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSchedule;
import org.healthwarehouse.testkit.time.ElapsedScheduler;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps that come round by themselves: five settled weeks, two calls every Sunday. */
class SweepScheduleTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(65));
    private static final SyncRequest ASKED =
            SyncRequest.of(HEART_RATE).in(new TimeRange(START, START.plus(Duration.ofDays(35))));
    private static final SyncSchedule WEEKLY =
            SyncSchedule.in(ZoneOffset.UTC).sweep(DayOfWeek.SUNDAY, LocalTime.of(3, 0), 2);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Bench.NOW);
    private final ElapsedScheduler scheduler = new ElapsedScheduler(clock);
    private final ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
    private HealthWarehouse warehouse;
    private RunningSchedule schedule;

    @BeforeEach
    void sync() {
        warehouse = HealthWarehouse.builder()
                .storage(SqliteStorage.open(folder.resolve("health.db"), clock))
                .connector(vendor)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .scheduler(scheduler)
                .random(new SplittableRandom(1))
                .build();
        var unused = warehouse.sync(ASKED).await();
        vendor.asked.clear();
        schedule = warehouse.schedule(WEEKLY);
        scheduler.runFor(Duration.ofMinutes(10));
    }

    @AfterEach
    void close() {
        schedule.close();
        warehouse.close();
    }

    /** The machine sleeps so long and is awake for a while. */
    private void pass(int days) {
        clock.advance(Duration.ofDays(days));
        scheduler.runFor(Duration.ofMinutes(10));
    }

    @Test
    void whatWasFetchedNinetyDaysAgoIsSweptAndThenLeftAloneForAsLong() {
        pass(84);
        assertThat(vendor.asked).isEmpty();
        pass(14);
        assertThat(vendor.asked).hasSize(2);
        pass(7);
        assertThat(vendor.asked).hasSize(4);
        pass(7);
        assertThat(vendor.asked).hasSize(5);
        pass(60);
        assertThat(vendor.asked).hasSize(5);
        pass(21);
        assertThat(vendor.asked).hasSize(7);
    }

    @Test
    void aHintAtATypeLetsItBeSweptAtOnce() {
        pass(7);
        vendor.hints.add(new ChangeHint(HEART_RATE, Optional.empty()));
        Instant asked = clock.instant();
        pass(7);

        assertThat(vendor.asked).hasSize(2);
        assertThat(vendor.askedForChangesSince)
                .singleElement()
                .satisfies(since -> assertThat(since).isBefore(asked).isAfter(asked.minus(Duration.ofHours(1))));
    }

    @Test
    void aHintWhileASweepIsUnderWayLetsAnotherFollow() {
        pass(7);
        vendor.hints.add(new ChangeHint(HEART_RATE, Optional.empty()));
        pass(7);
        vendor.hints.add(new ChangeHint(HEART_RATE, Optional.empty()));
        pass(7);
        pass(7);
        assertThat(vendor.asked).hasSize(5);
        pass(7);
        assertThat(vendor.asked).hasSize(7);
    }

    @Test
    void aHintAtARangeOpensItAgainAndSweepsNothing() {
        TimeRange hinted = new TimeRange(START.plus(Duration.ofDays(3)), START.plus(Duration.ofDays(4)));
        pass(7);
        vendor.hints.add(new ChangeHint(HEART_RATE, Optional.of(hinted)));
        pass(7);
        assertThat(vendor.asked).isEmpty();

        SyncReport report = warehouse.sync(ASKED).await();

        assertThat(vendor.asked).containsExactly(hinted);
        assertThat(report.callsIntoSettled()).isEqualTo(Map.of(GapReason.REOPENED, 1));
    }
}
