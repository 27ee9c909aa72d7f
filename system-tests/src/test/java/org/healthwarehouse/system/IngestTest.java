package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.RawPage.Origin;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ErrorEntry;
import org.healthwarehouse.sync.IngestReceipt;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that nobody asked for. */
class IngestTest {
    private static final Instant NIGHT = Bench.NOW.minus(Duration.ofDays(40));
    private static final TimeRange MONTH =
            new TimeRange(NIGHT.minus(Duration.ofDays(5)), NIGHT.plus(Duration.ofDays(5)));

    @TempDir
    Path folder;

    private final NoteVendor vendor = new NoteVendor();
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder.resolve("health.db"), vendor);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static String sleep(String changed, int score) {
        return "sleep uuid=a " + NIGHT + " 8 " + changed + " " + score;
    }

    private IngestReceipt submit(Origin origin, String... lines) {
        return bench.warehouse.ingest().submit(UserId.LOCAL, NoteVendor.page(origin, bench.clock.instant(), lines));
    }

    private List<String> scores() {
        return bench.query("SELECT json_extract(data_json, '$.score') FROM sleep_cycles");
    }

    private void sync() {
        assertThat(bench.sync(SyncRequest.of(DataTypes.SLEEP).in(MONTH)).isComplete())
                .isTrue();
    }

    @Test
    void aPushedPageIsStoredWithItsBytesAndALineOfTheFetchLogThatCostNoCall() {
        IngestReceipt receipt = submit(Origin.PUSH, sleep("-", 80), "heart " + NIGHT + " 61", "odd");
        assertThat(receipt.added()).isEqualTo(2);
        assertThat(receipt.number()).isEqualTo(bench.warehouse.lastCommit());
        assertThat(receipt.problems()).hasSize(1);
        assertThat(scores()).containsExactly("80");
        assertThat(bench.query("SELECT tool_name, calls, outcome, record_count FROM fetch_log"))
                .containsExactly("told|0|stored|2");
        assertThat(bench.query("SELECT count(*) FROM raw_page")).containsExactly("1");
        assertThat(bench.query("SELECT kind FROM findings")).containsExactly("ITEM_SKIPPED");
        assertThat(vendor.asked).isEmpty();
        assertThat(bench.query("SELECT * FROM coverage")).isEmpty();
    }

    @Test
    void theSameBytesAgainChangeNothingAndAreNotKeptTwice() {
        submit(Origin.PUSH, sleep("-", 80), "heart " + NIGHT + " 61");
        bench.clock.advance(Duration.ofHours(1));
        IngestReceipt again = submit(Origin.PUSH, sleep("-", 80), "heart " + NIGHT + " 61");
        assertThat(again.isUnchanged()).isTrue();
        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(bench.query("SELECT count(*) FROM raw_page")).containsExactly("1");
        assertThat(bench.query("SELECT count(*) FROM record_revision")).containsExactly("0");
    }

    @Test
    void aPageThatCannotBeReadIsKeptAndLoggedUntilItCanBe() {
        assertThatExceptionOfType(HealthWarehouseException.class)
                .isThrownBy(() -> submit(Origin.PUSH, sleep("-", 80), "broken"))
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(Failure.MalformedResponse.class));
        assertThatExceptionOfType(HealthWarehouseException.class)
                .isThrownBy(() -> submit(Origin.PUSH, sleep("-", 80), "broken"));
        assertThat(scores()).isEmpty();
        assertThat(bench.query("SELECT count(*) FROM raw_page")).containsExactly("1");
        assertThat(bench.query("SELECT outcome, error_type FROM fetch_log"))
                .containsExactly("given_up|MalformedResponse", "given_up|MalformedResponse");
        assertThat(bench.warehouse.openErrors(UserId.LOCAL, 10))
                .extracting(ErrorEntry::type)
                .containsExactly("MalformedResponse");
    }

    @Test
    void whoPullsOrNamesAnUnknownSourceIsRefused() {
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> submit(Origin.PULL, "odd"));
        RawPage known = NoteVendor.page(Origin.PUSH, Bench.NOW, "odd");
        RawPage other = new RawPage(
                Origin.PUSH,
                SourceId.of("nobody"),
                new FeedId("told"),
                known.request(),
                known.startedAt(),
                known.serverDate(),
                0,
                "text/plain",
                known.body());
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> bench.warehouse.ingest().submit(UserId.LOCAL, other))
                .withMessageContaining("no connector and no importer");
        assertThat(bench.query("SELECT * FROM fetch_log")).isEmpty();
    }

    @Test
    void anOlderPushChangesNothing() {
        submit(Origin.PUSH, sleep("2026-05-20T10:00:00Z", 82));
        assertThat(submit(Origin.PUSH, sleep("2026-05-20T09:00:00Z", 81)).isUnchanged())
                .isTrue();
        assertThat(scores()).containsExactly("82");
        assertThat(submit(Origin.PUSH, sleep("2026-05-20T11:00:00Z", 83)).changed())
                .isEqualTo(1);
    }

    @Test
    void aTimeOfChangeThatLiesInTheFutureBlocksNothing() {
        submit(Origin.PUSH, sleep("2031-01-01T00:00:00Z", 82));
        bench.clock.advance(Duration.ofMinutes(1));
        assertThat(submit(Origin.PUSH, sleep("2026-05-20T11:00:00Z", 83)).changed())
                .isEqualTo(1);
    }

    @Test
    void aPushThatWaitedLongerThanAnAnswerTookDoesNotUndoTheAnswer() {
        RawPage waiting = NoteVendor.page(Origin.PUSH, bench.clock.instant(), sleep("-", 70), "heart " + NIGHT + " 50");
        bench.clock.advance(Duration.ofMinutes(1));
        vendor.lines.addAll(List.of(sleep("-", 80), "heart " + NIGHT + " 61"));
        sync();
        assertThat(bench.warehouse.ingest().submit(UserId.LOCAL, waiting).isUnchanged())
                .isTrue();
        assertThat(scores()).containsExactly("80");
        assertThat(bench.stored(NoteVendor.SOURCE, DataTypes.HEART_RATE, MONTH)).containsExactly(61.0);
    }

    @Test
    void anAnswerOnItsWayDoesNotUndoAPushThatIsNewerByTheVendorsWord() {
        vendor.lines.add(sleep("2026-05-20T09:00:00Z", 80));
        vendor.meanwhile = () -> {
            bench.clock.advance(Duration.ofSeconds(1));
            submit(Origin.PUSH, sleep("2026-05-20T10:00:00Z", 85));
        };
        sync();
        assertThat(scores()).containsExactly("85");
        assertThat(vendor.asked).hasSize(1);
    }

    @Test
    void anAnswerOnItsWayIsAskedForAgainIfNobodyCanTellWhetherAPushIsNewer() {
        vendor.lines.addAll(List.of(sleep("-", 80), "heart " + NIGHT + " 61"));
        vendor.meanwhile = () -> {
            submit(Origin.PUSH, sleep("-", 85), "heart " + NIGHT + " 65");
            vendor.lines.clear();
            vendor.lines.addAll(List.of(sleep("-", 85), "heart " + NIGHT + " 65"));
        };
        sync();
        assertThat(vendor.asked).hasSize(2);
        assertThat(scores()).containsExactly("85");
        assertThat(bench.stored(NoteVendor.SOURCE, DataTypes.HEART_RATE, MONTH)).containsExactly(65.0);
        assertThat(bench.query("SELECT count(*) FROM record_revision")).containsExactly("0");
    }

    @Test
    void anAnswerOnItsWayDoesNotBringBackWhatAPushDeleted() {
        vendor.lines.add(sleep("-", 80));
        sync();
        bench.clock.advance(Duration.ofDays(1));
        vendor.meanwhile = () -> {
            submit(Origin.PUSH, "gone sleep uuid=a");
            vendor.lines.clear();
        };
        var unused = bench.sync(SyncRequest.of(DataTypes.SLEEP).in(MONTH).forced());
        assertThat(scores()).isEmpty();
    }

    @Test
    void anImportedPageFillsHolesAndReplacesNothingThatTheVendorTold() {
        vendor.lines.addAll(List.of(sleep("-", 80), "heart " + NIGHT + " 61"));
        sync();
        bench.clock.advance(Duration.ofHours(1));
        Instant later = NIGHT.plusSeconds(60);
        IngestReceipt receipt =
                submit(Origin.IMPORT, sleep("-", 70), "heart " + NIGHT + " 50", "heart " + later + " 51");
        assertThat(bench.stored(NoteVendor.SOURCE, DataTypes.HEART_RATE, MONTH)).containsExactly(61.0, 51.0);
        assertThat(scores()).containsExactly("80");
        assertThat(receipt.added()).isEqualTo(1);
        assertThat(submit(Origin.IMPORT, "heart " + later + " 52").changed()).isEqualTo(1);
    }

    @Test
    void whatAPageClaimsCountsWhereNothingBetterIsKnown() {
        String from = NIGHT.minus(Duration.ofDays(3)).toString();
        String to = NIGHT.plus(Duration.ofDays(3)).toString();
        submit(Origin.IMPORT, sleep("-", 70), "claim sleep " + from + " " + to);
        assertThat(bench.warehouse
                        .plan(SyncRequest.of(DataTypes.SLEEP).in(MONTH))
                        .gaps())
                .hasSize(2);
        sync();
        List<String> ledger = bench.query("SELECT start_ms, end_ms, settled, fetched_ms FROM coverage ORDER BY 1");
        bench.clock.advance(Duration.ofDays(1));
        submit(Origin.IMPORT, sleep("-", 71), "claim sleep " + from + " " + to);
        assertThat(bench.query("SELECT start_ms, end_ms, settled, fetched_ms FROM coverage ORDER BY 1"))
                .isEqualTo(ledger);
    }

    @Test
    void theSameBytesThatComeOnceMoreDoNotUndoWhatCameMeanwhile() {
        submit(Origin.PUSH, sleep("-", 80), "heart " + NIGHT + " 61");
        bench.clock.advance(Duration.ofHours(1));
        vendor.lines.addAll(List.of(sleep("-", 85), "heart " + NIGHT + " 65"));
        sync();
        bench.clock.advance(Duration.ofHours(1));
        IngestReceipt again = submit(Origin.PUSH, sleep("-", 80), "heart " + NIGHT + " 61");
        assertThat(again.isUnchanged()).isTrue();
        assertThat(scores()).containsExactly("85");
        assertThat(bench.stored(NoteVendor.SOURCE, DataTypes.HEART_RATE, MONTH)).containsExactly(65.0);
    }

    @Test
    void theSameBytesThatComeOnceMoreDoNotBringBackWhatWasDeletedMeanwhile() {
        submit(Origin.PUSH, sleep("-", 80));
        bench.clock.advance(Duration.ofHours(1));
        submit(Origin.PUSH, "gone sleep uuid=a");
        bench.clock.advance(Duration.ofHours(1));
        assertThat(submit(Origin.PUSH, sleep("-", 80)).isUnchanged()).isTrue();
        assertThat(scores()).isEmpty();
    }

    @Test
    void aPushThatWaitedDoesNotBringBackWhatWasDeletedMeanwhile() {
        RawPage waiting = NoteVendor.page(Origin.PUSH, bench.clock.instant(), sleep("-", 70));
        submit(Origin.PUSH, sleep("-", 80));
        bench.clock.advance(Duration.ofMinutes(1));
        submit(Origin.PUSH, "gone sleep uuid=a");
        assertThat(bench.warehouse.ingest().submit(UserId.LOCAL, waiting).isUnchanged())
                .isTrue();
        assertThat(scores()).isEmpty();
        bench.clock.advance(Duration.ofMinutes(1));
        assertThat(submit(Origin.PUSH, sleep("-", 71)).added()).isEqualTo(1);
    }

    @Test
    void aDeletionThatWaitedDoesNotTakeAwayWhatTheVendorNamedAfterIt() {
        RawPage waiting = NoteVendor.page(Origin.PUSH, bench.clock.instant(), "gone sleep uuid=a");
        bench.clock.advance(Duration.ofMinutes(1));
        vendor.lines.add(sleep("-", 80));
        sync();
        assertThat(bench.warehouse.ingest().submit(UserId.LOCAL, waiting).isUnchanged())
                .isTrue();
        assertThat(scores()).containsExactly("80");
    }
}
