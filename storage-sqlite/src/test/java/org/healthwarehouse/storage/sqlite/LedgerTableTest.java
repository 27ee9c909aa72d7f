package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.storage.sqlite.Fixtures.ANN;
import static org.healthwarehouse.storage.sqlite.Fixtures.FEED;
import static org.healthwarehouse.storage.sqlite.Fixtures.HR;
import static org.healthwarehouse.storage.sqlite.Fixtures.NOW;
import static org.healthwarehouse.storage.sqlite.Fixtures.STEPS;
import static org.healthwarehouse.storage.sqlite.Fixtures.VENDOR;
import static org.healthwarehouse.storage.sqlite.Fixtures.claim;
import static org.healthwarehouse.storage.sqlite.Fixtures.days;
import static org.healthwarehouse.storage.sqlite.Fixtures.job;
import static org.healthwarehouse.storage.sqlite.Fixtures.last;
import static org.healthwarehouse.storage.sqlite.Fixtures.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Reopening;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StaleClaimException;
import org.healthwarehouse.storage.Sweep;
import org.junit.jupiter.api.Test;

class LedgerTableTest extends StoreTest {
    private static final StreamId WALK = stream(STEPS);
    private static final CoverageEntry MONTH = CoverageEntry.settled(days(0, 30), NOW);

    private void hold(StreamId stream) {
        int unused = store.ledger().adopt(stream, Settling.DEFAULT, lines -> List.of(MONTH));
    }

    private List<CoverageEntry> lines(StreamId stream) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.coverage(stream, days(-10, 100));
        }
    }

    @Test
    void whatARuleMakesOfTheLinesTakesTheirPlace() {
        hold(HR);

        int replaced =
                store.ledger().rewrite(List.of(HR), days(3, 4), lines -> Reopening.reopen(lines, days(3, 4), NOW));

        assertThat(replaced).isEqualTo(1);
        assertThat(lines(HR))
                .containsExactly(
                        MONTH.over(days(0, 3)),
                        new CoverageEntry(
                                days(3, 4), MONTH.held(), CoverageEntry.REOPENED, false, NOW, Optional.of(NOW), 0),
                        MONTH.over(days(7, 23)));
    }

    @Test
    void aRuleThatFailsForOneStreamLeavesAllAsTheyWere() {
        hold(HR);
        hold(WALK);
        int[] calls = {0};

        assertThatThrownBy(() -> store.ledger().rewrite(List.of(HR, WALK), days(0, 30), lines -> {
                    if (calls[0]++ > 0) {
                        throw new IllegalStateException("no");
                    }
                    return List.of();
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(lines(HR)).containsExactly(MONTH);
        assertThat(lines(WALK)).containsExactly(MONTH);
    }

    @Test
    void whoOpensTimeAgainEndsTheClaimsOfItsFeedThatOverlapAndNoOthers() {
        store.jobs().create(job("job", days(0, 7), days(7, 7)));
        List<Chunk> chunks = store.jobs().chunks(new JobId("job"));
        ChunkClaim first = claim(store, chunks.get(0).number());
        ChunkClaim second = claim(store, chunks.get(1).number());

        int unused = store.ledger().reopen(HR, Set.of(new FeedId("another")), days(0, 30), lines -> lines);
        unused = store.ledger().reopen(HR, Set.of(FEED), days(8, 2), lines -> lines);

        store.commit(last(first, PageContent.EMPTY));
        assertThatThrownBy(() -> store.commit(last(second, PageContent.EMPTY))).isInstanceOf(StaleClaimException.class);
        ChunkClaim again = claim(store, chunks.get(1).number());
        unused = store.ledger().reopen(HR, Set.of(), days(8, 2), lines -> lines);
        assertThatThrownBy(() -> store.commit(last(again, PageContent.EMPTY)))
                .as("no feed means every feed of the source")
                .isInstanceOf(StaleClaimException.class);
    }

    @Test
    void aStreamOfWhichNothingIsKnownIsPassedOver() {
        assertThat(store.ledger().rewrite(List.of(HR), days(0, 30), lines -> List.of(MONTH)))
                .isZero();
        assertThat(lines(HR)).isEmpty();
    }

    @Test
    void theRulesOfAStreamAreKept() {
        Settling other =
                new Settling(Duration.ofDays(14), Duration.ofHours(3), Duration.ofMinutes(5), Duration.ofDays(2));
        assertThat(store.ledger().settlings(ANN, VENDOR)).isEmpty();
        hold(HR);
        int unused = store.ledger().adopt(WALK, other, lines -> lines);

        assertThat(store.ledger().settlings(ANN, VENDOR))
                .isEqualTo(Map.of(HR.type().name(), Settling.DEFAULT, STEPS.name(), other));
    }

    @Test
    void howFarASweepCameIsKeptAndReplaced() {
        assertThat(store.ledger().sweep(ANN, VENDOR, FEED)).isEmpty();
        Sweep begun = Sweep.NONE.hinted(NOW.minusSeconds(9)).begun(NOW);
        store.ledger().keep(ANN, VENDOR, FEED, begun);
        assertThat(store.ledger().sweep(ANN, VENDOR, FEED)).contains(begun);

        Sweep ended = begun.reached(NOW.minus(Duration.ofDays(7))).ended(NOW.plusSeconds(9));
        store.ledger().keep(ANN, VENDOR, FEED, ended);

        assertThat(store.ledger().sweep(ANN, VENDOR, FEED)).contains(ended);
        assertThat(ended.isUnderWay()).isFalse();
    }
}
