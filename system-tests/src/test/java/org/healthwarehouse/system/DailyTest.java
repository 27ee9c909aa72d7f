package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.DailyPolicy;
import org.healthwarehouse.Day;
import org.healthwarehouse.DayPart;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.Reading;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.Sleep;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.model.Workout;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days of a strap; it is 14:00 in Berlin on Monday, 15 June 2026. */
class DailyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final LocalDate YESTERDAY = TODAY.minusDays(1);

    @TempDir
    Path folder;

    private final DayVendor vendor = new DayVendor();
    private Bench bench;

    @BeforeEach
    void begin() {
        vendor.night("saturday", "2026-06-12T23:30:00+02:00", "2026-06-13T07:30:00+02:00")
                .cycle("saturday", "2026-06-12T23:30:00+02:00", "2026-06-13T23:00:00+02:00")
                .night("sunday", "2026-06-13T23:00:00+02:00", "2026-06-14T07:00:00+02:00")
                .cycle("sunday", "2026-06-13T23:00:00+02:00", "2026-06-15T00:30:00+02:00")
                .workout("early", "2026-06-14T09:00:00+02:00", "2026-06-14T10:00:00+02:00")
                .workout("past-midnight", "2026-06-15T00:05:00+02:00", "2026-06-15T00:20:00+02:00")
                .nap("couch", "2026-06-14T14:00:00+02:00", "2026-06-14T14:30:00+02:00")
                .night("monday", "2026-06-15T00:30:00+02:00", "2026-06-15T08:00:00+02:00");
        bench = new Bench(folder.resolve("health.db"), vendor);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Reading<Day> read(LocalDate date) {
        return bench.warehouse.daily(date).read();
    }

    private Day day(LocalDate date) {
        return read(date).data();
    }

    private Reading<Day> stored(LocalDate date) {
        return bench.warehouse.daily(date).mode(ReadMode.LOCAL_ONLY).read();
    }

    private static String key(Sleep sleep) {
        return sleep.record().keys().stream().map(RecordKey::value).findFirst().orElseThrow();
    }

    private static List<String> workouts(Day day) {
        return day.workouts().value().orElse(List.of()).stream()
                .map(Workout::record)
                .flatMap(record -> record.keys().stream())
                .map(RecordKey::value)
                .toList();
    }

    // What a day is.

    @Test
    void aDayHasTheSleepThatEndedOnItItsCycleAndItsRecoveryAndWhatWasDoneUntilTheNextSleep() {
        Day day = day(YESTERDAY);

        assertThat(day.date()).isEqualTo(YESTERDAY);
        assertThat(day.source()).contains(DayVendor.SOURCE);
        assertThat(day.state()).isEqualTo(Day.State.DATA);
        assertThat(day.sleep().value().map(DailyTest::key)).contains("sleep-sunday");
        assertThat(day.cycle().value().orElseThrow().strain()).hasValue(10.5);
        assertThat(day.recovery().value().orElseThrow().score()).hasValue(60);
        assertThat(day.naps().value().orElseThrow()).extracting(DailyTest::key).containsExactly("sleep-couch");
        assertThat(workouts(day)).containsExactly("workout-early", "workout-past-midnight");
        assertThat(day.furtherNights()).isEmpty();
        assertThat(day.origin()).isEqualTo(Freshness.Origin.VENDOR);
        assertThat(day.lastSync()).contains(Bench.NOW);
    }

    @Test
    void todayIsPendingForItIsNotOver() {
        Day day = day(TODAY);

        assertThat(day.state()).isEqualTo(Day.State.PENDING);
        assertThat(day.sleep().state()).isEqualTo(DayPart.State.DATA);
        assertThat(day.recovery().state()).isEqualTo(DayPart.State.DATA);
        assertThat(day.cycle().state()).isEqualTo(DayPart.State.PENDING);
        assertThat(day.cycle().value().orElseThrow().end()).isEmpty();
        assertThat(day.workouts()).isEqualTo(new DayPart<>(DayPart.State.PENDING, Optional.empty()));
        assertThat(day.naps().state()).isEqualTo(DayPart.State.PENDING);
    }

    @Test
    void aSleepThatIsStillBeingRatedIsPendingAndShownAsFarAsItIsKnown() {
        vendor.sleep(
                "sunday",
                "2026-06-13T23:00:00+02:00",
                "2026-06-14T07:00:00+02:00",
                Map.of("nap", false, "cycle_id", "sunday", "score_state", "pending"));
        vendor.without(DataTypes.RECOVERY, "sunday");
        Day day = day(YESTERDAY);

        assertThat(day.sleep().state()).isEqualTo(DayPart.State.PENDING);
        assertThat(day.sleep().isPresent()).isTrue();
        assertThat(day.recovery()).isEqualTo(new DayPart<>(DayPart.State.EMPTY, Optional.empty()));
        assertThat(day.state()).isEqualTo(Day.State.PENDING);
    }

    @Test
    void aCycleWithoutSleepAndRecoveryBelongsToTheDateAfterTheEveningOnWhichItBegan() {
        vendor.without(DataTypes.SLEEP, "sleep-sunday").without(DataTypes.RECOVERY, "sunday");
        Day day = day(YESTERDAY);

        assertThat(day.sleep().state()).isEqualTo(DayPart.State.EMPTY);
        assertThat(day.recovery().state()).isEqualTo(DayPart.State.EMPTY);
        assertThat(day.cycle().state()).isEqualTo(DayPart.State.DATA);
        assertThat(workouts(day)).containsExactly("workout-early", "workout-past-midnight");
    }

    @Test
    void whoIsAwakeAllNightStaysInTheDayThatBeganWithTheLastSleep() {
        vendor.night("tuesday", "2026-06-08T23:00:00+02:00", "2026-06-09T07:00:00+02:00")
                .cycle("tuesday", "2026-06-08T23:00:00+02:00", "2026-06-10T21:00:00+02:00")
                .workout("second-day", "2026-06-10T10:00:00+02:00", "2026-06-10T11:00:00+02:00")
                .night("thursday", "2026-06-10T21:00:00+02:00", "2026-06-11T08:00:00+02:00")
                .cycle("thursday", "2026-06-10T21:00:00+02:00", "2026-06-11T23:00:00+02:00");
        List<Day> days = bench.warehouse
                .daily(LocalDate.of(2026, 6, 9), LocalDate.of(2026, 6, 11))
                .read()
                .data();

        assertThat(workouts(days.get(0))).containsExactly("workout-second-day");
        assertThat(days.get(1).hasData()).isFalse();
        assertThat(days.get(2).sleep().value().map(DailyTest::key)).contains("sleep-thursday");
    }

    @Test
    void withoutACycleTheDateOfAWorkoutCounts() {
        vendor.workout("tuesday", "2026-06-09T22:00:00Z", "2026-06-09T23:00:00Z");
        LocalDate tuesday = LocalDate.of(2026, 6, 9);
        Day day = day(tuesday);

        assertThat(day.cycle().state()).isEqualTo(DayPart.State.EMPTY);
        assertThat(workouts(day)).containsExactly("workout-tuesday");
        assertThat(workouts(day(tuesday.plusDays(1)))).isEmpty();
    }

    @Test
    void whereASourceTellsNoNapsTheLongestSleepOfADateIsTheMainOne() {
        vendor.sleep("long", "2026-06-10T23:00:00+02:00", "2026-06-11T06:00:00+02:00", Map.of())
                .sleep("short", "2026-06-11T13:00:00+02:00", "2026-06-11T13:40:00+02:00", Map.of());
        Day day = day(LocalDate.of(2026, 6, 11));

        assertThat(day.sleep().value().map(DailyTest::key)).contains("sleep-long");
        assertThat(day.naps().value().orElseThrow()).extracting(DailyTest::key).containsExactly("sleep-short");
    }

    // Travels.

    @Test
    void aNightOnTheWayIsOfTheDateOfThePlaceWhereItEnded() {
        vendor.sleep(
                "flight",
                "2026-06-10T20:00:00+02:00",
                "2026-06-11T08:00:00+09:00",
                Map.of("nap", false, "cycle_id", "flight"));

        assertThat(day(LocalDate.of(2026, 6, 11)).sleep().value().map(DailyTest::key))
                .contains("sleep-flight");
        assertThat(day(LocalDate.of(2026, 6, 10)).sleep().isPresent()).isFalse();
    }

    @Test
    void whoTravelsWestAcrossTheDateLineMayWakeUpTwiceOnOneDate() {
        LocalDate twice = LocalDate.of(2026, 6, 10);
        vendor.night("auckland", "2026-06-09T23:00:00+12:00", "2026-06-10T07:00:00+12:00")
                .cycle("auckland", "2026-06-09T23:00:00+12:00", "2026-06-09T23:00:00-10:00")
                .night("honolulu", "2026-06-09T23:00:00-10:00", "2026-06-10T07:00:00-10:00")
                .cycle("honolulu", "2026-06-09T23:00:00-10:00", "2026-06-10T23:00:00-10:00")
                .workout("there", "2026-06-10T10:00:00+12:00", "2026-06-10T11:00:00+12:00")
                .workout("here", "2026-06-10T10:00:00-10:00", "2026-06-10T11:00:00-10:00");
        Day day = day(twice);

        assertThat(day.sleep().value().map(DailyTest::key)).contains("sleep-auckland");
        assertThat(day.furtherNights()).singleElement().satisfies(night -> {
            assertThat(night.sleep().value().map(DailyTest::key)).contains("sleep-honolulu");
            assertThat(night.cycle().isPresent()).isTrue();
            assertThat(night.recovery().isPresent()).isTrue();
        });
        assertThat(workouts(day)).containsExactly("workout-there", "workout-here");
    }

    @Test
    void aDateThatATravellerSkippedHasNoSleepAndNoWorkoutOfItsNeighbours() {
        LocalDate skipped = LocalDate.of(2026, 6, 10);
        vendor.night("honolulu", "2026-06-08T23:00:00-10:00", "2026-06-09T07:00:00-10:00")
                .cycle("honolulu", "2026-06-08T23:00:00-10:00", "2026-06-10T23:00:00+12:00")
                .workout("before", "2026-06-09T10:00:00-10:00", "2026-06-09T11:00:00-10:00")
                .night("auckland", "2026-06-10T23:00:00+12:00", "2026-06-11T07:00:00+12:00")
                .cycle("auckland", "2026-06-10T23:00:00+12:00", "2026-06-11T23:00:00+12:00");
        List<Day> days = bench.warehouse
                .daily(skipped.minusDays(1), skipped.plusDays(1))
                .read()
                .data();

        assertThat(days.get(1).sleep().state()).isEqualTo(DayPart.State.EMPTY);
        assertThat(days.get(1).hasData()).isFalse();
        assertThat(days.get(1).state()).isEqualTo(Day.State.EMPTY);
        assertThat(workouts(days.get(0))).containsExactly("workout-before");
        assertThat(days.get(2).sleep().value().map(DailyTest::key)).contains("sleep-auckland");
    }

    @Test
    void aNightWithASwitchToSummerTimeIsLikeAnyOther() {
        LocalDate switched = LocalDate.of(2026, 3, 29);
        vendor.night("switch", "2026-03-28T23:00:00+01:00", "2026-03-29T08:00:00+02:00")
                .cycle("switch", "2026-03-28T23:00:00+01:00", "2026-03-29T23:00:00+02:00")
                .workout("late", "2026-03-29T22:30:00+02:00", "2026-03-29T22:50:00+02:00");
        var unused = bench.sync(SyncRequest.everything()
                .between(
                        java.time.Instant.parse("2026-03-27T00:00:00Z"),
                        java.time.Instant.parse("2026-03-31T00:00:00Z")));
        Day day = stored(switched).data();

        assertThat(day.state()).isEqualTo(Day.State.DATA);
        assertThat(workouts(day)).containsExactly("workout-late");
        assertThat(day.naps().state()).isEqualTo(DayPart.State.EMPTY);
    }

    @Test
    void everyWorkoutAndEverySleepBelongsToExactlyOneDay() {
        vendor.workout("nowhere", "2026-06-11T22:30:00Z", "2026-06-11T23:00:00Z")
                .sleep("loose", "2026-06-11T01:00:00+02:00", "2026-06-11T06:00:00+02:00", Map.of("nap", false));
        List<Day> days = bench.warehouse.daily(TODAY.minusDays(6), TODAY).read().data();

        assertThat(days.stream().flatMap(day -> workouts(day).stream()))
                .containsExactlyInAnyOrder("workout-early", "workout-past-midnight", "workout-nowhere");
        assertThat(days.stream().filter(day -> day.sleep().isPresent())).hasSize(4);
    }

    // When it is asked.

    @Test
    void aStoredDayIsAnsweredWithoutACall() {
        var unused = read(YESTERDAY);
        vendor.calls.clear();
        Reading<Day> again = read(YESTERDAY);

        assertThat(vendor.calls).isEmpty();
        assertThat(again.data().origin()).isEqualTo(Freshness.Origin.LOCAL);
        assertThat(again.freshness().freshEnough()).isTrue();
        assertThat(again.freshness().openGaps()).isEmpty();
        assertThat(again.freshness().closingRequest()).isEmpty();
        assertThat(again.freshness().coverage()).isEqualTo(1);
        assertThat(again.freshness().recordCount()).isEqualTo(6);
        assertThat(workouts(again.data())).hasSize(2);
    }

    @Test
    void aPastDayIsAskedAgainADayAfterItsLastSync() {
        var unused = read(YESTERDAY);
        vendor.calls.clear();
        bench.clock.advance(Duration.ofHours(23));
        assertThat(read(YESTERDAY).data().origin()).isEqualTo(Freshness.Origin.LOCAL);
        assertThat(vendor.calls).isEmpty();
        bench.clock.advance(Duration.ofHours(1).plusMinutes(1));

        assertThat(read(YESTERDAY).data().origin()).isEqualTo(Freshness.Origin.VENDOR);
        assertThat(vendor.calls).hasSize(4);
    }

    @Test
    void aPastDayThatIsSettledIsNeverAskedAgain() {
        LocalDate settled = TODAY.minusDays(20);
        var unused = bench.sync(SyncRequest.everything().last(Duration.ofDays(30)));
        vendor.calls.clear();
        bench.clock.advance(Duration.ofDays(3));

        assertThat(read(settled).data().state()).isEqualTo(Day.State.EMPTY);
        assertThat(read(settled).freshness().freshEnough()).isTrue();
        assertThat(vendor.calls).isEmpty();
    }

    @Test
    void todayIsAskedAgainAsSoonAsItsTypesSay() {
        var unused = read(TODAY);
        vendor.calls.clear();
        bench.clock.advance(Duration.ofMinutes(59));
        assertThat(read(TODAY).data().origin()).isEqualTo(Freshness.Origin.LOCAL);
        assertThat(vendor.calls).isEmpty();

        bench.clock.advance(Duration.ofMinutes(2));
        var onlyWorkouts = read(TODAY);
        assertThat(vendor.calls).extracting(DayVendor.Call::feed).containsExactly("workout");
        assertThat(onlyWorkouts.data().origin()).isEqualTo(Freshness.Origin.VENDOR);

        vendor.calls.clear();
        bench.clock.advance(Duration.ofHours(1));
        var all = read(TODAY);
        assertThat(all.data().state()).isEqualTo(Day.State.PENDING);
        assertThat(vendor.calls)
                .extracting(DayVendor.Call::feed)
                .containsExactlyInAnyOrder("workout", "sleep", "cycle", "recovery");
    }

    @Test
    void aMissingDateOfMoreThanAWeekIsLeftToASync() {
        LocalDate old = TODAY.minusDays(9);
        Reading<Day> reading = read(old);

        assertThat(vendor.calls).isEmpty();
        assertThat(reading.data().sleep().state()).isEqualTo(DayPart.State.NOT_FETCHED);
        assertThat(reading.freshness().openGaps()).isNotEmpty();
        var unused = bench.sync(reading.freshness().closingRequest().orElseThrow());
        assertThat(vendor.calls).hasSize(4);
        assertThat(stored(old).data().state()).isEqualTo(Day.State.EMPTY);
    }

    @Test
    void howOldAMissingDateMayBeIsAMatterOfThePolicy() {
        bench.close();
        bench = new Bench(
                folder.resolve("other.db"),
                vendor,
                builder -> builder.daily(DailyPolicy.DEFAULT.missingFetchedFor(Duration.ofDays(30))));

        assertThat(day(TODAY.minusDays(9)).state()).isEqualTo(Day.State.EMPTY);
        assertThat(vendor.calls).hasSize(4);
    }

    @Test
    void forcedADayIsAskedAgainWhateverIsHeld() {
        var unused = read(YESTERDAY);
        vendor.calls.clear();
        vendor.recovery("sunday", "2026-06-14T07:00:00+02:00", 75);
        Day day = bench.warehouse
                .daily(YESTERDAY)
                .mode(ReadMode.FORCE_REFRESH)
                .read()
                .data();

        assertThat(vendor.calls).hasSize(4);
        assertThat(day.recovery().value().orElseThrow().score()).hasValue(75);
    }

    @Test
    void aWeekIsFetchedWithOneCallForEachTypeAndEachDayIsTheOneThatIsReadAlone() {
        List<Day> week = bench.warehouse.daily(TODAY.minusDays(6), TODAY).read().data();
        assertThat(vendor.calls).hasSize(4);

        assertThat(week)
                .extracting(Day::date)
                .startsWith(TODAY.minusDays(6))
                .endsWith(TODAY)
                .hasSize(7);
        for (Day day : week) {
            Day alone = stored(day.date()).data();
            assertThat(alone.sleep()).isEqualTo(day.sleep());
            assertThat(alone.cycle()).isEqualTo(day.cycle());
            assertThat(alone.recovery()).isEqualTo(day.recovery());
            assertThat(alone.naps()).isEqualTo(day.naps());
            assertThat(alone.workouts()).isEqualTo(day.workouts());
            assertThat(alone.state()).isEqualTo(day.state());
        }
        assertThat(vendor.calls).hasSize(4);
    }

    // What is not there.

    @Test
    void notConnectedNotFetchedAndNoDataAreThreeAnswers() {
        assertThat(stored(YESTERDAY).data().state()).isEqualTo(Day.State.NOT_CONNECTED);
        bench.storage.connections().move(UserId.LOCAL, DayVendor.SOURCE, ConnectionState.CONNECTED, Bench.NOW);
        assertThat(stored(YESTERDAY).data().state()).isEqualTo(Day.State.NOT_FETCHED);
        assertThat(day(TODAY.minusDays(4)).state()).isEqualTo(Day.State.EMPTY);
    }

    @Test
    void ofAUserWithoutALoginNobodyIsAsked() {
        bench.storage.connections().move(UserId.LOCAL, DayVendor.SOURCE, ConnectionState.NOT_CONNECTED, Bench.NOW);
        Reading<Day> reading = read(YESTERDAY);

        assertThat(vendor.calls).isEmpty();
        assertThat(reading.data().state()).isEqualTo(Day.State.NOT_CONNECTED);
        assertThat(reading.data().hasData()).isFalse();
        assertThat(reading.freshness().warning().orElseThrow()).contains("not connected with whoop");
    }

    @Test
    void whileTheSourceIsDownWhatIsStoredIsTheAnswerAndSaysSo() {
        var unused = read(YESTERDAY);
        bench.clock.advance(Duration.ofHours(30));
        vendor.failure = new Failure.Unreachable("the service is down", Optional.empty());
        Reading<Day> reading = read(YESTERDAY);

        assertThat(reading.data().origin()).isEqualTo(Freshness.Origin.STALE);
        assertThat(reading.data().sleep().value().map(DailyTest::key)).contains("sleep-sunday");
        assertThat(reading.data().lastSync()).contains(Bench.NOW);
        assertThat(reading.freshness().status()).isEqualTo(Freshness.Status.SUCCESS_WITH_WARNING);
        assertThat(reading.freshness().error()).containsInstanceOf(Failure.Unreachable.class);
        assertThat(reading.freshness().warning().orElseThrow()).contains("the service is down");
    }

    @Test
    void withTheSourceDownAndNothingStoredTheReadFails() {
        vendor.failure = new Failure.Unreachable("the service is down", Optional.empty());

        assertThatThrownBy(() -> read(YESTERDAY)).isInstanceOfSatisfying(HealthWarehouseException.class, e -> {
            assertThat(e.failure()).isInstanceOf(Failure.Unreachable.class);
            assertThat(e.failure().userMessage(new Failure.Progress("WHOOP", 0, 4, "1")))
                    .contains("cannot be reached");
        });
    }

    @Test
    void withoutAnySourceOfDaysNobodyIsConnected() {
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage(SqliteStorage.open(folder.resolve("none.db"), bench.clock))
                .clock(bench.clock)
                .build()) {
            Day day = warehouse.daily(YESTERDAY).read().data();
            assertThat(day.state()).isEqualTo(Day.State.NOT_CONNECTED);
            assertThat(day.source()).isEmpty();
        }
    }

    @Test
    void withoutAStoreTheDayComesStraightFromTheSource() {
        ManualClock clock = new ManualClock(Bench.NOW);
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .config(org.healthwarehouse.WarehouseConfig.of(Map.of("HEALTHWAREHOUSE_DB_ENABLED", "false")))
                .connector(vendor)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .build()) {
            Reading<Day> reading = warehouse.daily(YESTERDAY).read();
            assertThat(reading.data().sleep().value().map(DailyTest::key)).contains("sleep-sunday");
            assertThat(workouts(reading.data())).hasSize(2);
            assertThat(reading.data().origin()).isEqualTo(Freshness.Origin.VENDOR);
            assertThat(warehouse.daily(TODAY.minusDays(4)).read().data().state())
                    .isEqualTo(Day.State.EMPTY);
        }
    }

    // What is refused.

    @Test
    void daysThatHaveNotBegunAndSourcesThatNobodyKnowsAreRefused() {
        assertThatThrownBy(() -> read(TODAY.plusDays(2))).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> bench.warehouse.daily(TODAY, YESTERDAY)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> bench.warehouse.daily(TODAY).from("woop").read())
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("woop");
    }

    @Test
    void daysOfSeveralSourcesAreNotMixed() {
        ListingVendor other = new ListingVendor(DataTypes.CYCLE);
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage(SqliteStorage.open(folder.resolve("two.db"), bench.clock))
                .connector(vendor)
                .connector(other)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(bench.clock)
                .build()) {
            assertThatThrownBy(() -> warehouse.daily(YESTERDAY).read())
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("whoop");
            assertThat(warehouse
                            .daily(YESTERDAY)
                            .from("whoop")
                            .mode(ReadMode.LOCAL_ONLY)
                            .read()
                            .data()
                            .source())
                    .contains(SourceId.of("whoop"));
        }
    }
}
