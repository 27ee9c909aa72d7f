package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.StoreStatistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several pages from files in one transaction. */
class IngestTogetherTest {
    private static final SampleType OTHER_UNIT = new SampleType(
            Fixtures.HEART_RATE.name(),
            "Hz",
            Fixtures.HEART_RATE.plausible(),
            Fixtures.HEART_RATE.aggregation(),
            "Beats per second.");

    @TempDir
    Path folder;

    private SqliteStorage store;

    @BeforeEach
    void open() {
        store = SqliteStorage.open(folder.resolve("health.db"), InstantSource.fixed(Fixtures.NOW));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static IngestCommit page(String body, SampleType type, double... values) {
        SampleBatch batch =
                Fixtures.samples(type, Device.of("watch"), Fixtures.T0, Duration.ofMinutes(1), Duration.ZERO, values);
        RawPage page = new RawPage(
                RawPage.Origin.IMPORT,
                Fixtures.VENDOR,
                Fixtures.FEED,
                Optional.empty(),
                Fixtures.NOW,
                Optional.empty(),
                0,
                "text/plain",
                RawBody.of(body.getBytes(StandardCharsets.UTF_8)));
        return new IngestCommit(
                Fixtures.ANN,
                Fixtures.VENDOR,
                Fixtures.FEED,
                new JobId("import"),
                Fixtures.days(0, 1),
                Optional.of(page),
                1,
                Fixtures.content(batch),
                Fixtures.NOW);
    }

    @Test
    void receiptsComeInTheOrderOfThePagesAndALaterPageSeesTheOneBeforeIt() {
        List<CommitReceipt> receipts = store.ingestAll(List.of(
                page("a", Fixtures.HEART_RATE, 60, 61),
                page("b", Fixtures.HEART_RATE, 60, 61, 62),
                page("c", Fixtures.STEPS, 7)));
        assertThat(receipts).extracting(CommitReceipt::added).containsExactly(2, 1, 1);
        assertThat(receipts).extracting(CommitReceipt::unchanged).containsExactly(0, 2, 0);
        assertThat(receipts).extracting(CommitReceipt::number).isSorted().doesNotHaveDuplicates();
        assertThat(store.care().statistics().samples()).isEqualTo(4);
    }

    @Test
    void ifOneCannotBeWrittenNoneIs() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> store.ingestAll(List.of(
                        page("a", Fixtures.HEART_RATE, 60), page("b", OTHER_UNIT, 1), page("c", Fixtures.STEPS, 7))));
        StoreStatistics held = store.care().statistics();
        assertThat(held.samples()).isZero();
        assertThat(held.rawBytes()).isZero();
        assertThat(store.ingestAll(List.of(page("a", Fixtures.HEART_RATE, 60))))
                .extracting(CommitReceipt::added)
                .containsExactly(1);
    }

    @Test
    void whetherBytesCameBeforeIsLookedUpByTheBytesAndNotAmongAllPagesOfTheFeed() {
        String plan = "EXPLAIN QUERY PLAN " + Telling.FIRST.replace("?1", "7").replace("?2", "7");
        assertThat(Sql.rows(folder.resolve("health.db"), plan))
                .anyMatch(step -> step.contains("SEARCH b USING INDEX fetch_by_raw (raw_id=?)"));
    }

    @Test
    void nothingIsWrittenOfNothing() {
        assertThat(store.ingestAll(List.of())).isEmpty();
    }
}
