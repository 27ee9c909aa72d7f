package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.SLEEP;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.ScheduleStore;
import org.healthwarehouse.sync.RunningSchedule;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSchedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs by itself, and when. */
class ScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalTime EIGHT = LocalTime.of(8, 0);
    private static final UserId ANN = UserId.of("ann");
    private static final UserId BOB = UserId.of("bob");
    private static final SyncSchedule MORNING = SyncSchedule.in(BERLIN).at(EIGHT, HEART_RATE);

    @TempDir
    Path folder;

    private ScheduleBench bench;

    private ScheduleBench at(String now) {
        bench = new ScheduleBench(folder.resolve("health.db"), now);
        return bench;
    }

    @AfterEach
    void end() {
        if (bench != null) {
            bench.end();
        }
    }

    private static List<Instant> instants(String... texts) {
        return Stream.of(texts).map(Instant::parse).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,       02:30, 2026-03-27T23:00:00Z, 2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z",
        "Europe/Berlin,       02:30, 2026-10-23T22:00:00Z, 2026-10-24T00:30:00Z 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z",
        "America/New_York,    02:00, 2026-03-07T05:00:00Z, 2026-03-07T07:00:00Z 2026-03-08T07:00:00Z 2026-03-09T06:00:00Z",
        "America/New_York,    01:15, 2026-10-31T04:00:00Z, 2026-10-31T05:15:00Z 2026-11-01T05:15:00Z 2026-11-02T06:15:00Z",
        "Australia/Lord_Howe, 02:10, 2026-10-02T13:30:00Z, 2026-10-02T15:40:00Z 2026-10-03T15:30:00Z 2026-10-04T15:10:00Z",
        "Australia/Lord_Howe, 01:45, 2026-04-03T13:00:00Z, 2026-04-03T14:45:00Z 2026-04-04T14:45:00Z 2026-04-05T15:15:00Z",
        "Asia/Tokyo,          02:30, 2026-03-27T15:00:00Z, 2026-03-27T17:30:00Z 2026-03-28T17:30:00Z 2026-03-29T17:30:00Z",
        "Asia/Tokyo,          02:30, 2026-10-23T15:00:00Z, 2026-10-23T17:30:00Z 2026-10-24T17:30:00Z 2026-10-25T17:30:00Z"
    })
    void aDailySlotRunsOnceOnTheDaysOnWhichClocksChange(String zone, String time, String from, String expected) {
        at(from).warehouse.schedule(SyncSchedule.in(ZoneId.of(zone)).at(LocalTime.parse(time)));

        bench.runFor(Duration.ofHours(71));

        assertThat(bench.times()).isEqualTo(instants(expected.split(" ")));
    }

    @Test
    void eachSlotFetchesItsOwnTypesAndOnlyWhatIsMissing() {
        at("2026-05-04T00:00:00Z")
                .warehouse
                .schedule(SyncSchedule.in(BERLIN)
                        .at(EIGHT, HEART_RATE, SLEEP)
                        .at(LocalTime.of(23, 0))
                        .lookBack(Duration.ofDays(10)));

        bench.runFor(Duration.ofDays(1));

        assertThat(bench.calls)
                .containsExactlyInAnyOrder(
                        call("heart_rate", "2026-05-04T06:00:00Z"),
                        call("heart_rate", "2026-05-04T21:00:00Z"),
                        call("steps", "2026-05-04T21:00:00Z"));
        assertThat(bench.warehouse
                        .jobs()
                        .get(bench.warehouse.jobs().size() - 1)
                        .plan()
                        .range()
                        .duration())
                .isEqualTo(Duration.ofDays(10));
    }

    private static ScheduleBench.Call call(String feed, String at) {
        return new ScheduleBench.Call(UserId.LOCAL, feed, Instant.parse(at));
    }

    @Test
    void aSourceThatIsNotMeantIsNotAsked() {
        at("2026-05-04T00:00:00Z").warehouse.schedule(MORNING.from("another"));
        bench.runFor(Duration.ofDays(1));
        assertThat(bench.calls).isEmpty();
    }

    @Test
    void typesThatNoSourceOffersAreNoError() {
        RunningSchedule running = at("2026-05-04T00:00:00Z")
                .warehouse
                .schedule(SyncSchedule.in(BERLIN).at(EIGHT, SLEEP));
        bench.runFor(Duration.ofDays(1));
        assertThat(bench.calls).isEmpty();
        assertThat(running.slots())
                .singleElement()
                .satisfies(slot -> assertThat(slot.outcome()).contains("COMPLETED"));
    }

    @Test
    void aPeriodBeginsAtOnceAndKeepsItsPace() {
        at("2026-05-04T00:10:00Z").warehouse.schedule(SyncSchedule.in(BERLIN).every(Duration.ofHours(6), STEPS));
        bench.runFor(Duration.ofHours(13));
        assertThat(bench.times())
                .isEqualTo(instants("2026-05-04T00:10:00Z", "2026-05-04T06:10:00Z", "2026-05-04T12:10:00Z"));
    }

    @Test
    void whatWasMissedWhileNoProcessWasThereRunsOnce() {
        at("2026-05-04T00:00:00Z").warehouse.schedule(MORNING);
        bench.runFor(Duration.ofDays(2));
        assertThat(bench.times()).hasSize(2);

        bench.restart();
        bench.clock.advance(Duration.ofDays(9).plusHours(5));
        bench.warehouse.schedule(MORNING);
        bench.runFor(Duration.ofDays(1));

        assertThat(bench.times())
                .isEqualTo(instants(
                        "2026-05-04T06:00:00Z",
                        "2026-05-05T06:00:00Z",
                        "2026-05-15T05:00:00Z",
                        "2026-05-15T06:00:00Z"));
    }

    @Test
    void aRestartNeitherRepeatsNorForgets() {
        at("2026-05-04T00:00:00Z").warehouse.schedule(MORNING);
        for (int i = 0; i < 20; i++) {
            bench.runFor(Duration.ofHours(3));
            bench.restart();
            bench.warehouse.schedule(MORNING);
        }
        assertThat(bench.times())
                .isEqualTo(instants("2026-05-04T06:00:00Z", "2026-05-05T06:00:00Z", "2026-05-06T06:00:00Z"));
    }

    @Test
    void aNewSlotThatNeverRanIsNotForgottenEither() {
        at("2026-05-04T05:00:00Z").warehouse.schedule(MORNING);
        bench.runFor(Duration.ofMinutes(1));
        bench.restart();
        bench.clock.set(Instant.parse("2026-05-04T09:00:00Z"));
        bench.warehouse.schedule(MORNING);
        bench.runFor(Duration.ofMinutes(1));
        assertThat(bench.times()).isEqualTo(instants("2026-05-04T09:00:00Z"));
    }

    @Test
    void aSlotThatIsCutOffByClosingRunsAgainAfterTheNextStart() {
        at("2026-05-04T00:00:00Z").busyUntil = Instant.parse("2026-05-04T06:30:00Z");
        bench.warehouse.schedule(MORNING);
        bench.runUntil("2026-05-04T06:10:00Z");
        bench.restart();
        bench.clock.set(Instant.parse("2026-05-04T07:00:00Z"));
        RunningSchedule running = bench.warehouse.schedule(MORNING);
        bench.runFor(Duration.ofHours(10));

        assertThat(bench.times()).isEqualTo(instants("2026-05-04T06:00:00Z", "2026-05-04T07:00:00Z"));
        assertThat(running.slots()).singleElement().satisfies(slot -> {
            assertThat(slot.due()).isEqualTo(Instant.parse("2026-05-04T06:00:00Z"));
            assertThat(slot.outcome()).contains("COMPLETED");
        });
    }

    @Test
    void jitterSpreadsUsersWithinItsBoundAndAlwaysByTheSame() {
        UserId[] users =
                IntStream.range(0, 40).mapToObj(i -> UserId.of("user-" + i)).toArray(UserId[]::new);
        Duration jitter = Duration.ofMinutes(30);
        at("2026-05-04T00:00:00Z")
                .warehouse
                .schedule(MORNING.users(users).jitter(jitter).atOnce(100));
        bench.runFor(Duration.ofDays(2));

        Instant eight = Instant.parse("2026-05-04T06:00:00Z");
        for (UserId user : users) {
            List<Instant> times = bench.timesOf(user);
            assertThat(times).hasSize(2);
            assertThat(times.get(0)).isBetween(eight, eight.plus(jitter));
            assertThat(Duration.between(times.get(0), times.get(1))).isEqualTo(Duration.ofDays(1));
        }
        assertThat(bench.times().stream().filter(at -> at.isBefore(eight.plus(Duration.ofHours(1)))))
                .hasSizeGreaterThan(30);
    }

    @Test
    void everyUserHasTheTimesOfTheOwnZone() {
        at("2026-05-04T00:00:00Z").warehouse.schedule(MORNING.users(ANN, BOB).zone(BOB, ZoneId.of("America/New_York")));
        bench.runFor(Duration.ofDays(1));
        assertThat(bench.timesOf(ANN)).isEqualTo(instants("2026-05-04T06:00:00Z"));
        assertThat(bench.timesOf(BOB)).isEqualTo(instants("2026-05-04T12:00:00Z"));
    }

    @Test
    void theFailureOfOneUserStopsNoOther() {
        at("2026-05-04T00:00:00Z").broken.add(ANN);
        RunningSchedule running = bench.warehouse.schedule(MORNING.users(ANN, BOB));
        bench.runFor(Duration.ofDays(1));

        assertThat(running.slots())
                .extracting(slot ->
                        slot.key().user().orElseThrow() + " " + slot.outcome().orElseThrow())
                .containsExactlyInAnyOrder("ann PAUSED", "bob COMPLETED");
    }

    @Test
    void usersWhoComeLaterAreServedToo() {
        at("2026-05-04T00:00:00Z").warehouse.schedule(MORNING);
        bench.warehouse.sync(SyncRequest.of(STEPS).user(BOB).last(Duration.ofDays(1)));
        bench.runUntil("2026-05-04T05:00:00Z");
        bench.warehouse.sync(SyncRequest.of(STEPS).user(ANN).last(Duration.ofDays(1)));
        bench.runUntil("2026-05-04T05:30:00Z");
        bench.calls.clear();
        bench.runUntil("2026-05-04T07:00:00Z");
        assertThat(bench.calls.stream().map(ScheduleBench.Call::user)).containsExactlyInAnyOrder(ANN, BOB);
    }

    @Test
    void aSlotThatStillRunsIsNotStartedTwice() {
        at("2026-05-04T00:00:00Z").busyUntil = Instant.parse("2026-05-04T00:25:00Z");
        bench.warehouse.schedule(SyncSchedule.in(BERLIN).every(Duration.ofMinutes(10), STEPS));
        bench.runUntil("2026-05-04T00:24:00Z");
        assertThat(bench.warehouse.jobs()).hasSize(1);
        bench.runUntil("2026-05-04T00:29:00Z");
        // What came meanwhile runs once, and then the pace is kept again.
        assertThat(bench.warehouse.jobs()).hasSize(2);
        bench.runUntil("2026-05-04T00:39:00Z");
        assertThat(bench.warehouse.jobs()).hasSize(3);
    }

    @Test
    void onlySoManyUsersRunAtOnce() {
        at("2026-05-04T00:00:00Z").busyUntil = Instant.parse("2026-05-04T06:30:00Z");
        UserId[] users =
                IntStream.range(0, 5).mapToObj(i -> UserId.of("user-" + i)).toArray(UserId[]::new);
        bench.warehouse.schedule(MORNING.users(users).atOnce(2));
        bench.runUntil("2026-05-04T06:20:00Z");
        assertThat(bench.calls).hasSize(2);
        bench.runUntil("2026-05-04T06:40:00Z");
        assertThat(bench.calls.stream().map(ScheduleBench.Call::user).distinct())
                .containsExactlyInAnyOrder(users);
    }

    @Test
    void aClosedScheduleStartsNothingMore() {
        RunningSchedule running = at("2026-05-04T00:00:00Z").warehouse.schedule(MORNING);
        bench.runFor(Duration.ofHours(1));
        assertThat(running.next()).contains(Instant.parse("2026-05-04T06:00:00Z"));
        running.close();
        running.close();
        bench.runFor(Duration.ofDays(2));
        assertThat(bench.calls).isEmpty();
        assertThat(running.next()).isEmpty();
        // It may be started again, and then makes up for what it missed.
        bench.warehouse.schedule(MORNING);
        bench.runFor(Duration.ofHours(1));
        assertThat(bench.times()).isEqualTo(instants("2026-05-06T01:00:00Z"));
    }

    @Test
    void aClockThatJumpsForwardRunsWhatItJumpedOverOnce() {
        at("2026-05-04T00:00:00Z").warehouse.schedule(MORNING);
        bench.runFor(Duration.ofHours(1));
        bench.clock.advance(Duration.ofDays(3).plusHours(2));
        bench.runFor(Duration.ofMinutes(6));
        assertThat(bench.times()).hasSize(1);
        assertThat(bench.times().get(0))
                .isBetween(Instant.parse("2026-05-07T03:00:00Z"), Instant.parse("2026-05-07T03:05:00Z"));
        bench.runFor(Duration.ofHours(4));
        assertThat(bench.times()).hasSize(2).endsWith(Instant.parse("2026-05-07T06:00:00Z"));
    }

    @Test
    void aClockThatIsSetBackALittleRepeatsNothing() {
        at("2026-05-04T00:00:00Z").warehouse.schedule(MORNING);
        bench.runUntil("2026-05-04T06:30:00Z");
        bench.clock.advance(Duration.ofHours(-2));
        bench.runFor(Duration.ofHours(12));
        assertThat(bench.times()).isEqualTo(instants("2026-05-04T06:00:00Z"));
    }

    @Test
    void aClockThatWasDaysAheadDoesNotStopTheScheduleForDays() {
        at("2026-05-04T00:00:00Z").warehouse.schedule(MORNING);
        bench.runFor(Duration.ofMinutes(1));
        bench.clock.advance(Duration.ofDays(2));
        bench.runFor(Duration.ofHours(7));
        assertThat(bench.times()).hasSize(2);
        bench.clock.advance(Duration.ofDays(-2));
        bench.runFor(Duration.ofDays(1));
        assertThat(bench.times()).hasSize(3).endsWith(Instant.parse("2026-05-05T06:00:00Z"));
    }

    @Test
    void aClockThatWasDaysAheadBeforeARestartDoesNotEither() {
        at("2026-05-06T00:00:00Z").warehouse.schedule(MORNING);
        bench.runFor(Duration.ofHours(7));
        bench.restart();
        bench.clock.advance(Duration.ofDays(-2));
        bench.warehouse.schedule(MORNING);
        bench.runFor(Duration.ofDays(1));
        assertThat(bench.times()).isEqualTo(instants("2026-05-06T06:00:00Z", "2026-05-05T06:00:00Z"));
    }

    @Test
    void ofTwoProcessesWithOneScheduleOnlyOneRunsASlot() {
        at("2026-05-04T00:00:00Z").warehouse.schedule(MORNING);
        try (HealthWarehouse other = bench.another()) {
            RunningSchedule second = other.schedule(MORNING);
            bench.runFor(Duration.ofDays(3));
            assertThat(bench.warehouse.jobs()).hasSize(3);
            assertThat(bench.calls).hasSize(3);
            assertThat(second.next()).contains(Instant.parse("2026-05-07T06:00:00Z"));
        }
    }

    @Test
    void twoProcessesThatStartAtOnceAgreeOnThePace() {
        // Real clocks show microseconds; what the store keeps does not.
        SyncSchedule often = SyncSchedule.in(BERLIN).every(Duration.ofHours(6), STEPS);
        at("2026-05-04T00:00:00.000123Z").warehouse.schedule(often);
        try (HealthWarehouse other = bench.another()) {
            other.schedule(often);
            bench.runFor(Duration.ofHours(13));
            assertThat(bench.warehouse.jobs()).hasSize(3);
        }
    }

    @Test
    void aTaskRunsForEveryUserOnItsDayAndOneThatThrowsStopsNobody() {
        List<String> done = new ArrayList<>();
        SyncSchedule weekly = SyncSchedule.in(BERLIN)
                .users(ANN, BOB)
                .task("adjust", DayOfWeek.SUNDAY, LocalTime.of(18, 0), (user, due) -> {
                    if (user.equals(ANN)) {
                        throw new IllegalStateException("no plan");
                    }
                    done.add(user + " " + due);
                });
        RunningSchedule running = at("2026-05-04T00:00:00Z").warehouse.schedule(weekly);
        bench.runFor(Duration.ofDays(14));

        assertThat(done).containsExactly("bob 2026-05-10T16:00:00Z", "bob 2026-05-17T16:00:00Z");
        assertThat(running.slots())
                .extracting(slot -> slot.outcome().orElseThrow())
                .containsExactlyInAnyOrder("FAILED IllegalStateException", "COMPLETED");
    }

    @Test
    void maintenanceRemovesWhatExpiredThirtyDaysAgoOnceForTheWholeStore() {
        MetadataStore metadata = at("2026-05-04T00:00:00Z").storage.metadata();
        Instant four = Instant.parse("2026-05-04T04:00:00Z").minus(Duration.ofDays(30));
        metadata.put(new MetadataStore.Entry("old", "{}", Bench.NOW, four));
        metadata.put(new MetadataStore.Entry("young", "{}", Bench.NOW, four.plusMillis(1)));
        RunningSchedule running = bench.warehouse.schedule(
                SyncSchedule.in(ZoneId.of("UTC")).users(ANN, BOB).maintenance(LocalTime.of(4, 0)));
        bench.runFor(Duration.ofDays(1));

        assertThat(metadata.get("old")).isEmpty();
        assertThat(metadata.get("young")).isPresent();
        assertThat(running.slots()).singleElement().satisfies(slot -> {
            assertThat(slot.key())
                    .isEqualTo(new ScheduleStore.SlotKey("schedule", "maintenance 04:00", Optional.empty()));
            assertThat(slot.outcome()).contains("COMPLETED");
        });
    }

    @Test
    void aScheduleWithoutSlotsOrOfANameThatRunsIsRefused() {
        at("2026-05-04T00:00:00Z").warehouse.schedule(MORNING);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> bench.warehouse.schedule(SyncSchedule.in(BERLIN)))
                .withMessageContaining("has no slots");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> bench.warehouse.schedule(MORNING))
                .withMessageContainingAll("schedule 'schedule' runs already", ".named(");
        bench.warehouse.schedule(MORNING.named("second"));
    }

    @Test
    void theListenerHearsOfWhatIsNewAndOfNothingElse() {
        at("2026-05-04T00:00:00Z");
        SyncRequest request = SyncRequest.of(HEART_RATE, STEPS)
                .between(Instant.parse("2026-04-01T00:00:00Z"), Instant.parse("2026-04-03T00:00:00Z"));
        var unused = bench.warehouse.sync(request).await();

        assertThat(bench.told).singleElement().satisfies(data -> {
            assertThat(data.user()).isEqualTo(UserId.LOCAL);
            assertThat(data.source()).isEqualTo(ScriptedVendor.SOURCE);
            assertThat(data.job()).isEqualTo(bench.warehouse.jobs().get(0).id());
            assertThat(data.ranges().keySet())
                    .containsExactlyInAnyOrder(
                            new StreamId(UserId.LOCAL, ScriptedVendor.SOURCE, HEART_RATE),
                            new StreamId(UserId.LOCAL, ScriptedVendor.SOURCE, STEPS));
            assertThat(data.ranges().values())
                    .allSatisfy(ranges -> assertThat(ranges.duration()).isEqualTo(Duration.ofDays(2)));
        });

        unused = bench.warehouse.sync(request.forced()).await();
        assertThat(bench.told).hasSize(1);
    }

    @Test
    void aListenerThatThrowsDisturbsNothing() {
        at("2026-05-04T00:00:00Z").told.clear();
        List<String> heard = new ArrayList<>();
        bench.end();
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage("sqlite:" + folder.resolve("other.db"))
                .connector(bench)
                .clock(bench.clock)
                .afterSync(data -> {
                    throw new IllegalStateException("listener");
                })
                .afterSync(data -> heard.add("told"))
                .transport(request -> new org.healthwarehouse.connector.VendorResponse(
                        200, java.util.Map.of(), org.healthwarehouse.connector.RawBody.of(new byte[0])))
                .build()) {
            assertThat(warehouse
                            .sync(SyncRequest.of(STEPS).last(Duration.ofDays(3)))
                            .await()
                            .isComplete())
                    .isTrue();
        }
        assertThat(heard).containsExactly("told");
    }
}
