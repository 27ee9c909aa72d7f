package org.healthwarehouse.export.parquet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.RecordType.Field;
import org.jspecify.annotations.Nullable;

/** The columns of a record type: those of all records, one for each declared field, and the rest as JSON. */
final class RecordColumns {
    private static final List<Type> COMMON = List.of(
            Columns.text("source", false),
            Columns.json("keys", false),
            Columns.time("start_time", false),
            Columns.time("end_time", false),
            Columns.time("updated_at", true),
            Columns.flag("open", false),
            Columns.time("fetched_at", false));
    private static final String ATTRIBUTES = "attributes";

    private final MessageType schema;
    private final List<FieldColumn> fields = new ArrayList<>();
    private final Map<String, String> units = new TreeMap<>();

    RecordColumns(RecordType type) {
        List<Type> all = new ArrayList<>(COMMON);
        Set<String> taken = new HashSet<>(Set.of(ATTRIBUTES, "type", "user", "month"));
        COMMON.forEach(column -> taken.add(column.getName()));
        for (Field field : type.fields()) {
            String name = free(field.name(), taken);
            fields.add(new FieldColumn(field, all.size()));
            all.add(FieldColumn.declared(field.kind(), name));
            units.put(name, field.unit());
        }
        all.add(Columns.json(ATTRIBUTES, true));
        schema = new MessageType("record", all);
    }

    /** Many readers do not tell capital letters from small ones. */
    private static String free(String name, Set<String> taken) {
        String free = name;
        while (!taken.add(free.toLowerCase(Locale.ROOT))) {
            free = "field_" + free;
        }
        return free;
    }

    MessageType schema() {
        return schema;
    }

    Map<String, String> units() {
        return units;
    }

    int attributes() {
        return schema.getFieldCount() - 1;
    }

    /** Writes the declared fields and takes out of the values what the columns hold without loss. */
    void fields(RowFile row, Map<String, @Nullable Object> values) {
        for (FieldColumn field : fields) {
            field.write(row, values);
        }
    }
}
