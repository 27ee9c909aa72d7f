package org.healthwarehouse.storage;

import java.util.List;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * The tables of one module, as a history of versions. What was released is never changed: a new version adds to it.
 *
 * @param name lower snake case, at most 60 characters; a store keeps the tables under names that begin with it
 * @param versions the steps that lead to each version from the one before; the first leads to version 1
 */
public record TableNamespace(String name, List<List<TableStep>> versions) {
    /**
     * @throws InvalidParameterException if the name cannot be one, there is no version, a step cannot be taken, or a
     *     table refers to what is not there
     */
    public TableNamespace {
        SpecRules.name("namespace", name);
        versions = versions.stream().map(List::copyOf).toList();
        if (versions.isEmpty()) {
            throw SpecRules.refused("namespace", name, "has no version", "declare one");
        }
        TableHistory history = new TableHistory();
        versions.forEach(history::take);
    }

    /** The number of its last version. */
    public int last() {
        return versions.size();
    }

    /**
     * Its tables as they are in a version, in the order in which they are made.
     *
     * @param version 0 for none
     * @throws InvalidParameterException if there is no such version
     */
    public List<TableSpec> tables(int version) {
        TableHistory history = new TableHistory();
        versions.subList(0, requireVersion(version)).forEach(history::take);
        return history.tables();
    }

    /**
     * Refuses a version that there is not.
     *
     * @return the version
     */
    public int requireVersion(int version) {
        if (version < 0 || version > last()) {
            throw new InvalidParameterException(
                    "version of " + name, version, "must lie between 0 and " + last(), "name one of those");
        }
        return version;
    }

    /**
     * Tells whether the steps up to a version are those that were taken. It rests on what a database is told by them:
     * meanings, units, views and the order of choices may change, and so may names in Java.
     *
     * @return SHA-256 as 64 hexadecimal digits
     */
    public String fingerprint(int version) {
        return TableDeclaration.hash(versions.subList(0, requireVersion(version)));
    }
}
