package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.JOURNAL_ENTRY;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.RecordQuery;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an answer says would close its gaps: only what somebody here can ask for. */
class ClosingRequestTest {
    private static final Instant MORNING = Bench.NOW.minus(Duration.ofDays(3));

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void knowWhatTheSourceOffers() {
        bench = new Bench(folder.resolve("health.db"), ScriptedVendor.heartRate(Duration.ofDays(7)));
        var unused = bench.sync(SyncRequest.of(HEART_RATE).last(Duration.ofDays(1)));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** A file brings an entry of a type that no feed of the source has, as an app's export brings the journal. */
    private void importEntry(SourceId source) {
        ParsedRecord entry = new ParsedRecord(
                JOURNAL_ENTRY,
                Set.of(new RecordKey("question", "tea")),
                MORNING,
                MORNING.plusSeconds(1),
                Optional.empty(),
                false,
                Attributes.of(Map.of()));
        var unused = bench.storage.ingest(new IngestCommit(
                UserId.LOCAL,
                source,
                new FeedId("journal"),
                new JobId("import"),
                new TimeRange(MORNING, MORNING.plusSeconds(1)),
                Optional.empty(),
                1,
                new PageContent(List.of(), List.of(entry), List.of()),
                Bench.NOW));
    }

    private RecordQuery<HealthRecord> journal(ReadMode mode) {
        return bench.warehouse.records(JOURNAL_ENTRY).last(Duration.ofDays(7)).mode(mode);
    }

    @Test
    void aTypeThatOnlyAFileBringsHasNoClosingRequestThoughItsSourceIsConnected() {
        importEntry(ScriptedVendor.SOURCE);
        for (ReadMode mode : List.of(ReadMode.LOCAL_ONLY, ReadMode.LOCAL_FIRST)) {
            Freshness freshness = journal(mode).read().freshness();

            assertThat(freshness.recordCount()).isEqualTo(1);
            assertThat(freshness.freshEnough()).isFalse();
            assertThat(freshness.closingRequest()).as(mode.name()).isEmpty();
            assertThat(freshness.warning())
                    .get()
                    .asString()
                    .contains("no connector")
                    .doesNotContain("closing request");
        }
    }

    @Test
    void aTypeOfWhichNothingIsStoredAndThatNobodyOffersHasNoneEither() {
        assertThat(journal(ReadMode.LOCAL_ONLY).read().freshness().closingRequest())
                .isEmpty();
    }

    @Test
    void theClosingRequestNamesOnlyTheSourcesThatCanBeAsked() {
        importHeartRateOf(SourceId.of("band"));
        Freshness freshness = bench.warehouse
                .samples(HEART_RATE)
                .last(Duration.ofDays(7))
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .freshness();

        SyncRequest closing = freshness.closingRequest().orElseThrow();
        assertThat(closing.sources()).containsExactly(ScriptedVendor.SOURCE);
        assertThat(closing.types()).isEqualTo(Set.<DataType>of(HEART_RATE));
        assertThat(freshness.warning()).get().asString().contains("but for 1 that no connector can ask for");
        assertThat(bench.sync(closing).isComplete()).isTrue();
    }

    private void importHeartRateOf(SourceId source) {
        SampleBatch batch = new SampleBatch(
                HEART_RATE,
                Device.of("band"),
                "",
                new long[] {MORNING.toEpochMilli()},
                new long[1],
                new double[] {60},
                Map.of());
        var unused = bench.storage.ingest(new IngestCommit(
                UserId.LOCAL,
                source,
                new FeedId("file"),
                new JobId("import"),
                new TimeRange(MORNING, MORNING.plusSeconds(1)),
                Optional.empty(),
                1,
                new PageContent(List.of(batch), List.of(), List.of()),
                Bench.NOW));
    }
}
