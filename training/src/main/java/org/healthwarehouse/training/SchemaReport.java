package org.healthwarehouse.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.storage.TableStore;

/**
 * Whether a store has the twelve views and the tables that applications for training read.
 *
 * @param version in which version the tables of this module are stored; 0 for none
 * @param known which version this module knows
 * @param missing what is not there
 */
public record SchemaReport(int version, int known, List<Missing> missing) {
    /** Copies the list. */
    public SchemaReport {
        missing = List.copyOf(missing);
    }

    /** Whether everything is as it should be. */
    public boolean isComplete() {
        return version == known && missing.isEmpty();
    }

    /**
     * A table or view that is not there as it should be.
     *
     * @param name its name in plain SQL
     * @param columns those that it lacks; all, if it is not there
     */
    public record Missing(String name, List<String> columns) {
        /** Copies the list. */
        public Missing {
            columns = List.copyOf(columns);
        }
    }

    static SchemaReport of(TableStore tables) {
        List<Missing> missing = new ArrayList<>();
        for (Map.Entry<String, List<String>> wanted : ExpectedSchema.columns().entrySet()) {
            Set<String> found = Set.copyOf(tables.columns(wanted.getKey()));
            List<String> lacking = wanted.getValue().stream()
                    .filter(column -> !found.contains(column))
                    .toList();
            if (!lacking.isEmpty()) {
                missing.add(new Missing(wanted.getKey(), lacking));
            }
        }
        return new SchemaReport(
                tables.version(TrainingStore.NAMESPACE.name()), TrainingStore.NAMESPACE.last(), missing);
    }
}
