package org.healthwarehouse.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParsedItemsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static ParsedRecord workout(Set<RecordKey> keys, Instant start, Instant end) {
        return new ParsedRecord(DataTypes.WORKOUT, keys, start, end, Optional.empty(), false, Attributes.EMPTY);
    }

    private static ParsedLocation fix(double latitude, double longitude) {
        return new ParsedLocation(
                DataTypes.LOCATION,
                RecordKey.uuid("a"),
                NOON,
                latitude,
                longitude,
                OptionalDouble.empty(),
                Attributes.EMPTY);
    }

    @Test
    void aRecordWithoutAKeyIsRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> workout(Set.of(), NOON, NOON))
                .withMessageContainingAll("workout record", "0 keys", "must have a key", "give the vendor's id");
    }

    @Test
    void aRecordThatEndsBeforeItStartsIsRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> workout(Set.of(RecordKey.uuid("a")), NOON, NOON.minusMillis(1)))
                .withMessageContainingAll(NOON + " to " + NOON.minusMillis(1), "must not end before it starts");
    }

    @Test
    void aRecordMayBeAMoment() {
        assertThatNoException().isThrownBy(() -> workout(Set.of(RecordKey.uuid("a")), NOON, NOON));
    }

    @Test
    void aRecordKeepsItsOwnSetOfKeys() {
        Set<RecordKey> keys = new HashSet<>(Set.of(RecordKey.uuid("a")));
        ParsedRecord record = workout(keys, NOON, NOON.plus(Duration.ofHours(1)));

        keys.clear();

        assertThat(record.keys()).containsExactly(RecordKey.uuid("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "90.000001, 0",
        "-90.000001, 0",
        "0, 180.000001",
        "0, -180.000001",
        "NaN, 11.576",
        "48.137, NaN",
        "Infinity, 0",
        "0, -Infinity"
    })
    void aPositionOffTheGlobeIsRefusedWithoutBeingRepeated(double latitude, double longitude) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> fix(latitude, longitude))
                .withMessageContainingAll(NOON.toString(), "must have a latitude within 90", "check the order")
                .withMessageNotContainingAny("90.0", "180.0", "48.1", "11.5", "NaN", "Infinity");
    }

    @ParameterizedTest
    @CsvSource({"90, 180", "-90, -180", "0, 0"})
    void theEdgesOfTheGlobeAreFine(double latitude, double longitude) {
        assertThat(fix(latitude, longitude).latitude()).isEqualTo(latitude);
    }
}
