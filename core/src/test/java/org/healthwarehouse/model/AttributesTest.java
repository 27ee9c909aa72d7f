package org.healthwarehouse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {
    private static final int DEEPEST = 64;

    @Provide
    Arbitrary<Map<String, Object>> documents() {
        StringArbitrary texts = Arbitraries.strings().ofMaxLength(8);
        Arbitrary<Object> plain = Arbitraries.oneOf(
                        texts.asGeneric(),
                        Arbitraries.longs().asGeneric(),
                        Arbitraries.doubles().asGeneric(),
                        Arbitraries.of(true, false).asGeneric())
                .injectNull(0.1);
        Arbitrary<Object> values = Arbitraries.recursive(
                () -> plain,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).asGeneric(),
                        Arbitraries.maps(texts, inner).ofMaxSize(3).asGeneric()),
                0,
                3);
        return Arbitraries.maps(texts, values).ofMaxSize(5).withoutEdgeCases();
    }

    @Property
    void surviveTheWayThroughJson(@ForAll("documents") Map<String, @Nullable Object> document) {
        Attributes attributes = Attributes.of(document);

        Attributes read = Attributes.parse(attributes.toJson());

        assertThat(read).isEqualTo(attributes).hasSameHashCodeAs(attributes);
        assertThat(read.asMap()).isEqualTo(document);
    }

    @Property
    void equalAttributesAreEqualText(@ForAll("documents") Map<String, @Nullable Object> document) {
        List<String> names = new ArrayList<>(document.keySet());
        Collections.reverse(names);
        Attributes oneByOne = Attributes.EMPTY;
        for (String name : names) {
            oneByOne = oneByOne.with(name, document.get(name));
        }

        assertThat(oneByOne.toJson()).isEqualTo(Attributes.of(document).toJson());
    }

    @Test
    void namesAreSortedAlsoInside() {
        assertThat(Attributes.parse("{\"b\":{\"z\":1,\"a\":[true,null]},\"a\":\"x\"}"))
                .extracting(Attributes::toJson)
                .isEqualTo("{\"a\":\"x\",\"b\":{\"a\":[true,null],\"z\":1}}");
    }

    @Test
    void numbersBecomeLongOrDouble() {
        Map<String, Object> numbers =
                Map.of("byte", (byte) 1, "short", (short) 2, "int", 3, "long", 4L, "float", 0.5f, "double", 2.5);

        assertThat(Attributes.of(numbers).asMap())
                .isEqualTo(Map.of("byte", 1L, "short", 2L, "int", 3L, "long", 4L, "float", 0.5, "double", 2.5));
    }

    @Test
    void areCopiedDeeply() {
        List<Object> laps = new ArrayList<>(List.of(1L, 2L));
        Map<String, Object> nested = new HashMap<>(Map.of("laps", laps));
        Map<String, Object> source = new HashMap<>(Map.of("nested", nested));
        Attributes attributes = Attributes.of(source);

        laps.add(3L);
        nested.put("more", true);
        source.put("more", true);

        assertThat(attributes.asMap()).isEqualTo(Map.of("nested", Map.of("laps", List.of(1L, 2L))));
    }

    @Test
    void cannotBeChangedFromOutsideAlsoInside() {
        Attributes attributes = Attributes.of(Map.of("map", Map.of("a", 1L), "list", List.of(1L)));

        assertThat(attributes.asMap()).isUnmodifiable();
        assertThat(attributes.asMap().get("map")).asInstanceOf(MAP).isUnmodifiable();
        assertThat(attributes.asMap().get("list")).asInstanceOf(LIST).isUnmodifiable();
    }

    @Test
    void differIfOneValueDiffers() {
        assertThat(Attributes.parse("{\"a\":1}"))
                .isNotEqualTo(Attributes.parse("{\"a\":2}"))
                .isNotEqualTo(Attributes.parse("{\"a\":1.0}"))
                .isNotEqualTo(Attributes.parse("{\"a\":1,\"b\":null}"));
    }

    @Test
    void withLeavesTheOriginalAlone() {
        Attributes original = Attributes.of(Map.of("a", 1L));

        assertThat(original.with("a", 2L).with("b", null).toJson()).isEqualTo("{\"a\":2,\"b\":null}");
        assertThat(original.toJson()).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refuseNumbersThatJsonDoesNotKnow(double value) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> Attributes.of(Map.of("pace", value)))
                .withMessageContainingAll("attribute pace", "must be text, a finite number", "convert it");
    }

    @Test
    void refuseAValueOfAnotherKindWithoutShowingIt() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> Attributes.of(Map.of("when", List.of(Instant.parse("2026-01-01T00:00:00Z")))))
                .withMessageContainingAll("attribute when", "Instant", "convert it")
                .withMessageNotContaining("2026");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[1]",
                "72",
                "{\"pulse\":72",
                "{\"pulse\":72} {}",
                "{\"pulse\":NaN}",
                "{pulse:72}",
                "{'pulse':72}"
            })
    void refuseTextThatIsNotOneObjectWithoutShowingIt(String json) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> Attributes.parse(json))
                .withMessageContainingAll("'" + json.length() + " characters'", "must be one JSON object")
                .withMessageNotContaining("72")
                .withNoCause();
    }

    @Test
    void refuseANumberTooLargeForADouble() {
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> Attributes.parse("{\"a\":1e999}"));
    }

    @Test
    void areReadUpToTheDeepestLevel() {
        String json = "{\"a\":".repeat(DEEPEST - 1) + "{}" + "}".repeat(DEEPEST - 1);

        assertThat(Attributes.parse(json).toJson()).isEqualTo(json);
    }

    @Test
    void refuseTextThatIsNestedDeeper() {
        String json = "{\"a\":".repeat(DEEPEST) + "{}" + "}".repeat(DEEPEST);

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> Attributes.parse(json))
                .withMessageContaining("64 levels");
    }

    private static Map<String, Object> nested(int levels) {
        Map<String, Object> map = Map.of();
        for (int level = 1; level < levels; level++) {
            map = Map.of("a", map);
        }
        return map;
    }

    @Test
    void whateverCanBeMadeCanBeReadBack() {
        Attributes deepest = Attributes.of(nested(DEEPEST));

        assertThat(Attributes.parse(deepest.toJson())).isEqualTo(deepest);
    }

    @ParameterizedTest
    @ValueSource(ints = {DEEPEST + 1, 2_000, 100_000})
    void refuseValuesThatAreNestedDeeper(int levels) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> Attributes.of(nested(levels)))
                .withMessageContainingAll("64 levels", "attribute a");
    }

    @Test
    void refuseAValueThatHoldsItself() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> Attributes.of(Map.of("loop", itself)));
    }

    @Test
    void textShowsNamesButNoValues() {
        assertThat(Attributes.of(Map.of("pulse", 72L, "note", "feeling ill"))).hasToString("Attributes[note, pulse]");
    }

    @Test
    void typedAccessIsEmptyForOtherKinds() {
        Attributes attributes = Attributes.parse("{\"text\":\"x\",\"whole\":3,\"part\":2.5,\"nothing\":null}");

        assertThat(attributes.text("text")).contains("x");
        assertThat(attributes.text("whole")).isEmpty();
        assertThat(attributes.number("whole")).contains(3.0);
        assertThat(attributes.number("part")).contains(2.5);
        assertThat(attributes.number("text")).isEmpty();
        assertThat(attributes.number("nothing")).isEmpty();
        assertThat(attributes.text("absent")).isEmpty();
    }

    @Test
    void anEmptyObjectIsTheEmptyAttributes() {
        assertThat(Attributes.parse("{}")).isSameAs(Attributes.EMPTY);
        assertThat(Attributes.EMPTY.isEmpty()).isTrue();
        assertThat(Attributes.EMPTY.toJson()).isEqualTo("{}");
    }
}
