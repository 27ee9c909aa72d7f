package org.healthwarehouse.whoop;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.RecordType;

/** Gathers the values of one record off a row. A value that cannot be read is left out and told. */
final class CsvValues {
    private static final double SECONDS = 60;

    private final CsvRow row;
    private final RecordType type;
    private final PageSink sink;
    private final Map<String, Object> values = new TreeMap<>();
    private final Map<String, Object> vendor = new TreeMap<>();

    CsvValues(CsvRow row, RecordType type, PageSink sink) {
        this.row = row;
        this.type = type;
        this.sink = sink;
    }

    /** Reads something off the row. */
    @FunctionalInterface
    interface Reading {
        void read() throws CsvRow.BadValueException;
    }

    private CsvValues or(Reading reading) {
        try {
            reading.read();
        } catch (CsvRow.BadValueException e) {
            sink.problem(new ParseProblem(
                    java.util.Optional.of(type), "a value was left out: " + e.getMessage(), row.position()));
        }
        return this;
    }

    CsvValues number(String name, String column) {
        return or(() -> put(values, name, row.number(column), 1));
    }

    /** A number of minutes, kept as seconds. */
    CsvValues minutes(String name, String column) {
        return or(() -> put(values, name, row.number(column), SECONDS));
    }

    /** A number for which the type declares no field. */
    CsvValues vendorNumber(String name, String column) {
        return or(() -> put(vendor, name, row.number(column), 1));
    }

    CsvValues vendorFlag(String name, String column) {
        return or(() -> row.flag(column).ifPresent(value -> vendor.put(name, value)));
    }

    CsvValues vendorInstant(String name, String column) {
        return or(() -> row.instant(column).ifPresent(value -> vendor.put(name, value.toString())));
    }

    CsvValues flag(String name, String column) {
        return or(() -> row.flag(column).ifPresent(value -> values.put(name, value)));
    }

    CsvValues text(String name, String column) {
        row.text(column).ifPresent(value -> values.put(name, value));
        return this;
    }

    CsvValues date(String name, String column) {
        return or(() -> row.date(column).ifPresent(value -> values.put(name, value.toString())));
    }

    CsvValues zone() {
        return or(() -> values.put("time_zone", row.offset().getId()));
    }

    CsvValues put(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Whole numbers stay whole. */
    private static void put(Map<String, Object> to, String name, OptionalDouble value, double times) {
        value.ifPresent(number -> {
            double product = number * times;
            long whole = Math.round(product);
            to.put(name, whole == product ? (Object) whole : (Object) product);
        });
    }

    boolean isEmpty() {
        return values.isEmpty() && vendor.isEmpty();
    }

    Attributes attributes() {
        if (!vendor.isEmpty()) {
            values.put("vendor", vendor);
        }
        return Attributes.of(values);
    }
}
