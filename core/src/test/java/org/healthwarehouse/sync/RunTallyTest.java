package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.PageContent;
import org.junit.jupiter.api.Test;

class RunTallyTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private final RunTally tally = new RunTally();

    private static PageContent page() throws MalformedResponseException {
        PageBuffer buffer = new PageBuffer();
        buffer.samples(DataTypes.STEPS, Device.UNKNOWN).add(1, 1, 7);
        buffer.samples(DataTypes.STEPS, Device.of("Watch6,2")).add(1, 1, 7);
        buffer.samples(DataTypes.HEART_RATE, Device.UNKNOWN).add(1, 1, 61);
        buffer.record(new ParsedRecord(
                DataTypes.WORKOUT,
                Set.of(RecordKey.uuid("a")),
                NEW_YEAR,
                NEW_YEAR,
                Optional.empty(),
                false,
                Attributes.EMPTY));
        buffer.location(new ParsedLocation(
                DataTypes.LOCATION, RecordKey.uuid("b"), NEW_YEAR, 1, 2, OptionalDouble.empty(), Attributes.EMPTY));
        return buffer.content();
    }

    @Test
    void beginsWithTheChunksThatAreDoneAlready() {
        tally.begin(List.of(
                Chunks.in(ChunkState.DONE, 1), Chunks.in(ChunkState.PENDING, 2), Chunks.in(ChunkState.PENDING, 3)));

        assertThat(tally.progress(0)).isEqualTo(new SyncEvent.Progress(3, 1, 0, 0, 0));
    }

    @Test
    void aSplitChunkDoesNotCountBesideItsParts() {
        tally.begin(List.of(
                Chunks.in(ChunkState.SPLIT, 1), Chunks.in(ChunkState.PENDING, 2), Chunks.in(ChunkState.DONE, 3)));

        assertThat(tally.progress(0)).isEqualTo(new SyncEvent.Progress(2, 1, 0, 0, 0));
    }

    @Test
    void splittingAChunkTradesOneForTwo() {
        tally.begin(List.of(Chunks.pending(1), Chunks.pending(2)));

        tally.split(2);

        assertThat(tally.progress(0).total()).isEqualTo(3);
    }

    @Test
    void countsWhatEndsAndHow() {
        tally.begin(List.of(Chunks.pending(1), Chunks.pending(2), Chunks.pending(3)));

        tally.done();
        tally.done();
        tally.failed();

        assertThat(tally.progress(9)).isEqualTo(new SyncEvent.Progress(3, 2, 1, 9, 0));
    }

    @Test
    void countsRowsByTypeOverAllPages() throws MalformedResponseException {
        tally.received(page());
        tally.received(page());

        assertThat(tally.recordsByType())
                .isEqualTo(Map.of("steps", 4L, "heart_rate", 2L, "workout", 2L, "location", 2L));
        assertThat(tally.progress(0).rows()).isEqualTo(10);
    }

    @Test
    void handsOutCopies() throws MalformedResponseException {
        Map<String, Long> before = tally.recordsByType();

        tally.received(page());

        assertThat(before).isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> tally.recordsByType().clear());
    }
}
