package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.model.Aggregation;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.ValueRange;
import org.jspecify.annotations.Nullable;

/** What can be measured, kept so that the file explains itself. */
final class TypeTable {
    /** The columns that {@link #read} wants, in its order. */
    static final String COLUMNS =
            "t.name, t.kind, t.unit, t.aggregation, t.plausible_low, t.plausible_high, t.fields, t.meaning";

    private TypeTable() {}

    /**
     * The number of the type, whose definition is kept as it was last given.
     *
     * @throws InvalidParameterException if the name is known with another kind or unit: the rows that are stored would
     *     change their meaning
     */
    static long id(Session session, DataType type) throws SQLException {
        Optional<Known> known = session.first(
                "SELECT type_id, kind, coalesce(unit, '') FROM data_type WHERE name = ?",
                row -> new Known(row.getLong(1), row.getString(2), row.getString(3)),
                type.name());
        Definition definition = Definition.of(type);
        if (known.isEmpty()) {
            long added = session.insert(
                    "INSERT INTO data_type (name, kind, unit, aggregation, plausible_low, plausible_high, fields,"
                            + " meaning) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    definition.values(type.name(), definition.kind));
            show(session, type);
            return added;
        }
        refuseOther(type, "kind", known.get().kind, definition.kind);
        refuseOther(type, "unit", known.get().unit, definition.unit == null ? "" : definition.unit);
        long id = known.get().id;
        int changed = session.update(
                "UPDATE data_type SET unit = ?1, aggregation = ?2, plausible_low = ?3, plausible_high = ?4,"
                        + " fields = ?5, meaning = ?6 WHERE type_id = ?7 AND (aggregation, plausible_low,"
                        + " plausible_high, fields, meaning) IS NOT (?2, ?3, ?4, ?5, ?6)",
                definition.unit,
                definition.aggregation,
                definition.low,
                definition.high,
                definition.fields,
                definition.meaning,
                id);
        if (changed > 0) {
            show(session, type);
        }
        return id;
    }

    private static void show(Session session, DataType type) throws SQLException {
        if (type instanceof RecordType record) {
            RecordViews.ensure(session, record);
        }
    }

    /** Every type that is stored. */
    static List<DataType> all(Session session) throws SQLException {
        return session.all("SELECT " + COLUMNS + " FROM data_type t ORDER BY t.name", row -> read(row, 1));
    }

    private static void refuseOther(DataType type, String what, String known, String given) {
        if (!known.equals(given)) {
            throw new InvalidParameterException(
                    "data type",
                    type.name(),
                    "is stored with " + what + " '" + known + "' and now comes with '" + given + "'",
                    "convert in the parser, or give the new type a name of its own");
        }
    }

    static DataType read(ResultSet row, int first) throws SQLException {
        String name = row.getString(first);
        String meaning = row.getString(first + 7);
        return switch (row.getString(first + 1)) {
            case "sample" ->
                new SampleType(
                        name,
                        row.getString(first + 2),
                        new ValueRange(row.getDouble(first + 4), row.getDouble(first + 5)),
                        Aggregation.valueOf(row.getString(first + 3)),
                        meaning);
            case "record" -> new RecordType(name, fields(row.getString(first + 6)), meaning);
            default -> new LocationType(name, meaning);
        };
    }

    private static List<RecordType.Field> fields(String json) {
        List<RecordType.Field> fields = new ArrayList<>();
        if (Attributes.parse(json).asMap().get("fields") instanceof List<?> list) {
            for (Object item : list) {
                Map<?, ?> field = (Map<?, ?>) item;
                fields.add(new RecordType.Field(
                        String.valueOf(field.get("name")),
                        RecordType.Kind.valueOf(String.valueOf(field.get("kind"))),
                        String.valueOf(field.get("unit")),
                        String.valueOf(field.get("meaning"))));
            }
        }
        return fields;
    }

    private record Known(long id, String kind, String unit) {}

    /** The columns of a type. */
    private record Definition(
            String kind,
            @Nullable String unit,
            @Nullable String aggregation,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable String fields,
            String meaning) {
        static Definition of(DataType type) {
            if (type instanceof SampleType sample) {
                return new Definition(
                        "sample",
                        sample.unit(),
                        sample.aggregation().name(),
                        sample.plausible().low(),
                        sample.plausible().high(),
                        null,
                        sample.meaning());
            }
            String fields = type instanceof RecordType record ? json(record.fields()) : null;
            return new Definition(
                    fields == null ? "location" : "record", null, null, null, null, fields, type.meaning());
        }

        private static String json(List<RecordType.Field> fields) {
            List<Map<String, String>> list = fields.stream()
                    .map(field -> Map.of(
                            "name", field.name(),
                            "kind", field.kind().name(),
                            "unit", field.unit(),
                            "meaning", field.meaning()))
                    .toList();
            return Attributes.of(Map.of("fields", list)).toJson();
        }

        @Nullable
        Object[] values(String name, String kindName) {
            return new @Nullable Object[] {name, kindName, unit, aggregation, low, high, fields, meaning};
        }
    }
}
