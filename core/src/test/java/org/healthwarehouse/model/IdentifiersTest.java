package org.healthwarehouse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdentifiersTest {
    static Stream<Named<Consumer<String>>> kinds() {
        Map<String, Consumer<String>> kinds = Map.of(
                "user id", UserId::new,
                "source id", SourceId::new,
                "record key scheme", text -> new RecordKey(text, "x"),
                "record key", RecordKey::uuid,
                "unit", text -> new SampleType("x", text, ValueRange.ANY, Aggregation.MEAN, "X."),
                "sample type", text -> new SampleType(text, "1", ValueRange.ANY, Aggregation.MEAN, "X."),
                "record type", text -> new RecordType(text, List.of(), "X."),
                "location type", text -> new LocationType(text, "X."));
        return kinds.entrySet().stream().map(kind -> Named.of(kind.getKey(), kind.getValue()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void refuseBlankText(Consumer<String> kind) {
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> kind.accept(""));
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> kind.accept("  "));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void refuseControlCharacters(Consumer<String> kind) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> kind.accept("a\nb"))
                .withMessageContainingAll("none of them a control character", "choose a shorter, printable");
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> kind.accept("a\u0000"));
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> kind.accept("a\u0085"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void have200CharactersAtMost(Consumer<String> kind) {
        assertThatNoException().isThrownBy(() -> kind.accept("x".repeat(200)));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> kind.accept("x".repeat(201)))
                .withMessageContaining("1 to 200 characters");
    }

    @Test
    void aMessageRepeatsOnlyTheBeginningOfALongIdentifier() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> UserId.of("x".repeat(1_000_000)))
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(500));
    }

    @Test
    void aMessageNamesWhatWasWrong() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> SourceId.of("a\tb"))
                .withMessageContainingAll("source id", "'a\tb'");
    }

    @Test
    void idsShowTheirValue() {
        assertThat(UserId.of("anna")).hasToString("anna");
        assertThat(SourceId.of("whoop")).hasToString("whoop");
        assertThat(new StreamId(UserId.LOCAL, SourceId.of("whoop"), DataTypes.SLEEP))
                .hasToString("local/whoop/sleep");
    }

    @Test
    void sourcesSortByName() {
        assertThat(Stream.of("whoop", "ble", "fulcra").map(SourceId::of).sorted())
                .extracting(SourceId::value)
                .containsExactly("ble", "fulcra", "whoop");
    }

    @Test
    void recordKeysSortBySchemeThenByValue() {
        RecordKey serial = new RecordKey("serial", "9");

        assertThat(Stream.of(RecordKey.uuid("b"), RecordKey.uuid("a"), serial).sorted())
                .containsExactly(serial, RecordKey.uuid("a"), RecordKey.uuid("b"));
    }

    @Test
    void typesOfTheSameNameAreTheSame() {
        SampleType one = new SampleType("pulse", "/min", ValueRange.ANY, Aggregation.MEAN, "One.");
        SampleType other = new SampleType("pulse", "Hz", new ValueRange(0, 1), Aggregation.SUM, "Other.");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString("pulse");
    }

    @Test
    void typesOfTheSameNameButAnotherKindDiffer() {
        SampleType samples = new SampleType("sleep", "1", ValueRange.ANY, Aggregation.CATEGORY, "One.");

        assertThat(samples).isNotEqualTo(new RecordType("sleep", List.of(), "Other."));
        assertThat(new LocationType("sleep", "Other.")).isNotEqualTo(samples);
    }

    @Test
    void devicesOfTheSameKeyAreTheSameWhateverTheyAreCalled() {
        Device named = new Device("Watch6,2", Attributes.of(Map.of("name", "Anna's watch")));

        assertThat(named).isEqualTo(Device.of("Watch6,2")).hasSameHashCodeAs(Device.of("Watch6,2"));
        assertThat(named).isNotEqualTo(Device.UNKNOWN);
    }
}
