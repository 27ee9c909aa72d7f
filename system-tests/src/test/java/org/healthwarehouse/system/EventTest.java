package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.RawPage.Origin;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.connector.VendorEvent.Kind;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.sync.EventOutcome;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hints and webhooks of a vendor. */
class EventTest {
    private static final Instant NIGHT = Bench.NOW.minus(Duration.ofDays(1));
    private static final Instant BEFORE = Bench.NOW.minus(Duration.ofHours(5));
    private static final UserId BOB = UserId.of("bob");

    @TempDir
    Path folder;

    private final NoteVendor vendor = new NoteVendor();
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder.resolve("health.db"), vendor);
        connect(UserId.LOCAL, "v-1");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void connect(UserId user, String vendorUser) {
        assertThat(bench.storage
                        .connections()
                        .connect(user, NoteVendor.SOURCE, Optional.of(vendorUser), Set.of(), Bench.NOW))
                .isTrue();
    }

    private static VendorEvent event(DataType type, String key, Kind kind, String trace, Instant at) {
        RecordKey of = new RecordKey(type.equals(DataTypes.SLEEP) ? "uuid" : "sleep", key);
        return new VendorEvent(NoteVendor.SOURCE, "v-1", type, of, kind, trace, at);
    }

    private EventOutcome updated(String trace) {
        return bench.warehouse.handle(event(DataTypes.SLEEP, "a", Kind.UPDATED, trace, bench.clock.instant()));
    }

    private EventOutcome deleted(String trace, Instant at) {
        return bench.warehouse.handle(event(DataTypes.SLEEP, "a", Kind.DELETED, trace, at));
    }

    private static String sleep(Instant changed, int score) {
        return "sleep uuid=a " + NIGHT + " 8 " + changed + " " + score;
    }

    private static String recovery(Instant changed) {
        return "recovery cycle=7,sleep=a " + NIGHT + " 8 " + changed + " 55";
    }

    private void store(String... lines) {
        var unused = bench.warehouse.ingest().submit(UserId.LOCAL, NoteVendor.page(Origin.PUSH, Bench.NOW, lines));
    }

    private List<String> scores() {
        return bench.query("SELECT json_extract(data_json, '$.score') FROM sleep_cycles");
    }

    @Test
    void anUpdateFetchesThatRecordAlone() {
        vendor.single.put("sleep a", sleep(BEFORE, 80));
        assertThat(updated("t-1")).isEqualTo(new EventOutcome.Handled(1, 0, 1));
        assertThat(scores()).containsExactly("80");
        assertThat(vendor.asked).singleElement().isInstanceOf(FetchRequest.ById.class);
        assertThat(bench.query("SELECT calls, outcome, substr(job_id, 1, 6) FROM fetch_log"))
                .containsExactly("1|stored|event-");
        vendor.single.put("sleep a", sleep(BEFORE.plusSeconds(1), 81));
        assertThat(updated("t-2")).isEqualTo(new EventOutcome.Handled(0, 1, 1));
        assertThat(bench.query("SELECT * FROM coverage")).isEmpty();
    }

    @Test
    void anEventThatComesTwiceIsHandledOnceAlsoAfterARestartAndForgottenAfterAWeek() {
        vendor.single.put("sleep a", sleep(BEFORE, 80));
        updated("t-1");
        assertThat(updated("t-1")).isEqualTo(new EventOutcome.AlreadyHandled());
        bench.close();
        bench = new Bench(folder.resolve("health.db"), vendor);
        assertThat(updated("t-1")).isEqualTo(new EventOutcome.AlreadyHandled());
        assertThat(vendor.asked).hasSize(1);
        assertThat(bench.storage.events().forget(Bench.NOW)).isZero();
        assertThat(bench.storage.events().forget(Bench.NOW.plusMillis(1))).isEqualTo(1);
        assertThat(updated("t-1")).isInstanceOf(EventOutcome.Handled.class);
    }

    @Test
    void anEventOfAPersonWhomNobodyKnowsDoesNothing() {
        VendorEvent other = new VendorEvent(
                NoteVendor.SOURCE, "v-9", DataTypes.SLEEP, RecordKey.uuid("a"), Kind.UPDATED, "t-1", Bench.NOW);
        assertThat(bench.warehouse.handle(other)).isEqualTo(new EventOutcome.UnknownPerson());
        assertThat(vendor.asked).isEmpty();
        VendorEvent nobody = new VendorEvent(
                SourceId.of("nobody"), "v-1", DataTypes.SLEEP, RecordKey.uuid("a"), Kind.UPDATED, "t-1", Bench.NOW);
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> bench.warehouse.handle(nobody));
    }

    @Test
    void anEventGoesToWhomTheVendorMeans() {
        connect(BOB, "v-2");
        vendor.single.put("sleep a", sleep(BEFORE, 80));
        var unused = bench.warehouse.handle(new VendorEvent(
                NoteVendor.SOURCE, "v-2", DataTypes.SLEEP, RecordKey.uuid("a"), Kind.UPDATED, "t-1", Bench.NOW));
        assertThat(bench.query("SELECT user_id FROM sleep_cycles")).containsExactly("bob");
        assertThat(vendor.asked.get(0).user()).isEqualTo(BOB);
    }

    @Test
    void aRecordThatIsNotFoundAnyMoreIsGoneWithWhatDependsOnIt() {
        store(sleep(BEFORE, 80), recovery(BEFORE));
        assertThat(updated("t-1")).isEqualTo(new EventOutcome.Handled(0, 2, 1));
        assertThat(scores()).isEmpty();
        assertThat(bench.query("SELECT reason FROM record_revision"))
                .containsExactly("VENDOR_DELETED", "VENDOR_DELETED");
    }

    @Test
    void aDeletionTakesWhatDependsOnItAlongAndMakesNoCall() {
        store(sleep(BEFORE, 80), recovery(BEFORE));
        assertThat(deleted("t-1", Bench.NOW)).isEqualTo(new EventOutcome.Handled(0, 2, 0));
        assertThat(vendor.asked).isEmpty();
        assertThat(bench.query("SELECT count(*) FROM record")).containsExactly("0");
        assertThat(deleted("t-2", Bench.NOW)).isEqualTo(new EventOutcome.Handled(0, 0, 0));
    }

    @Test
    void aRatingIsFoundByTheSleepThatItIsOf() {
        store(recovery(BEFORE));
        EventOutcome outcome = bench.warehouse.handle(event(DataTypes.RECOVERY, "a", Kind.DELETED, "t-1", Bench.NOW));
        assertThat(outcome).isEqualTo(new EventOutcome.Handled(0, 1, 0));
    }

    @Test
    void anEventThatIsOlderThanWhatIsStoredChangesNothing() {
        store(sleep(BEFORE, 80), recovery(BEFORE));
        assertThat(deleted("t-1", BEFORE.minusSeconds(1))).isEqualTo(new EventOutcome.Outdated());
        assertThat(scores()).containsExactly("80");
        assertThat(deleted("t-1", Bench.NOW)).isEqualTo(new EventOutcome.AlreadyHandled());
        EventOutcome late =
                bench.warehouse.handle(event(DataTypes.SLEEP, "a", Kind.UPDATED, "t-2", BEFORE.minusSeconds(1)));
        assertThat(late).isEqualTo(new EventOutcome.Outdated());
        assertThat(vendor.asked).isEmpty();
    }

    @Test
    void whatDependsOnADeletedRecordAndIsNewerStays() {
        store(sleep(BEFORE, 80), recovery(BEFORE.plusSeconds(60)));
        assertThat(deleted("t-1", BEFORE.plusSeconds(30))).isEqualTo(new EventOutcome.Handled(0, 1, 0));
        assertThat(bench.query("SELECT count(*) FROM record")).containsExactly("1");
    }

    @Test
    void anEventThatFailsOrHasNoCallLeftMayComeAgain() {
        vendor.single.put("sleep a", sleep(BEFORE, 80));
        vendor.failure = Optional.of(new Failure.TimedOut("slow"));
        assertThat(updated("t-1")).isEqualTo(new EventOutcome.Failed(new Failure.TimedOut("slow")));
        vendor.failure = Optional.of(new Failure.RateLimited("slower", Optional.of(Duration.ofMinutes(2))));
        assertThat(updated("t-1"))
                .isInstanceOfSatisfying(
                        EventOutcome.Postponed.class,
                        later -> assertThat(later.retryAt())
                                .isAfterOrEqualTo(bench.clock.instant().plus(Duration.ofMinutes(2))));
        int calls = vendor.asked.size();
        vendor.failure = Optional.empty();
        assertThat(updated("t-1")).isInstanceOf(EventOutcome.Postponed.class);
        assertThat(vendor.asked).hasSize(calls);
        bench.clock.advance(Duration.ofMinutes(5));
        assertThat(updated("t-1")).isEqualTo(new EventOutcome.Handled(1, 0, 1));
    }

    @Test
    void eventsAreCountedByTheBudget() {
        vendor.budget = new Budget("notes", List.of(new Budget.Allowance(1, Duration.ofHours(1))), Duration.ZERO, 3, 0);
        vendor.single.put("sleep a", sleep(BEFORE, 80));
        assertThat(updated("t-1")).isInstanceOf(EventOutcome.Handled.class);
        assertThat(updated("t-2"))
                .isInstanceOfSatisfying(
                        EventOutcome.Postponed.class,
                        later -> assertThat(later.why().orElseThrow()).isInstanceOf(Failure.QuotaExhausted.class));
    }

    @Test
    void anAnswerThatCannotBeReadIsKeptAndTheEventMayComeAgain() {
        vendor.single.put("sleep a", "broken");
        assertThat(updated("t-1"))
                .isInstanceOfSatisfying(
                        EventOutcome.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(Failure.MalformedResponse.class));
        assertThat(bench.query("SELECT count(*) FROM raw_page")).containsExactly("1");
        vendor.single.put("sleep a", sleep(BEFORE, 80));
        assertThat(updated("t-1")).isInstanceOf(EventOutcome.Handled.class);
    }

    @Test
    void aLoginThatNoLongerWorksIsWrittenDown() {
        vendor.failure = Optional.of(new Failure.AuthenticationFailed("401"));
        assertThat(updated("t-1")).isInstanceOf(EventOutcome.Failed.class);
        assertThat(bench.query("SELECT state FROM connection")).containsExactly("NEEDS_RECONNECT");
        assertThat(updated("t-1")).isInstanceOf(EventOutcome.Failed.class);
        assertThat(vendor.asked).hasSize(1);
    }

    private void sync() {
        assertThat(bench.sync(SyncRequest.of(DataTypes.SLEEP)
                                .between(NIGHT.minus(Duration.ofDays(1)), NIGHT.plus(Duration.ofHours(20))))
                        .isComplete())
                .isTrue();
    }

    @Test
    void anAnswerOnItsWayDoesNotBringWhatIsDeletedBeforeItWasEverStored() {
        vendor.lines.add(sleep(BEFORE, 80));
        vendor.meanwhile = () -> {
            vendor.lines.clear();
            assertThat(deleted("t-1", bench.clock.instant())).isEqualTo(new EventOutcome.Handled(0, 0, 0));
        };
        sync();
        assertThat(scores()).isEmpty();
    }

    @Test
    void aSlowAnswerAboutOneRecordDoesNotUndoASyncThatBeganLater() {
        String at = "sleep uuid=a " + NIGHT + " 8 - ";
        vendor.single.put("sleep a", at + 80);
        vendor.meanwhileSingle = () -> {
            bench.clock.advance(Duration.ofSeconds(1));
            vendor.lines.add(at + 85);
            sync();
        };
        assertThat(updated("t-1")).isEqualTo(new EventOutcome.Handled(0, 0, 1));
        assertThat(scores()).containsExactly("85");
    }
}
