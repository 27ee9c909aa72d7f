package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChunkQueueTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ChunkQueue queue = new ChunkQueue();

    @Test
    void handsOutChunksInTheirOrder() {
        queue.add(Chunks.pending(1));
        queue.add(Chunks.pending(2));

        assertThat(queue.take(NOW)).isEqualTo(Chunks.pending(1));
        assertThat(queue.take(NOW)).isEqualTo(Chunks.pending(2));
        assertThat(queue.take(NOW)).isNull();
    }

    @Test
    void aChunkThatIsPutBackComesFirst() {
        queue.add(Chunks.pending(2));
        queue.putBack(Chunks.pending(1), NOW);

        assertThat(queue.take(NOW)).isEqualTo(Chunks.pending(1));
    }

    @Test
    void aChunkIsNotHandedOutBeforeItsTime() {
        queue.putBack(Chunks.pending(1), NOW.plusMillis(1));

        assertThat(queue.take(NOW)).isNull();
        assertThat(queue.take(NOW.plusMillis(1))).isEqualTo(Chunks.pending(1));
    }

    @Test
    void whatMayNotBeHandedOutYetDoesNotHoldUpTheOthers() {
        queue.add(Chunks.pending(2));
        queue.putBack(Chunks.pending(1), NOW.plusSeconds(60));

        assertThat(queue.take(NOW)).isEqualTo(Chunks.pending(2));
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void theNextTimeIsTheEarliest() {
        queue.putBack(Chunks.pending(1), NOW.plusSeconds(1));
        queue.putBack(Chunks.pending(2), NOW.plusSeconds(2));

        assertThat(queue.nextDue()).contains(NOW.plusSeconds(1));
    }

    @Test
    void aChunkThatNeverFailedIsDueAlready() {
        queue.putBack(Chunks.pending(1), NOW.plusSeconds(1));
        queue.add(Chunks.pending(2));

        assertThat(queue.nextDue()).hasValueSatisfying(due -> assertThat(due).isBefore(NOW));
    }

    @Test
    void anEmptyQueueHasNoNextTime() {
        queue.add(Chunks.pending(1));
        queue.take(NOW);

        assertThat(queue.nextDue()).isEmpty();
        assertThat(queue.size()).isZero();
    }
}
