package org.healthwarehouse.system;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.SyncAttempt;
import org.healthwarehouse.storage.SyncOutcome;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.training.TrainingStore;

/** A warehouse on a real file, to which a source tells of a day, and a training store in it. */
final class SchemaWorld implements AutoCloseable {
    static final UserId ANN = UserId.of("ann");
    static final UserId BOB = UserId.of("bob");
    static final SourceId WATCH = SourceId.of("watch");
    static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    static final String DATE = "2026-03-02";

    private final Path file;
    private Instant now = Instant.parse("2026-03-03T12:00:00Z");
    final Storage storage;
    final CountingTables tables;
    final HealthWarehouse warehouse;
    final TrainingStore training;

    SchemaWorld(Path file) {
        this.file = file;
        storage = SqliteStorage.open(file, this::now);
        tables = new CountingTables(storage.tables());
        warehouse = HealthWarehouse.builder()
                .storage(tables.in(storage))
                .clock(this::now)
                .build();
        training = TrainingStore.of(warehouse, ANN);
    }

    Instant now() {
        return now;
    }

    void later() {
        now = now.plusSeconds(1);
    }

    /** What plain SQL finds, the columns of each row joined by a bar. */
    List<String> rows(String sql) {
        return StoreFile.query(file, sql);
    }

    String one(String sql) {
        return rows(sql).get(0);
    }

    /** The source tells of a record of the day; of the same key again, it has changed. */
    void tells(RecordType type, String key, int fromHour, int toHour, Map<String, Object> attributes) {
        tells(new PageContent(
                List.of(),
                List.of(new ParsedRecord(
                        type,
                        Set.of(RecordKey.uuid(key)),
                        MIDNIGHT.plus(Duration.ofHours(fromHour)),
                        MIDNIGHT.plus(Duration.ofHours(toHour)),
                        Optional.empty(),
                        false,
                        Attributes.of(attributes).with("local_date", DATE))),
                List.of()));
    }

    /** The source says that the record is gone. */
    void takesBack(DataType type, String key) {
        tells(new PageContent(
                List.of(),
                List.of(),
                List.of(),
                List.of(new PageContent.Deletion(type, RecordKey.uuid(key))),
                List.of(),
                List.of()));
    }

    /** The source tells of heart rates, one a minute from that hour on. */
    void tells(int hour, double... rates) {
        long[] starts = new long[rates.length];
        for (int i = 0; i < rates.length; i++) {
            starts[i] = MIDNIGHT.plus(Duration.ofHours(hour)).toEpochMilli() + i * 60_000L;
        }
        SampleBatch batch = new SampleBatch(
                DataTypes.HEART_RATE, Device.of("w"), "", starts, new long[rates.length], rates, Map.of());
        tells(new PageContent(List.of(batch), List.of(), List.of()));
    }

    private void tells(PageContent content) {
        later();
        var unused = storage.ingest(new IngestCommit(
                ANN,
                WATCH,
                new FeedId("day"),
                new JobId("told"),
                new TimeRange(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1))),
                Optional.empty(),
                1,
                content,
                now));
    }

    SyncAttempt attempt(String job, SyncOutcome outcome) {
        List<SyncAttempt.SyncError> errors = new ArrayList<>();
        if (outcome != SyncOutcome.SUCCESS) {
            errors.add(new SyncAttempt.SyncError("TimedOut", "slow"));
        }
        return new SyncAttempt(
                new StreamId(ANN, WATCH, DataTypes.SLEEP),
                new JobId(job),
                outcome,
                3,
                OptionalInt.of(2),
                errors.stream().findFirst(),
                now,
                now.plusSeconds(2));
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
