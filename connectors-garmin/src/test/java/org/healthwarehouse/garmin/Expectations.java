package org.healthwarehouse.garmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.SampleType;
import org.jspecify.annotations.Nullable;

/** What was counted in one recording; every value has to be compared with something. */
final class Expectations {
    private final String file;
    private final Map<String, Object> all = new TreeMap<>();
    private final List<String> looked = new ArrayList<>();
    private final List<Expectations> inner = new ArrayList<>();

    Expectations(String file, Object said) {
        this.file = file;
        ((Map<?, ?>) said).forEach((name, value) -> all.put((String) name, value));
    }

    @Nullable
    Object said(String name) {
        looked.add(name);
        assertThat(all).as(file).containsKey(name);
        return all.get(name);
    }

    double take(String name) {
        return ((Number) Objects.requireNonNull(said(name))).doubleValue();
    }

    /** It is about what is not handed over, such as rows without a value. */
    void passed(String name) {
        looked.add(name);
    }

    Expectations inside(String name) {
        Expectations inside = new Expectations(file + " " + name, Objects.requireNonNull(said(name)));
        inner.add(inside);
        return inside;
    }

    void number(String name, double actual) {
        assertThat(actual).as(file + " " + name).isCloseTo(take(name), within(1e-3));
    }

    void number(String name, long actual) {
        number(name, (double) actual);
    }

    void text(String name, String actual) {
        assertThat(actual).as(file + " " + name).isEqualToIgnoringCase(String.valueOf(said(name)));
    }

    void texts(String name, List<String> actual) {
        List<String> expected = ((List<?>) Objects.requireNonNull(said(name)))
                .stream().map(String::valueOf).toList();
        assertThat(actual).as(file + " " + name).isEqualTo(expected);
    }

    /** An attribute, which is missing where the recording says null. */
    void value(String name, ParsedRecord record, String attribute) {
        Object expected = said(name);
        Object actual = record.attributes().asMap().get(attribute);
        if (expected instanceof Number) {
            number(name, ((Number) Objects.requireNonNull(actual)).doubleValue());
        } else if (expected == null) {
            assertThat(actual).as(file + " " + name).isNull();
        } else {
            text(name, String.valueOf(actual));
        }
    }

    void list(String name, List<ParsedRecord> records, String attribute) {
        List<String> expected = ((List<?>) Objects.requireNonNull(said(name)))
                .stream()
                        .map(value -> String.valueOf(value).toLowerCase(java.util.Locale.ROOT))
                        .toList();
        assertThat(records)
                .extracting(record -> String.valueOf(record.attributes().asMap().get(attribute)))
                .isEqualTo(expected);
    }

    void sum(String name, List<ParsedRecord> records, String attribute) {
        number(
                name,
                numbers(records, attribute).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum());
    }

    private static List<Double> numbers(List<ParsedRecord> records, String attribute) {
        return records.stream()
                .map(record -> record.attributes().asMap().get(attribute))
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).doubleValue())
                .toList();
    }

    /** Count, sum, least and greatest of an attribute. */
    void values(List<ParsedRecord> records, String attribute) {
        List<Double> numbers = numbers(records, attribute);
        number("count", numbers.size());
        number("nulls", records.size() - (double) numbers.size());
        number("sum", numbers.stream().mapToDouble(Double::doubleValue).sum());
        number("min", numbers.stream().mapToDouble(Double::doubleValue).min().orElseThrow());
        number("max", numbers.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    /** Sum, least and greatest of samples; their count, where it was not looked at. */
    void samples(Gathered read, SampleType type) {
        if (!looked.contains("count")) {
            number("count", read.of(type).count());
        }
        number("sum", read.sum(type));
        number("min", read.of(type).mapToDouble(Gathered.Sample::value).min().orElseThrow());
        number("max", read.of(type).mapToDouble(Gathered.Sample::value).max().orElseThrow());
    }

    /** The first and last date, where there are any. */
    void dates(List<ParsedRecord> records) {
        if (!records.isEmpty()) {
            text("first", date(records.get(0)));
            text("last", date(records.get(records.size() - 1)));
        }
    }

    private static String date(ParsedRecord record) {
        return record.attributes().text("local_date").orElseThrow();
    }

    /** The gaps of more than two steps of two minutes; each begins with a row without a value. */
    void holes(List<Long> moments) {
        for (Object each : (List<?>) Objects.requireNonNull(said("holes"))) {
            List<?> hole = (List<?>) each;
            long from = ((Number) hole.get(0)).longValue();
            long to = ((Number) hole.get(1)).longValue();
            assertThat(moments).as(file).noneMatch(moment -> moment >= from && moment < to);
        }
    }

    void allElseIsNull() {
        all.forEach((name, value) -> {
            if (!looked.contains(name)) {
                assertThat(value).as(file + " " + name).isNull();
                looked.add(name);
            }
        });
    }

    void everyOneWasLookedAt() {
        assertThat(all.keySet()).as(file).allMatch(looked::contains);
        inner.forEach(Expectations::everyOneWasLookedAt);
    }
}
