package org.healthwarehouse.storage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.model.InvalidParameterException;

/** The tables of a namespace while its steps are taken, each of which has to fit those before it. For one thread. */
final class TableHistory {
    private final Map<String, TableSpec> tables = new LinkedHashMap<>();

    /** The tables as they are now, in the order in which they were made. */
    List<TableSpec> tables() {
        return List.copyOf(tables.values());
    }

    /**
     * Takes the steps to the next version.
     *
     * @throws InvalidParameterException if one cannot be taken, or the version would not be whole
     */
    void take(List<TableStep> version) {
        version.forEach(this::take);
        TableLinks.requireViews(tables);
    }

    private void take(TableStep step) {
        TableSpec before = tables.get(step.table());
        TableSpec after;
        if (step instanceof TableStep.Create create) {
            if (before != null) {
                throw SpecRules.refused("table", step.table(), "is made already", "choose another name");
            }
            TableLinks.requireReferences(create.spec(), tables);
            after = create.spec();
        } else if (before == null) {
            throw SpecRules.refused("table", step.table(), "is changed before it is made", "make it first");
        } else {
            after = changed(before, step);
        }
        tables.put(step.table(), after);
    }

    private static TableSpec changed(TableSpec before, TableStep step) {
        if (step instanceof TableStep.AddColumn add) {
            return before.plus(add.column());
        }
        if (step instanceof TableStep.AddIndex add) {
            return before.index(add.index());
        }
        TableStep.AddChoices add = (TableStep.AddChoices) step;
        return before.plus(add.column(), add.choices());
    }
}
