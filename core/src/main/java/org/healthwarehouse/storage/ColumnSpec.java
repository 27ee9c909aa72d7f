package org.healthwarehouse.storage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * One column of a {@link TableSpec}.
 *
 * @param name lower snake case, at most 60 characters
 * @param kind what values it takes
 * @param required whether every row has a value
 * @param choices the texts that it may hold; empty unless the kind is {@link ColumnKind#CHOICE}
 * @param unit UCUM code; {@code 1} where there is none
 * @param meaning one sentence
 */
public record ColumnSpec(
        String name, ColumnKind kind, boolean required, List<String> choices, String unit, String meaning) {
    /**
     * @throws InvalidParameterException if the name cannot be one, a choice is there twice, or only a choice has them
     */
    public ColumnSpec {
        choices = List.copyOf(choices);
        SpecRules.name("column", name);
        if (name.equals(TableSpec.USER)) {
            throw SpecRules.refused("column", name, "is in every table already", "leave it out");
        }
        if ((kind == ColumnKind.CHOICE) == choices.isEmpty()) {
            throw SpecRules.refused("column", name, "has choices exactly if it is a choice", "give them, or none");
        }
        if (new HashSet<>(choices).size() < choices.size()) {
            throw SpecRules.refused("column", name, "has a choice twice", "name each once");
        }
    }

    /** A column that every row has a value in. */
    public static ColumnSpec of(String name, ColumnKind kind, String meaning) {
        return new ColumnSpec(name, kind, true, List.of(), "1", meaning);
    }

    /**
     * A column that every row has one of the texts in. They are written out, because a store keeps them as they were
     * declared: one that comes later is added by {@link TableStep.AddChoices}. A row may also be given the constant of
     * an enum that has such a name.
     */
    public static ColumnSpec choice(String name, String meaning, String... choices) {
        return new ColumnSpec(name, ColumnKind.CHOICE, true, List.of(choices), "1", meaning);
    }

    /** The same column, that rows may have no value in. */
    public ColumnSpec optional() {
        return new ColumnSpec(name, kind, false, choices, unit, meaning);
    }

    /** The same column with a unit, as a UCUM code. */
    public ColumnSpec in(String ucum) {
        return new ColumnSpec(name, kind, required, choices, ucum, meaning);
    }

    /** The same column with more choices. */
    ColumnSpec plus(List<String> more) {
        List<String> all = new ArrayList<>(choices);
        all.addAll(more);
        return new ColumnSpec(name, kind, required, all, unit, meaning);
    }
}
