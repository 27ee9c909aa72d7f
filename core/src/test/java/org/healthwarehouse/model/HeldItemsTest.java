package org.healthwarehouse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeldItemsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aRecordKeepsItsOwnSetOfKeys() {
        Set<RecordKey> keys = new HashSet<>(Set.of(RecordKey.uuid("a")));
        HealthRecord record = new HealthRecord(
                DataTypes.SLEEP,
                UserId.LOCAL,
                SourceId.of("whoop"),
                keys,
                NOON,
                NOON,
                Optional.empty(),
                false,
                Attributes.EMPTY,
                NOON);

        keys.clear();

        assertThat(record.keys()).containsExactly(RecordKey.uuid("a"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> record.keys().clear());
    }

    @Test
    void theTextOfALocationDoesNotSayWhere() {
        Location home = new Location(
                SourceId.of("fulcra"),
                RecordKey.uuid("a"),
                NOON,
                48.137154,
                11.576124,
                OptionalDouble.of(5),
                Attributes.of(Map.of("street", "Marienplatz")),
                NOON);

        assertThat(home.toString()).contains("fulcra", "2026").doesNotContain("48.", "11.5", "Marienplatz");
    }
}
