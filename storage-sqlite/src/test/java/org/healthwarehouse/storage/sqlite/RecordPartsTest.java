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
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;
import org.junit.jupiter.api.Test;

/** Records of which several tell. */
class RecordPartsTest extends StoreTest {
    private static final RecordKey UUID = RecordKey.uuid("u-1");
    private static final RecordKey START = new RecordKey("start", "2025-03-01T01:00:00Z");
    private static final ParsedRecord API =
            workout(RecordOrigin.API, 2, Map.of("strain", 9.87, "name", "run"), UUID, START);
    private static final ParsedRecord CSV = workout(RecordOrigin.CSV, 3, Map.of("strain", 10L, "zone_1", 40L), START);

    private int jobs;

    private static ParsedRecord workout(RecordOrigin origin, int end, Map<String, Object> values, RecordKey... keys) {
        return new ParsedRecord(
                        WORKOUT,
                        Set.of(keys),
                        T0.plus(Duration.ofHours(1)),
                        T0.plus(Duration.ofHours(end)),
                        Optional.empty(),
                        false,
                        Attributes.of(values))
                .toldBy(origin);
    }

    private static ParsedRecord changedAt(Instant at, ParsedRecord record) {
        return new ParsedRecord(
                record.type(),
                record.keys(),
                record.start(),
                record.end(),
                Optional.of(at),
                record.open(),
                record.attributes(),
                record.origin());
    }

    private CommitReceipt commit(ParsedRecord... records) {
        return Fixtures.commit(store, "job " + ++jobs, new PageContent(List.of(), List.of(records), List.of()));
    }

