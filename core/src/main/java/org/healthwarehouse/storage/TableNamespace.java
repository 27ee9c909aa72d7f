package org.healthwarehouse.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * The tables of one module, as a history of versions. What was released is never changed: a new version adds to it.
 *
 * @param name lower snake case, at most 60 characters; a store keeps the tables under names that begin with it
 * @param versions the steps that lead to each version from the one before; the first leads to version 1
 */
public record TableNamespace(String name, List<List<TableStep>> versions) {
    /** @throws InvalidParameterException if the name cannot be one, there is no version, or a step cannot be taken */
    public TableNamespace {
        SpecRules.name("namespace", name);
        versions = versions.stream().map(List::copyOf).toList();
        if (versions.isEmpty()) {
            throw SpecRules.refused("namespace", name, "has no version", "declare one");
        }
        Collection<TableSpec> unused = tables(versions, versions.size());
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
        return List.copyOf(tables(versions.subList(0, requireVersion(version)), version));
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

    private static Collection<TableSpec> tables(List<List<TableStep>> versions, int count) {
        Map<String, TableSpec> tables = new LinkedHashMap<>();
        versions.subList(0, count).stream().flatMap(List::stream).forEach(step -> take(tables, step));
        return tables.values();
    }

    private static void take(Map<String, TableSpec> tables, TableStep step) {
        TableSpec before = tables.get(step.table());
        if (step instanceof TableStep.Create create) {
            boolean whole = create.spec().references().stream().allMatch(named -> tables.containsKey(named.table()));
            if (before != null || !whole) {
                throw SpecRules.refused(
                        "table", step.table(), "is there twice, or refers to one that is not there yet", "reorder");
            }
            tables.put(step.table(), create.spec());
            return;
        }
        if (before == null) {
            throw SpecRules.refused("table", step.table(), "is changed before it is made", "make it first");
        }
        tables.put(
                step.table(),
                step instanceof TableStep.AddColumn add
                        ? before.plus(add.column())
                        : before.index(((TableStep.AddIndex) step).index()));
    }

    /**
     * Tells whether the steps up to a version are those that were taken. Meanings, units and views may change.
     *
     * @return SHA-256 as 64 hexadecimal digits
     */
    public String fingerprint(int version) {
        String declared = versions.subList(0, requireVersion(version)).stream()
                .map(steps -> steps.stream().map(TableStep::declaration).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(declared.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
