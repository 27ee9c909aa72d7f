package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.SyncAttempt;
import org.healthwarehouse.storage.SyncOutcome;
import org.healthwarehouse.storage.SyncState;
import org.junit.jupiter.api.Test;

class SyncLogTableTest extends StoreTest {
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private static SyncAttempt attempt(StreamId stream, SyncOutcome outcome, long records, Instant endedAt) {
        return new SyncAttempt(
                stream,
                new JobId("job"),
                outcome,
                records,
                OptionalInt.of(4),
                outcome == SyncOutcome.SUCCESS
                        ? Optional.empty()
                        : Optional.of(new SyncAttempt.SyncError("TimedOut", "too slow")),
                endedAt.minusSeconds(9),
                endedAt);
    }

    private SyncState state() {
        return store.syncLog().states(ANN).get(0);
    }

    @Test
    void aStreamThatWasNeverTriedHasNoStateAndNoHistory() {
        assertThat(store.syncLog().states(ANN)).isEmpty();
        assertThat(store.syncLog().history(HR, 10)).isEmpty();
    }

    @Test
    void aRunThatSucceededIsTheLastSync() {
        store.syncLog().ended(List.of(attempt(HR, SyncOutcome.SUCCESS, 7, NOW)));

        assertThat(state())
                .isEqualTo(new SyncState(HR, SyncOutcome.SUCCESS, Optional.of(NOW), 7, 0, Optional.empty(), NOW, NOW));
    }

    @Test
    void theLastAttemptsOfEachStreamAreKept() {
        for (int i = 1; i <= 5; i++) {
            store.syncLog().ended(List.of(attempt(HR, SyncOutcome.SUCCESS, i, NOW.plusSeconds(i))));
        }
        store.syncLog().ended(List.of(attempt(Fixtures.stream(Fixtures.STEPS), SyncOutcome.SUCCESS, 9, NOW)));

        assertThat(store.syncLog().keepLast(2)).isEqualTo(3);

        assertThat(store.syncLog().history(HR, 10))
                .extracting(SyncAttempt::records)
                .containsExactly(5L, 4L);
        assertThat(store.syncLog().history(Fixtures.stream(Fixtures.STEPS), 10)).hasSize(1);
        assertThat(state().recordsOfLastRun()).isEqualTo(5);
    }

    @Test
    void aRunThatFailedLeavesTheLastSyncAndTellsItsError() {
        store.syncLog().ended(List.of(attempt(HR, SyncOutcome.SUCCESS, 7, NOW)));
        store.syncLog().ended(List.of(attempt(HR, SyncOutcome.FAILED, 0, LATER)));

        assertThat(state().lastSyncAt()).contains(NOW);
        assertThat(state().outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(state().error()).contains(new SyncAttempt.SyncError("TimedOut", "too slow"));
        assertThat(state().createdAt()).isEqualTo(NOW);
        assertThat(state().updatedAt()).isEqualTo(LATER);
    }

    @Test
    void everyAttemptStaysInTheHistoryNewestFirst() {
        SyncAttempt first = attempt(HR, SyncOutcome.FAILED, 0, NOW);
        SyncAttempt second = attempt(HR, SyncOutcome.PARTIAL, 3, NOW.plusSeconds(60));
        SyncAttempt third = attempt(HR, SyncOutcome.SUCCESS, 5, LATER);
        store.syncLog().ended(List.of(first));
        store.syncLog().ended(List.of(second, attempt(stream(STEPS), SyncOutcome.SUCCESS, 1, NOW)));
        store.syncLog().ended(List.of(third));

        assertThat(store.syncLog().history(HR, 10)).containsExactly(third, second, first);
        assertThat(store.syncLog().history(HR, 1)).containsExactly(third);
        assertThat(store.syncLog().states(ANN))
                .extracting(each -> each.stream().type().name())
                .containsExactly("heart_rate", "steps");
        assertThat(store.syncLog().states(UserId.LOCAL)).isEmpty();
    }

    @Test
    void rowsCountInTotalOnceHoweverOftenTheyCome() {
        commit(store, "one", content(minutes(T0, 60, 61)));
        assertThat(state().recordsInTotal()).isEqualTo(2);
        assertThat(state().outcome()).as("its run has not ended").isEqualTo(SyncOutcome.PARTIAL);
        assertThat(state().lastSyncAt()).isEmpty();

        commit(store, "two", content(minutes(T0, 60, 99, 62)));
        store.syncLog().ended(List.of(attempt(HR, SyncOutcome.SUCCESS, 3, LATER)));
        assertThat(state().recordsInTotal()).isEqualTo(3);
        assertThat(state().recordsOfLastRun()).isEqualTo(3);
    }

    @Test
    void plainSqlReadsItInTwoViews() {
        store.syncLog().ended(List.of(attempt(HR, SyncOutcome.PARTIAL, 7, NOW)));
        String now = String.valueOf(NOW.getEpochSecond() / 1.0);

        assertThat(Sql.rows(
                        file,
                        "SELECT user_id, source, data_type, last_sync_at, status, records_synced, total_records,"
                                + " error_type FROM sync_log"))
                .containsExactly("ann|vendor|heart_rate|null|partial|7|0|TimedOut");
        assertThat(Double.parseDouble(Sql.one(file, "SELECT ended_at FROM sync_history")))
                .isEqualTo(Double.parseDouble(now));
    }

    @Test
    void aStoreFromBeforeTheLogGetsItsStatesFromWhatItHolds() throws Exception {
        commit(store, "one", content(minutes(T0, 60, 61)));
        store.close();
        ConnectionFactory connections = new ConnectionFactory(file, Duration.ofSeconds(1), 1 << 20);
        try (Session session = connections.writer()) {
            new SchemaMigrations(file, Migration.all(), () -> NOW).down(session, 1);
        }
        openStore();

        assertThat(state())
                .isEqualTo(new SyncState(HR, SyncOutcome.SUCCESS, Optional.of(NOW), 0, 2, Optional.empty(), NOW, NOW));
    }

    @Test
    void ofRunsFromBeforeCallsWereCountedTheyAreNotKnown() throws Exception {
        store.syncLog().ended(List.of(attempt(HR, SyncOutcome.SUCCESS, 3, NOW)));
        assertThat(store.syncLog().history(HR, 1))
                .extracting(SyncAttempt::calls)
                .containsExactly(OptionalInt.of(4));
        store.close();
        ConnectionFactory connections = new ConnectionFactory(file, Duration.ofSeconds(1), 1 << 20);
        try (Session session = connections.writer()) {
            new SchemaMigrations(file, Migration.all(), () -> NOW).down(session, 11);
        }
        openStore();

        assertThat(store.syncLog().history(HR, 1))
                .extracting(SyncAttempt::calls)
                .containsExactly(OptionalInt.empty());
    }
}
