package org.healthwarehouse.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of which {@link TableNamespace#fingerprint} is made: what a database is told by the steps, and nothing else.
 * It is written out by hand, so that no class, record or constant of Java that is renamed or added changes it. Stores
 * keep its hash: whoever changes this format makes all of them be refused.
 *
 * <p>Lines end with a line feed, are indented by two spaces inside of a table, and come in this order:
 *
 * <pre>
 * tables 1                                   the format, and its version
 * version N                                  from 1; its steps follow in their order
 * create TABLE                               a step; the lines of the table follow
 *   column NAME KIND [required] [CHOICE...]  in their order
 *   key [COLUMN...]                          the primary key, without the user; of no column: one row of a user
 *   unique (user | store) COLUMN...          among the rows of a user, or of all
 *   refers TABLE [COLUMN...]                 which columns name the other table's key
 *   index COLUMN...
 *   expires COLUMN
 * add TABLE NAME KIND [CHOICE...]            a step: a column more, an optional one
 * index TABLE COLUMN...                      a step: an index more
 * choices TABLE COLUMN CHOICE...             a step: choices more
 * </pre>
 *
 * A kind is one of the words of {@link #kind}. Choices are in double quotes, in the order of their UTF-16 units and not
 * in that of their declaration, with a backslash before each quote and backslash, and a line feed as backslash n. Left
 * out is what a store may change at any time: meanings, units, what an index serves, and views.
 */
final class TableDeclaration {
    private final StringBuilder text = new StringBuilder("tables 1\n");

    private TableDeclaration() {}

    /** The text of the steps that lead to each version. */
    static String of(List<List<TableStep>> versions) {
        TableDeclaration declaration = new TableDeclaration();
        int version = 0;
        for (List<TableStep> steps : versions) {
            declaration.line("version " + ++version);
            steps.forEach(declaration::step);
        }
        return declaration.text.toString();
    }

    /** SHA-256 of the text in UTF-8, as 64 hexadecimal digits. */
    static String hash(List<List<TableStep>> versions) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(of(versions).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void step(TableStep step) {
        if (step instanceof TableStep.Create create) {
            line("create " + create.table());
            table(create.spec());
        } else if (step instanceof TableStep.AddColumn add) {
            line("add " + add.table() + " " + column(add.column()));
        } else if (step instanceof TableStep.AddIndex add) {
            line("index " + add.table() + words(add.index().columns()));
        } else {
            TableStep.AddChoices add = (TableStep.AddChoices) step;
            line("choices " + add.table() + " " + add.column() + choices(add.choices()));
        }
    }

    private void table(TableSpec spec) {
        spec.columns().forEach(column -> line("  column " + column(column)));
        line("  key" + words(spec.primaryKey()));
        spec.unique().forEach(set -> line("  unique " + (set.acrossUsers() ? "store" : "user") + words(set.columns())));
        spec.references().forEach(named -> line("  refers " + named.table() + words(named.columns())));
        spec.indexes().forEach(index -> line("  index" + words(index.columns())));
        spec.expiry().ifPresent(column -> line("  expires " + column));
    }

    private static String column(ColumnSpec column) {
        return column.name() + " " + kind(column.kind()) + (column.required() ? " required" : "")
                + choices(column.choices());
    }

    /** Not the names of the constants, which may change. */
    private static String kind(ColumnKind kind) {
        return switch (kind) {
            case TEXT -> "text";
            case INTEGER -> "integer";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case INSTANT -> "instant";
            case DATE -> "date";
            case CHOICE -> "choice";
            case JSON -> "json";
            case TEXTS -> "texts";
        };
    }

    private static String words(List<String> names) {
        return names.stream().map(name -> " " + name).collect(Collectors.joining());
    }

    private static String choices(List<String> choices) {
        return choices.stream().sorted().map(TableDeclaration::quoted).collect(Collectors.joining());
    }

    private static String quoted(String choice) {
        return " \"" + choice.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
