package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.ChangeHint;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.RunningSchedule;
import org.healthwarehouse.sync.Scheduler;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSchedule;
import org.healthwarehouse.testkit.time.ElapsedScheduler;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that are asked what has changed while their pace allows no call. */
class HintsThatWaitTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(65));
    private static final TimeRange WEEK = new TimeRange(START, START.plus(Duration.ofDays(7)));
    private static final TimeRange HINTED =
            new TimeRange(START.plus(Duration.ofDays(3)), START.plus(Duration.ofDays(4)));
    private static final Instant SUNDAY = Instant.parse("2026-06-21T03:00:00Z");

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Bench.NOW);
    private final ElapsedScheduler scheduler = new ElapsedScheduler(clock);
    private final ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
    private final List<Duration> awaited = new ArrayList<>();
    private HealthWarehouse warehouse;
    private RunningSchedule schedule;

    @BeforeEach
    void noteWhenChangesWereFirstAskedFor() {
        vendor.budget =
                new Budget("scripted", List.of(new Budget.Allowance(1, Duration.ofMinutes(5))), Duration.ZERO, 3, 0);
        vendor.callsForChanges = true;
        warehouse = HealthWarehouse.builder()
                .storage(SqliteStorage.open(folder.resolve("health.db"), clock))
                .connector(vendor)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .scheduler(new Noticing())
                .random(new SplittableRandom(1))
                .build();
        sync(SyncRequest.of(HEART_RATE).in(WEEK));
        schedule = warehouse.schedule(SyncSchedule.in(ZoneOffset.UTC).sweep(DayOfWeek.SUNDAY, LocalTime.of(3, 0), 2));
        until(SUNDAY.plus(Duration.ofMinutes(10)));
        vendor.asked.clear();
    }

    @AfterEach
    void close() {
        schedule.close();
        warehouse.close();
    }

    private void sync(SyncRequest request) {
        assertThat(warehouse.sync(request).await().isComplete()).isTrue();
    }

    private void until(Instant moment) {
        scheduler.runFor(Duration.between(clock.instant(), moment));
    }

    @Test
    void aHintWaitsForItsTurnAndIsFollowed() {
        Instant next = SUNDAY.plus(Duration.ofDays(7));
        until(next.minus(Duration.ofMinutes(1)));
        sync(SyncRequest.of(HEART_RATE).in(WEEK).forced());
        vendor.asked.clear();
        vendor.hints.add(new ChangeHint(HEART_RATE, Optional.of(HINTED)));

        awaited.clear();
        until(next.plus(Duration.ofMinutes(1)));
        assertThat(vendor.askedForChangesSince).isEmpty();
        assertThat(awaited).as("waits inside a step").isEmpty();
        until(next.plus(Duration.ofMinutes(20)));

        assertThat(vendor.askedForChangesSince).hasSize(1);
        assertThat(vendor.hints).isEmpty();
        sync(SyncRequest.of(HEART_RATE).in(WEEK));
        assertThat(vendor.asked).containsExactly(HINTED);
    }

    @Test
    void aSourceThatWouldAnswerNothingElseIsNotSwept() {
        vendor.keepsProgramsOut = true;
        clock.advance(Duration.ofDays(100));

        scheduler.runFor(Duration.ofDays(7));

        assertThat(vendor.askedForChangesSince).isNotEmpty();
        assertThat(vendor.asked).isEmpty();
    }

    /** Writes down for how long a step waits. */
    private final class Noticing implements Scheduler {
        @Override
        public void schedule(Instant due, Runnable step) {
            scheduler.schedule(due, step);
        }

        @Override
        public boolean await(CompletableFuture<?> future, Duration limit) {
            awaited.add(limit);
            return scheduler.await(future, limit);
        }

        @Override
        public void close() {
            scheduler.close();
        }
    }
}
