package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.Absence;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.ListingResult;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.SeenFinding;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StoredItem;
import org.healthwarehouse.storage.SyncFinding;
import org.junit.jupiter.api.Test;

/** Items that a source no longer has, and those that a listing missed. */
class DeletionStorageTest extends StoreTest {
    private static final RecordKey UUID = RecordKey.uuid("u-1");
    private static final RecordKey SERIAL = new RecordKey("serial", "s-1");

    private static ParsedRecord workout(RecordKey... keys) {
        return new ParsedRecord(
                WORKOUT,
                Set.of(keys),
                T0,
                T0.plus(Duration.ofHours(1)),
                Optional.empty(),
                false,
                Attributes.of(Map.of("workout_type", "run")));
    }

    private static PageContent records(ParsedRecord... records) {
        return new PageContent(List.of(), List.of(records), List.of());
    }

    private static PageContent fix(double latitude) {
        ParsedLocation fix = new ParsedLocation(TRACK, UUID, T0, latitude, 2, OptionalDouble.empty(), Attributes.EMPTY);
        return new PageContent(List.of(), List.of(), List.of(fix));
    }

    private static PageContent deleted(DataType type, RecordKey key, ParsedRecord... named) {
        return new PageContent(
                List.of(),
                List.of(named),
                List.of(),
                List.of(new PageContent.Deletion(type, key)),
                List.of(),
                List.of());
    }

    /** Commits what a listing says as the only page of a new job. */
    private CommitReceipt listed(
            String job, PageContent content, StreamId of, List<Absence> waiting, StoredItem... gone) {
        ChunkClaim claim = claim(store, job, days(0, 30));
        return store.commit(new PageCommit(
                claim,
                Optional.of(page(job)),
                1,
                content,
                List.of(),
                true,
                1,
                NOW,
                List.of(),
                List.of(new ListingResult(of, days(0, 30), waiting, List.of(gone)))));
    }

