package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;
import org.junit.jupiter.api.Test;

class LocationStorageTest extends StoreTest {
    @Test
    void locationsAreReadInOrderOfTime() {
        commit(store, "first", locations(at(60, 48.5, OptionalDouble.empty()), at(0, -0.0, OptionalDouble.of(5))));
        assertThat(track(days(0, 1)))
                .containsExactly(
                        new Location(VENDOR, key(0), T0, 0.0, 9.25, OptionalDouble.of(5), Attributes.EMPTY, NOW),
                        new Location(
                                VENDOR,
                                key(60),
                                T0.plusSeconds(60),
                                48.5,
                                9.25,
                                OptionalDouble.empty(),
                                Attributes.EMPTY,
                                NOW));
        assertThat(track(TimeRange.of(T0, T0.plusSeconds(60)))).hasSize(1);
    }

    @Test
    void onlyWhatChangedIsWrittenAgain() {
        commit(store, "first", locations(at(0, -0.0, OptionalDouble.of(5)), at(60, 48.5, OptionalDouble.empty())));
        assertThat(commit(
                        store,
                        "again",
                        locations(at(0, -0.0, OptionalDouble.of(5)), at(60, 48.5, OptionalDouble.of(7)))))
                .isEqualTo(receipt(2, 0, 1, 1, stream(TRACK)));
        assertThat(Sql.rows(file, "SELECT fetch_id, accuracy FROM location ORDER BY time_ms"))
                .containsExactly("1|5.0", "2|7.0");
        assertThat(Sql.rows(file, "SELECT latitude, accuracy, fetch_id, replaced_by, reason FROM location_revision"))
                .containsExactly("48.5|null|1|2|VENDOR_CHANGED");
    }

    @Test
    void attributesAreKept() {
        Attributes attributes = Attributes.of(Map.of("speed", 1.5));
        commit(
                store,
                "first",
                locations(new ParsedLocation(TRACK, key(0), T0, 1, 2, OptionalDouble.empty(), attributes)));
        assertThat(track(days(0, 1)))
                .singleElement()
                .extracting(Location::attributes)
                .isEqualTo(attributes);
    }

    private static RecordKey key(int second) {
        return new RecordKey("start", "at-" + second);
    }

    private static ParsedLocation at(int second, double latitude, OptionalDouble accuracy) {
        return new ParsedLocation(
                TRACK, key(second), T0.plusSeconds(second), latitude, 9.25, accuracy, Attributes.EMPTY);
    }

    private static PageContent locations(ParsedLocation... locations) {
        return new PageContent(List.of(), List.of(), List.of(locations));
    }

    private List<Location> track(TimeRange range) {
        List<Location> found = new ArrayList<>();
        try (Snapshot snapshot = store.snapshot()) {
            snapshot.locations(List.of(stream(TRACK)), range, found::add);
        }
        return found;
    }
}
