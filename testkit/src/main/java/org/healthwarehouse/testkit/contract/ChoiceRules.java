package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.storage.ColumnKind;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.TableConflictException;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableQuery;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableSpec;
import org.healthwarehouse.storage.TableStep;
import org.healthwarehouse.storage.TableWriter;
import org.healthwarehouse.storage.Tables;
import org.junit.jupiter.api.Test;

/** The rules about choices of columns that come later: boxes of a size, with balls in them. */
public abstract class ChoiceRules extends TableRules {
    private static final List<TableStep> FIRST = List.of(
            new TableStep.Create(TableSpec.of(
                    "box",
                    "A box.",
                    1,
                    ColumnSpec.of("id", ColumnKind.TEXT, "Which."),
                    ColumnSpec.choice("size", "Of which size.", "SMALL", "it's \"LARGE\""))),
            new TableStep.Create(TableSpec.of(
                            "ball",
                            "A ball.",
                            1,
                            ColumnSpec.of("id", ColumnKind.INTEGER, "Which."),
                            ColumnSpec.of("box", ColumnKind.TEXT, "In which box."))
                    .goesWith("box", "box")));
    private static final List<TableStep> SECOND = List.of(new TableStep.AddChoices("box", "size", List.of("HUGE")));
    private static final TableNamespace OLD = new TableNamespace("boxes", List.of(FIRST));
    private static final TableNamespace NEW = new TableNamespace("boxes", List.of(FIRST, SECOND));
    private static final TableQuery BOXES = TableQuery.of(ANN, "box");
    private static final TableQuery BALLS = TableQuery.of(ANN, "ball");

    /** Instances are made by JUnit. */
    protected ChoiceRules() {}

    private static TableRow box(String id, String size) {
        return TableRow.EMPTY.with("id", id).with("size", size);
    }

    private static TableRow ball(int id, String box) {
        return TableRow.EMPTY.with("id", id).with("box", box);
    }

    private static void write(Tables tables, Consumer<TableWriter> work) {
        boolean unused = tables.write(writer -> {
            work.accept(writer);
            return true;
        });
    }

    private static List<TableRow> read(Tables tables, TableQuery query) {
        return tables.read(reader -> reader.select(query));
    }

    private Tables filled() {
        Tables tables = store().tables().open(OLD);
        write(tables, writer -> {
            writer.insert(ANN, "box", box("a", "SMALL"));
            writer.insert(ANN, "box", box("b", "it's \"LARGE\""));
            writer.insert(ANN, "ball", ball(1, "a"));
            writer.insert(ANN, "ball", ball(2, "b"));
        });
        return tables;
    }

    /** No row is lost for a choice that comes, also none that refers to a row of the table. */
    @Test
    public void aColumnIsGivenAChoiceMore() {
        Tables before = filled();
        InvalidParameterException unused = assertThrows(
                InvalidParameterException.class,
                () -> write(before, writer -> writer.insert(ANN, "box", box("c", "HUGE"))));
        Tables after = store().tables().open(NEW);
        assertEquals(List.of(box("a", "SMALL"), box("b", "it's \"LARGE\"")), read(after, BOXES));
        assertEquals(List.of(ball(1, "a"), ball(2, "b")), read(after, BALLS));
        write(after, writer -> {
            writer.insert(ANN, "box", box("c", "HUGE"));
            writer.insert(ANN, "ball", ball(3, "c"));
        });
        assertEquals(List.of(box("c", "HUGE")), read(after, BOXES.where("size", "HUGE")));
        TableConflictException unusedToo = assertThrows(
                TableConflictException.class,
                () -> write(after, writer -> writer.insert(ANN, "ball", ball(4, "none"))));
        int deleted = after.write(writer -> writer.delete(BOXES.where("id", "a")));
        assertEquals(1, deleted);
        assertEquals(List.of(ball(2, "b"), ball(3, "c")), read(after, BALLS));
    }

    /** What a row holds is not thrown away because an older version has no word for it. */
    @Test
    public void aChoiceIsTakenBackOnlyIfNoRowHoldsIt() {
        Tables unused = filled();
        Tables newer = store().tables().open(NEW);
        write(newer, writer -> {
            writer.insert(ANN, "box", box("c", "HUGE"));
            writer.insert(BOB, "box", box("c", "HUGE"));
        });
        InvalidParameterException refused = assertThrows(
                InvalidParameterException.class, () -> store().tables().migrate(NEW, 1));
        assertTrue(String.valueOf(refused.getMessage()).contains("2 rows"), "it says how many rows hold it");
        assertEquals(2, store().tables().version("boxes"));
        assertEquals(3, read(newer, BOXES).size());
        write(newer, writer -> {
            int one = writer.update(BOXES.where("size", "HUGE"), TableRow.EMPTY.with("size", "SMALL"));
            int two = writer.delete(TableQuery.of(BOB, "box"));
            assertEquals(2, one + two);
        });
        store().tables().migrate(NEW, 1);
        assertEquals(1, store().tables().version("boxes"));
        assertEquals(
                List.of(box("a", "SMALL"), box("b", "it's \"LARGE\""), box("c", "SMALL")),
                read(store().tables().open(OLD), BOXES));
        assertEquals(List.of(ball(1, "a"), ball(2, "b")), read(store().tables().open(OLD), BALLS));
    }
}