    private List<Absence> absences(StreamId of) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.absences(of, days(0, 30));
        }
    }

    @Test
    void aDeletedRecordIsARevisionAndCountsAsChanged() {
        commit(store, "first", records(workout(UUID, SERIAL)));
        assertThat(commit(store, "deleted", deleted(WORKOUT, SERIAL))).isEqualTo(receipt(2, 0, 1, 0, stream(WORKOUT)));
        assertThat(Sql.rows(file, "SELECT * FROM record")).isEmpty();
        assertThat(Sql.rows(file, "SELECT * FROM record_key")).isEmpty();
        assertThat(Sql.rows(file, "SELECT fetch_id, replaced_by, reason FROM record_revision"))
                .containsExactly("1|2|VENDOR_DELETED");
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.number()).isEqualTo(2);
        }
    }

    @Test
    void whatWasNeverStoredCanBeDeleted() {
        assertThat(commit(store, "first", deleted(WORKOUT, UUID))).isEqualTo(receipt(1, 0, 0, 0));
        assertThat(commit(store, "again", deleted(HEART_RATE, UUID))).isEqualTo(receipt(2, 0, 0, 0));
    }

    @Test
    void aRecordThatComesBackHasItsNumberAndItsKeysAgain() {
        commit(store, "first", records(workout(UUID, SERIAL)));
        commit(store, "deleted", deleted(WORKOUT, UUID));
        assertThat(commit(store, "back", records(workout(SERIAL)))).isEqualTo(receipt(3, 1, 0, 0, stream(WORKOUT)));
        assertThat(Sql.rows(file, "SELECT record_id, fetch_id FROM record")).containsExactly("1|3");
        assertThat(Sql.rows(file, "SELECT value FROM record_key ORDER BY value"))
                .containsExactly("s-1", "u-1");
        assertThat(Sql.rows(file, "SELECT * FROM gone_key")).isEmpty();
        commit(store, "gone again", deleted(WORKOUT, UUID));
        assertThat(Sql.rows(file, "SELECT record_id, replaced_by FROM record_revision ORDER BY replaced_by"))
                .containsExactly("1|2", "1|4");
        assertThat(commit(store, "another", records(workout(RecordKey.uuid("u-2"))))
                        .added())
                .isEqualTo(1);
        assertThat(Sql.rows(file, "SELECT record_id FROM record")).containsExactly("2");
    }

    @Test
    void aDeletionTakesEffectBeforeWhatThePageNames() {
        commit(store, "first", records(workout(UUID, SERIAL)));
        commit(store, "both", deleted(WORKOUT, SERIAL, workout(UUID)));
        assertThat(Sql.rows(file, "SELECT record_id FROM record")).containsExactly("1");
    }

    @Test
    void aLocationToo() {
        commit(store, "first", fix(1));
        assertThat(commit(store, "deleted", deleted(TRACK, UUID)).changed()).isEqualTo(1);
        assertThat(Sql.rows(file, "SELECT * FROM location")).isEmpty();
        commit(store, "back", fix(2));
        assertThat(Sql.rows(file, "SELECT location_id FROM location")).containsExactly("1");
        assertThat(Sql.rows(file, "SELECT location_id, reason FROM location_revision"))
                .containsExactly("1|VENDOR_DELETED");
    }

    @Test
    void aSampleThatIsGoneTakesItsNoteAlong() {
        SampleBatch noted = new SampleBatch(
                HEART_RATE,
                Device.of("watch"),
                "",
                new long[] {T0.toEpochMilli()},
                new long[] {0},
                new double[] {60},
                Map.of(0, Attributes.of(Map.of("context", "rest"))));
        commit(store, "first", content(noted));
        StoredItem item = new StoredItem.Sample("watch", "", T0.toEpochMilli(), T0.toEpochMilli());
        StoredItem unknown = new StoredItem.Sample("phone", "", T0.toEpochMilli(), T0.toEpochMilli());

        assertThat(listed("gone", PageContent.EMPTY, HR, List.of(), item, unknown))
                .isEqualTo(receipt(2, 0, 1, 0, HR));

        assertThat(read(store, HR, days(0, 1))).isEmpty();
        assertThat(Sql.rows(file, "SELECT * FROM sample_note")).isEmpty();
        assertThat(Sql.rows(file, "SELECT value, note, fetch_id, replaced_by, reason FROM sample_revision"))
                .containsExactly("60|{\"context\":\"rest\"}|1|2|VENDOR_DELETED");
        assertThat(commit(store, "back", content(noted)).added()).isEqualTo(1);
    }

    @Test
    void absencesAreKeptReplacedAndForgottenWhenThePageNamesTheItem() {
        commit(store, "samples", content(minutes(T0, 60, 61, 62)));
        commit(store, "record", records(workout(UUID, SERIAL)));
        Instant second = T0.plus(Duration.ofMinutes(1));
        Absence sample = new Absence(
                new StoredItem.Sample("watch", "", second.toEpochMilli(), second.toEpochMilli()), NOW, false);
        Absence record = new Absence(
                new StoredItem.Named(
                        UUID, T0.toEpochMilli(), T0.plusSeconds(3600).toEpochMilli()),
                NOW,
                true);
        listed("a", PageContent.EMPTY, HR, List.of(sample));
        listed("b", PageContent.EMPTY, stream(WORKOUT), List.of(record));
        assertThat(absences(HR)).containsExactly(sample);
        assertThat(absences(stream(WORKOUT))).containsExactly(record);

        commit(store, "c", content(minutes(T0, 60)));
        commit(store, "d", records(workout(RecordKey.uuid("other"))));
        assertThat(absences(HR)).hasSize(1);
        assertThat(absences(stream(WORKOUT))).hasSize(1);

        commit(store, "e", content(minutes(T0, 60, 61)));
        commit(store, "f", records(workout(UUID)));
        assertThat(absences(HR)).isEmpty();
        assertThat(absences(stream(WORKOUT))).isEmpty();

        listed("g", PageContent.EMPTY, HR, List.of(sample));
        listed("h", PageContent.EMPTY, HR, List.of());
        assertThat(absences(HR)).isEmpty();
    }

    @Test
    void nothingWaitsForARecordThatIsDeleted() {
        commit(store, "record", records(workout(UUID, SERIAL)));
        listed(
                "missed",
                PageContent.EMPTY,
                stream(WORKOUT),
                List.of(new Absence(new StoredItem.Named(UUID, T0.toEpochMilli(), T0.toEpochMilli()), NOW, false)));
        commit(store, "deleted", deleted(WORKOUT, SERIAL));
        assertThat(absences(stream(WORKOUT))).isEmpty();
    }

    @Test
    void findingsOfOneKindStreamAndRangeAreKeptOnceAndTheLastSeenComesFirst() {
        seen("a", SyncFinding.Kind.MASS_VANISH, HEART_RATE, NOW);
        seen("b", SyncFinding.Kind.CLOCK_SKEW, null, NOW.plusSeconds(1));
        seen("c", SyncFinding.Kind.MASS_VANISH, HEART_RATE, NOW.plusSeconds(2));
        seen("d", SyncFinding.Kind.MASS_VANISH, STEPS, NOW);
        assertThat(store.care().findings(ANN, 10))
                .extracting(found -> found.finding().detail() + found.count())
                .containsExactly("c2", "b1", "d1");
        SeenFinding first = store.care().findings(ANN, 1).get(0);
        assertThat(first.firstAt()).isEqualTo(NOW);
        assertThat(first.finding())
                .isEqualTo(new SyncFinding(
                        SyncFinding.Kind.MASS_VANISH,
                        ANN,
                        VENDOR,
                        Optional.of("heart_rate"),
                        Optional.of(days(0, 2)),
                        "c",
                        NOW.plusSeconds(2)));
    }

    private void seen(
            String job, SyncFinding.Kind kind, @org.jspecify.annotations.Nullable SampleType type, Instant at) {
        SyncFinding finding = new SyncFinding(
                kind,
                ANN,
                VENDOR,
                Optional.ofNullable(type).map(SampleType::name),
                type == null ? Optional.empty() : Optional.of(days(0, 2)),
                job,
                at);
        store.commit(new PageCommit(
                claim(store, job, days(0, 30)),
                Optional.empty(),
                1,
                PageContent.EMPTY,
                List.of(),
                true,
                1,
                NOW,
                List.of(finding)));
    }
}
