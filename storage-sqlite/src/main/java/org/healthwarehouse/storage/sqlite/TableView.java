package org.healthwarehouse.storage.sqlite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.storage.ColumnKind;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.ReferenceSpec;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableSpec;
import org.healthwarehouse.storage.ViewSpec;

/** The views by which people read tables of a namespace with plain SQL. */
final class TableView {
    private TableView() {}

    /** The statements that make them, by name. */
    static Map<String, String> all(TableNamespace namespace, int version) {
        Map<String, String> views = new LinkedHashMap<>();
        List<TableSpec> tables = namespace.tables(version);
        for (TableSpec table : tables) {
            table.view().ifPresent(view -> views.put(view.name(), sql(namespace.name(), tables, table, view)));
        }
        return views;
    }

    private static String sql(String namespace, List<TableSpec> tables, TableSpec table, ViewSpec view) {
        List<String> columns = new ArrayList<>();
        table.primaryKey().forEach(key -> columns.add(shown(table.column(key))));
        columns.add("u.name AS user_id");
        table.columns().stream()
                .filter(column -> !table.primaryKey().contains(column.name()))
                .forEach(column -> columns.add(shown(column)));
        view.shares().forEach(share -> columns.add(share(namespace, tables, table, share)));
        return "CREATE VIEW " + TableNames.quoted(view.name()) + " AS\nSELECT " + String.join(",\n       ", columns)
                + "\nFROM " + TableNames.quoted(TableNames.table(namespace, table.name()))
                + " t\nJOIN user u ON u.user_id = t.user_id";
    }

    private static String shown(ColumnSpec column) {
        String name = TableNames.quoted(column.name());
        return "t." + name + (column.kind() == ColumnKind.INSTANT ? " / 1000.0" : "") + " AS " + name;
    }

    private static String share(String namespace, List<TableSpec> tables, TableSpec table, ViewSpec.Share share) {
        ReferenceSpec reference = tables.stream()
                .filter(other -> other.name().equals(share.table()))
                .flatMap(other -> other.references().stream())
                .filter(named -> named.table().equals(table.name()))
                .findFirst()
                .orElseThrow();
        StringBuilder same = new StringBuilder("c.user_id = t.user_id");
        for (int i = 0; i < reference.columns().size(); i++) {
            same.append(" AND c.")
                    .append(TableNames.quoted(reference.columns().get(i)))
                    .append(" = t.")
                    .append(TableNames.quoted(table.primaryKey().get(i)));
        }
        return "(SELECT 100.0 * sum(c." + TableNames.quoted(share.flag()) + ") / count(*) FROM "
                + TableNames.quoted(TableNames.table(namespace, share.table())) + " c\n        WHERE " + same + ") AS "
                + TableNames.quoted(share.name());
    }
}