    private CommitReceipt delete(RecordKey key) {
        return Fixtures.commit(
                store,
                "job " + ++jobs,
                new PageContent(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new PageContent.Deletion(WORKOUT, key)),
                        List.of(),
                        List.of()));
    }

    private List<HealthRecord> workouts() {
        try (Snapshot snapshot = store.snapshot()) {
            return workouts(snapshot);
        }
    }

    private static List<HealthRecord> workouts(Snapshot snapshot) {
        List<HealthRecord> found = new ArrayList<>();
        snapshot.records(List.of(stream(WORKOUT)), days(-1, 30), found::add);
        return found;
    }

    private HealthRecord only() {
        assertThat(workouts()).hasSize(1);
        return workouts().get(0);
    }

    @Test
    void whatTwoTellIsOneRecordInWhichEachAttributeIsTheBetterOnesWord() {
        commit(CSV);
        assertThat(only().origin()).isEqualTo(RecordOrigin.CSV);
        assertThat(commit(API)).isEqualTo(receipt(2, 0, 1, 0, stream(WORKOUT)));
        HealthRecord both = only();
        assertThat(both.attributes().toJson()).isEqualTo("{\"name\":\"run\",\"strain\":9.87,\"zone_1\":40}");
        assertThat(both.end()).isEqualTo(T0.plus(Duration.ofHours(2)));
        assertThat(both.keys()).isEqualTo(Set.of(UUID, START));
        assertThat(both.origin()).isEqualTo(RecordOrigin.API);
    }

    @Test
    void theOrderInWhichTheyTellDoesNotMatter() {
        commit(API);
        commit(CSV);
        assertThat(only().attributes().toJson()).isEqualTo("{\"name\":\"run\",\"strain\":9.87,\"zone_1\":40}");
        assertThat(only().end()).isEqualTo(T0.plus(Duration.ofHours(2)));
    }

    @Test
    void anUnchangedPartWritesNothing() {
        commit(API);
        commit(CSV);
        List<String> before = Sql.rows(file, "SELECT * FROM record_part");
        assertThat(commit(CSV)).isEqualTo(receipt(3, 0, 0, 1));
        assertThat(commit(API)).isEqualTo(receipt(4, 0, 0, 1));
        assertThat(Sql.rows(file, "SELECT * FROM record_part"))
                .isEqualTo(before)
                .hasSize(2);
        assertThat(Sql.rows(file, "SELECT * FROM record_revision")).hasSize(1);
    }

    @Test
    void aChangedPartChangesOnlyWhatItBrought() {
        commit(API);
        commit(CSV);
        commit(workout(RecordOrigin.CSV, 3, Map.of("strain", 11L, "zone_2", 7L), START));
        assertThat(only().attributes().toJson()).isEqualTo("{\"name\":\"run\",\"strain\":9.87,\"zone_2\":7}");
        commit(workout(RecordOrigin.API, 2, Map.of("name", "walk"), UUID));
        assertThat(only().attributes().toJson()).isEqualTo("{\"name\":\"walk\",\"strain\":11,\"zone_2\":7}");
    }

    @Test
    void aPartThatNobodySeesIsKeptAndChangesNothing() {
        commit(API);
        CommitReceipt hidden = commit(workout(RecordOrigin.CSV, 3, Map.of("strain", 10L), START));
        // Who tells of it has changed.
        assertThat(hidden.changed()).isEqualTo(1);
        CommitReceipt other = commit(workout(RecordOrigin.CSV, 3, Map.of("strain", 12L), START));
        assertThat(other).isEqualTo(receipt(3, 0, 0, 1));
        commit(workout(RecordOrigin.API, 2, Map.of("name", "run"), UUID));
        assertThat(only().attributes().toJson()).isEqualTo("{\"name\":\"run\",\"strain\":12}");
    }

    @Test
    void whatIsNullOrInsideAnObjectIsMergedByName() {
        commit(workout(RecordOrigin.API, 2, Map.of("vendor", Map.of("a", 1L), "list", List.of(1L)), START));
        commit(workout(
                RecordOrigin.CSV, 2, Map.of("vendor", Map.of("a", 2L, "b", 3L), "list", List.of(2L, 3L)), START));
        assertThat(only().attributes().toJson()).isEqualTo("{\"list\":[1],\"vendor\":{\"a\":1,\"b\":3}}");
        Attributes unknown = Attributes.parse("{\"vendor\":null}");
        commit(new ParsedRecord(WORKOUT, Set.of(START), T0, T0, Optional.empty(), false, unknown));
        assertThat(only().attributes().toJson()).isEqualTo("{\"list\":[2,3],\"vendor\":{\"a\":2,\"b\":3}}");
    }

    @Test
    void earlierStatesShowWhatTheyGaveTogetherThen() {
        commit(CSV);
        commit(API);
        commit(workout(RecordOrigin.CSV, 3, Map.of("zone_1", 50L), START));
        List<String> states = new ArrayList<>();
        for (long number = 1; number <= 3; number++) {
            try (Snapshot past = store.snapshot(number)) {
                workouts(past)
                        .forEach(record ->
                                states.add(record.origin() + record.attributes().toJson()));
            }
        }
        assertThat(states)
                .containsExactly(
                        "CSV{\"strain\":10,\"zone_1\":40}",
                        "API{\"name\":\"run\",\"strain\":9.87,\"zone_1\":40}",
                        "API{\"name\":\"run\",\"strain\":9.87,\"zone_1\":50}");
    }

    @Test
    void whatTheVendorDeletesIsGoneWithAllItsPartsAndOnlyTheVendorBringsItBack() {
        commit(CSV);
        commit(API);
        assertThat(delete(UUID).changed()).isEqualTo(1);
        assertThat(workouts()).isEmpty();
        assertThat(Sql.rows(file, "SELECT * FROM record_part")).isEmpty();
        assertThat(Sql.one(
                        file,
                        "SELECT json_extract(parts, '$[1].attributes.zone_1') FROM record_revision"
                                + " WHERE reason = 'VENDOR_DELETED'"))
                .isEqualTo("40");
        assertThat(commit(CSV)).isEqualTo(receipt(4, 0, 0, 1));
        assertThat(workouts()).isEmpty();
        commit(API);
        commit(CSV);
        assertThat(only().attributes().toJson()).contains("zone_1", "run");
        assertThat(Sql.one(file, "SELECT record_id FROM record")).isEqualTo("1");
    }

    @Test
    void aRecordOfWhichOnlyATableToldIsGoneToWhenTheVendorSaysSo() {
        commit(CSV);
        delete(START);
        assertThat(workouts()).isEmpty();
        commit(CSV);
        assertThat(workouts()).isEmpty();
    }

    @Test
    void recordsThatTurnOutToBeOneBringTheirPartsTogether() {
        commit(workout(RecordOrigin.API, 2, Map.of("name", "run"), UUID));
        commit(CSV);
        assertThat(workouts()).hasSize(2);
        commit(API);
        assertThat(only().attributes().toJson()).isEqualTo("{\"name\":\"run\",\"strain\":9.87,\"zone_1\":40}");
        assertThat(only().keys()).isEqualTo(Set.of(UUID, START));
        assertThat(Sql.rows(file, "SELECT reason FROM record_revision ORDER BY reason"))
                .containsExactly("MERGED", "VENDOR_CHANGED");
        try (Snapshot past = store.snapshot(2)) {
            assertThat(workouts(past)).hasSize(2);
        }
    }

    @Test
    void aRecordOfWhichOneTellsHasNoPartsOfItsOwn() {
        commit(API);
        commit(workout(RecordOrigin.API, 3, Map.of("name", "walk"), UUID));
        assertThat(Sql.rows(file, "SELECT * FROM record_part")).isEmpty();
        assertThat(Sql.rows(file, "SELECT parts FROM record_revision")).containsExactly("null");
    }

    @Test
    void anAnswerUnderAClaimIsTakenEvenIfTheVendorTurnedItsClockBack() {
        commit(changedAt(NOW.minusSeconds(10), API));
        commit(changedAt(NOW.minusSeconds(20), workout(RecordOrigin.API, 4, Map.of(), UUID)));
        assertThat(only().end()).isEqualTo(T0.plus(Duration.ofHours(4)));
    }
}
