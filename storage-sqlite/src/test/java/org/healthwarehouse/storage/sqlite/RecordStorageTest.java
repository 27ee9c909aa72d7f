package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;
import org.junit.jupiter.api.Test;

class RecordStorageTest extends StoreTest {
    private static final RecordKey UUID = RecordKey.uuid("u-1");
    private static final RecordKey SERIAL = new RecordKey("serial", "s-1");
    private static final Attributes RUN = Attributes.of(Map.of("workout_type", "run", "distance", 5000.5));

    @Test
    void aRecordIsReadWithAllItHas() {
        ParsedRecord run = new ParsedRecord(WORKOUT, Set.of(UUID, SERIAL), at(1), at(2), Optional.of(at(3)), true, RUN);
        commit(store, "first", records(run));
        assertThat(workouts(days(0, 1)))
                .containsExactly(new HealthRecord(
                        WORKOUT, ANN, VENDOR, Set.of(UUID, SERIAL), at(1), at(2), Optional.of(at(3)), true, RUN, NOW));
    }

    @Test
    void anUnchangedRecordIsNotWrittenAgain() {
        commit(store, "first", records(workout(1, 2, RUN, UUID)));
        assertThat(commit(store, "again", records(workout(1, 2, RUN, UUID)))).isEqualTo(receipt(2, 0, 0, 1));
        assertThat(Sql.rows(file, "SELECT fetch_id FROM record")).containsExactly("1");
        assertThat(Sql.rows(file, "SELECT * FROM record_revision")).isEmpty();
    }

    @Test
    void anyKeyFindsTheRecordAndNewKeysAreAdded() {
        commit(store, "first", records(workout(1, 2, RUN, UUID)));
        commit(store, "second", records(workout(1, 2, RUN, UUID, SERIAL)));
        assertThat(commit(store, "third", records(workout(1, 2, RUN, SERIAL)))).isEqualTo(receipt(3, 0, 0, 1));
        assertThat(workouts(days(0, 1)))
                .singleElement()
                .extracting(HealthRecord::keys)
                .isEqualTo(Set.of(UUID, SERIAL));
    }

    @Test
    void aChangedRecordKeepsItsOldFormAsRevision() {
        commit(store, "first", records(workout(1, 2, RUN, UUID)));
        Attributes longer = RUN.with("distance", 6000L);
        assertThat(commit(store, "again", records(workout(1, 3, longer, UUID))))
                .isEqualTo(receipt(2, 0, 1, 0, stream(WORKOUT)));
        assertThat(workouts(days(0, 1))).singleElement().satisfies(record -> {
            assertThat(record.end()).isEqualTo(at(3));
            assertThat(record.attributes()).isEqualTo(longer);
        });
        assertThat(Sql.rows(file, "SELECT end_ms, attributes, fetch_id, replaced_by, reason FROM record_revision"))
                .containsExactly(at(2).toEpochMilli() + "|" + RUN.toJson() + "|1|2|VENDOR_CHANGED");
    }

    @Test
    void aChangeWithinOnePageLeavesNoRevisionThatNobodyCouldHaveSeen() {
        commit(store, "first", records(workout(1, 2, RUN, UUID)));
        commit(
                store,
                "again",
                records(
                        workout(1, 3, RUN, UUID),
                        workout(1, 4, RUN, UUID),
                        workout(5, 6, RUN, SERIAL),
                        workout(5, 7, RUN, SERIAL)));
        assertThat(Sql.rows(file, "SELECT end_ms FROM record_revision")).containsExactly("" + at(2).toEpochMilli());
        assertThat(workouts(days(0, 1))).extracting(HealthRecord::end).containsExactly(at(4), at(7));
    }

    @Test
    void recordsThatTurnOutToBeOneAreMerged() {
        commit(store, "first", records(workout(1, 2, RUN, UUID), workout(1, 3, RUN, SERIAL)));
        commit(store, "again", records(workout(1, 2, RUN, UUID, SERIAL)));
        assertThat(workouts(days(0, 1)))
                .singleElement()
                .extracting(HealthRecord::keys)
                .isEqualTo(Set.of(UUID, SERIAL));
        assertThat(Sql.rows(file, "SELECT end_ms, reason FROM record_revision"))
                .containsExactly(at(3).toEpochMilli() + "|MERGED");
    }

    @Test
    void theSameKeyOfAnotherTypeIsAnotherRecord() {
        commit(
                store,
                "first",
                records(
                        workout(1, 2, RUN, UUID),
                        new ParsedRecord(
                                SLEEP, Set.of(UUID), at(1), at(9), Optional.empty(), false, Attributes.EMPTY)));
        assertThat(workouts(days(0, 1))).hasSize(1);
        assertThat(Sql.one(file, "SELECT count(*) FROM record")).isEqualTo("2");
    }

    @Test
    void whatIntersectsIsFoundInOrderOfTime() {
        commit(
                store,
                "first",
                records(
                        workout(30, 31, RUN, RecordKey.uuid("late")),
                        workout(0, 40, RUN, RecordKey.uuid("long")),
                        workout(0, 2, RUN, RecordKey.uuid("early")),
                        workout(25, 25, RUN, RecordKey.uuid("moment"))));
        assertThat(workouts(days(1, 1)))
                .extracting(record -> record.keys().iterator().next().value())
                .containsExactly("long", "moment", "late");
    }

    private static Instant at(int hours) {
        return T0.plus(Duration.ofHours(hours));
    }

    private static ParsedRecord workout(int from, int to, Attributes attributes, RecordKey... keys) {
        return new ParsedRecord(WORKOUT, Set.of(keys), at(from), at(to), Optional.empty(), false, attributes);
    }

    private static PageContent records(ParsedRecord... records) {
        return new PageContent(List.of(), List.of(records), List.of());
    }

    private List<HealthRecord> workouts(TimeRange range) {
        List<HealthRecord> found = new ArrayList<>();
        try (Snapshot snapshot = store.snapshot()) {
            snapshot.records(List.of(stream(WORKOUT)), range, found::add);
        }
        return found;
    }
}
