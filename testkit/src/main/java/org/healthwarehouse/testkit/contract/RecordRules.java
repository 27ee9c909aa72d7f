package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;
import org.junit.jupiter.api.Test;

/** Which records are one, and which are not. */
public abstract class RecordRules extends IngestRules {
    private static final StreamId RECOVERIES = new StreamId(ANN, VENDOR, DataTypes.RECOVERY);
    private static final RecordKey START = new RecordKey("start", "2025-03-01T01:00:00Z");

    /** Instances are made by JUnit. */
    protected RecordRules() {}

    private static ParsedRecord record(RecordType type, RecordOrigin who, double value, RecordKey... keys) {
        return new ParsedRecord(
                type,
                Set.of(keys),
                T0.plus(Duration.ofHours(1)),
                T0.plus(Duration.ofHours(2)),
                Optional.empty(),
                false,
                Attributes.of(Map.of("strain", value)),
                Optional.of(who));
    }

    private static ParsedRecord workout(double value, RecordKey... keys) {
        return record(DataTypes.WORKOUT, RecordOrigin.API, value, keys);
    }

    private static PageContent page(ParsedRecord... records) {
        return new PageContent(List.of(), List.of(records), List.of());
    }

    /** Two workouts may begin in one second; one that took the place of the other would be lost. */
    @Test
    public void recordsWhoseStrongKeysContradictEachOtherAreTwo() {
        RecordKey a = RecordKey.uuid("a");
        RecordKey b = RecordKey.uuid("b");
        CommitReceipt first = commit(page(workout(1, a, START)));
        CommitReceipt second = commit(page(workout(2, b, START)));
        assertEquals(List.of(1, 1, 0), List.of(first.added(), second.added(), second.changed()));
        assertEquals(2, read(WORKOUTS).size());
        CommitReceipt again = commit(page(workout(1, a, START), workout(2, b, START)));
        assertEquals(2, again.unchanged());
        CommitReceipt row = commit(page(record(DataTypes.WORKOUT, RecordOrigin.CSV, 3, START)));
        assertEquals(0, row.added(), "what is known by the shared key alone belongs to who had it first");
        try (Snapshot snapshot = store().snapshot()) {
            assertEquals(
                    Set.of(a, START),
                    snapshot.record(WORKOUTS, START).orElseThrow().keys());
        }
    }

    /** A deleted record must not rise again as another that began in the same second. */
    @Test
    public void whatIsGoneDoesNotComeBackAsAnotherThatSharesAKey() {
        CommitReceipt unused = commit(page(workout(1, RecordKey.uuid("a"), START)));
        CommitReceipt gone = commit(new PageContent(
                List.of(),
                List.of(),
                List.of(),
                List.of(new PageContent.Deletion(DataTypes.WORKOUT, RecordKey.uuid("a"))),
                List.of(),
                List.of()));
        CommitReceipt other = commit(page(workout(2, RecordKey.uuid("b"), START)));
        assertEquals(List.of(1, 1), List.of(gone.changed(), other.added()));
        try (Snapshot snapshot = store().snapshot()) {
            assertEquals(Optional.empty(), snapshot.record(WORKOUTS, RecordKey.uuid("a")));
        }
    }

    /** A table knows a recovery by the start of its cycle, an interface by the cycle's number: it is one recovery. */
    @Test
    public void aRecoveryIsFoundByEveryKeyOfItsCycle() {
        RecordKey id = new RecordKey("id", "7");
        CommitReceipt apart = commit(page(
                record(DataTypes.RECOVERY, RecordOrigin.CSV, 1, START),
                record(DataTypes.RECOVERY, RecordOrigin.API, 2, id)));
        assertEquals(2, apart.added(), "nobody knows yet that they are one");
        CommitReceipt united = commit(page(record(DataTypes.CYCLE, RecordOrigin.API, 3, id, START)));
        assertEquals(List.of(1, 1), List.of(united.added(), read(RECOVERIES).size()));
        assertEquals(Set.of(RECOVERIES, new StreamId(ANN, VENDOR, DataTypes.CYCLE)), united.touched());
        CommitReceipt again = commit(page(
                record(DataTypes.RECOVERY, RecordOrigin.CSV, 1, START),
                record(DataTypes.RECOVERY, RecordOrigin.API, 2, id)));
        assertEquals(0, again.added() + again.changed());
    }
}
