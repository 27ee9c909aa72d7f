package org.healthwarehouse.storage;

import java.util.List;
import java.util.stream.Stream;
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
    /** @throws InvalidParameterException if the name cannot be one, or there are choices for another kind or none */
    public ColumnSpec {
        choices = List.copyOf(choices);
        SpecRules.name("column", name);
        if (name.equals(TableSpec.USER)) {
            throw SpecRules.refused("column", name, "is in every table already", "leave it out");
        }
        if ((kind == ColumnKind.CHOICE) == choices.isEmpty()) {
            throw SpecRules.refused("column", name, "has choices exactly if it is a choice", "give them, or none");
        }
    }

    /** A column that every row has a value in. */
    public static ColumnSpec of(String name, ColumnKind kind, String meaning) {
        return new ColumnSpec(name, kind, true, List.of(), "1", meaning);
    }

    /** A column that every row has one of the constants in. */
    public static <E extends Enum<E>> ColumnSpec choice(String name, Class<E> constants, String meaning) {
        List<String> names =
                Stream.of(constants.getEnumConstants()).map(Enum::name).toList();
        return new ColumnSpec(name, ColumnKind.CHOICE, true, names, "1", meaning);
    }

    /** The same column, that rows may have no value in. */
    public ColumnSpec optional() {
        return new ColumnSpec(name, kind, false, choices, unit, meaning);
    }

    /** The same column with a unit, as a UCUM code. */
    public ColumnSpec in(String ucum) {
        return new ColumnSpec(name, kind, required, choices, ucum, meaning);
    }

    /** What a store has to know of it, on one line. */
    String declaration() {
        return name + " " + kind + (required ? " required " : " ") + choices;
    }
}
