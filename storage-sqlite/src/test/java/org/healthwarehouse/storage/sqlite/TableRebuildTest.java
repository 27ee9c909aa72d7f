package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ColumnKind;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.IndexSpec;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableQuery;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableSpec;
import org.healthwarehouse.storage.TableStep;
import org.healthwarehouse.storage.TableWriter;
import org.healthwarehouse.storage.Tables;
import org.healthwarehouse.storage.ViewSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table that is made anew for a choice, as whoever opens the file sees it. */
class TableRebuildTest extends StoreTest {
    private static final UserId ANN = UserId.of("ann");
    private static final List<TableStep> FIRST = List.of(
            new TableStep.Create(TableSpec.of(
                            "box",
                            "A box.",
                            1,
                            ColumnSpec.of("id", ColumnKind.TEXT, "Which."),
                            ColumnSpec.choice("size", "Of which size.", "SMALL", "LARGE"),
                            ColumnSpec.of("label", ColumnKind.TEXT, "What it says."))
                    .uniqueOfUser("label")
                    .index(IndexSpec.on("Boxes of a size.", "size"))
                    .shownAs("boxes", new ViewSpec.Share("used_percent", "ball", "used"))),
            new TableStep.Create(TableSpec.of(
                            "ball",
                            "A ball.",
                            1,
                            ColumnSpec.of("id", ColumnKind.INTEGER, "Which."),
                            ColumnSpec.of("box", ColumnKind.TEXT, "In which box."),
                            ColumnSpec.of("used", ColumnKind.BOOLEAN, "Whether somebody uses it."))
                    .goesWith("box", "box")));
    private static final List<TableStep> SECOND = List.of(
            new TableStep.AddColumn(
                    "box", ColumnSpec.choice("colour", "Its colour.", "RED").optional()),
            new TableStep.AddIndex("box", IndexSpec.on("Boxes of a colour.", "colour")),
            new TableStep.AddChoices("box", "size", List.of("HUGE")));
    private static final List<TableStep> THIRD = List.of(
            new TableStep.AddChoices("box", "colour", List.of("it's BLUE")),
            new TableStep.AddChoices("box", "size", List.of("TINY")));
    private static final TableNamespace OLD = new TableNamespace("toy", List.of(FIRST));
    private static final TableNamespace NEW = new TableNamespace("toy", List.of(FIRST, SECOND, THIRD));

    private static final String OF_THE_TABLE =
            "SELECT type, name, tbl_name FROM sqlite_schema WHERE tbl_name = 'toy_box' ORDER BY name";

    @BeforeEach
    void fill() {
        boolean unused = store.tables().open(OLD).write(writer -> {
            for (String box : List.of("a", "b")) {
                insert(
                        writer,
                        "box",
                        TableRow.EMPTY.with("id", box).with("size", "SMALL").with("label", box));
            }
            for (int i = 0; i < 4; i++) {
                TableRow ball = TableRow.EMPTY.with("id", i).with("box", i == 0 ? "a" : "b");
                insert(writer, "ball", ball.with("used", i == 1));
            }
            return true;
        });
    }

    private static void insert(TableWriter writer, String table, TableRow row) {
        writer.insert(ANN, table, row);
    }

    @Test
    void rowsIndexesViewsAndReferencesAreThereAfterwardsBothWays() {
        String wasMade = Sql.one(file, "SELECT sql FROM sqlite_schema WHERE name = 'toy_box'");
        List<String> around = Sql.rows(file, OF_THE_TABLE);
        List<String> seen = Sql.rows(file, "SELECT * FROM boxes ORDER BY id");
        Tables unused = store.tables().open(NEW);
        assertThat(Sql.rows(file, "SELECT id, size, label, colour, used_percent FROM boxes ORDER BY id"))
                .containsExactly("a|SMALL|a|null|0.0", "b|SMALL|b|null|33.333333333333336");
        assertThat(Sql.rows(file, OF_THE_TABLE))
                .containsAll(around)
                .contains("index|toy_box_by_colour|toy_box", "index|toy_box_by_size|toy_box")
                .hasSize(around.size() + 1);
        assertThat(Sql.one(file, "SELECT count(*) FROM toy_ball")).isEqualTo("4");
        assertThat(Sql.one(file, "SELECT sql FROM sqlite_schema WHERE name = 'toy_ball'"))
                .contains("REFERENCES \"toy_box\"");
        assertThat(Sql.rows(file, "PRAGMA foreign_key_check")).isEmpty();
        Sql.run(file, "UPDATE toy_box SET size = 'HUGE', colour = 'it''s BLUE' WHERE id = 'a'");
        Sql.run(file, "UPDATE toy_box SET size = 'SMALL', colour = NULL WHERE id = 'a'");
        store.tables().migrate(NEW, 1);
        assertThat(Sql.one(file, "SELECT sql FROM sqlite_schema WHERE name = 'toy_box'"))
                .isEqualTo(wasMade);
        assertThat(Sql.rows(file, OF_THE_TABLE)).isEqualTo(around);
        assertThat(Sql.rows(file, "SELECT * FROM boxes ORDER BY id")).isEqualTo(seen);
        assertThat(Sql.one(file, "SELECT count(*) FROM toy_ball")).isEqualTo("4");
    }

    /** The rows that go with a row go also on the connection that made the table anew. */
    @Test
    void referencesAreKeptToAfterwards() {
        Tables newer = store.tables().open(NEW);
        int deleted =
                newer.write(writer -> writer.delete(TableQuery.of(ANN, "box").where("id", "b")));
        assertThat(deleted).isEqualTo(1);
        assertThat(Sql.rows(file, "SELECT id FROM toy_ball")).containsExactly("0");
    }

    @Test
    void whatSomebodyElseMadeForTheTableIsThereAfterwards() {
        Sql.run(
                file,
                "CREATE INDEX mine ON toy_box (label, size)",
                "CREATE VIEW my_boxes AS SELECT id, size FROM toy_box",
                "CREATE TABLE seen (id TEXT)",
                "CREATE TRIGGER watch AFTER INSERT ON toy_box BEGIN INSERT INTO seen VALUES (new.id); END");
        Tables newer = store.tables().open(NEW);
        boolean unused = newer.write(writer -> {
            insert(
                    writer,
                    "box",
                    TableRow.EMPTY.with("id", "c").with("size", "TINY").with("label", "c"));
            return true;
        });
        assertThat(Sql.rows(file, "SELECT id || size FROM my_boxes ORDER BY id"))
                .containsExactly("aSMALL", "bSMALL", "cTINY");
        assertThat(Sql.rows(file, "SELECT id FROM seen")).containsExactly("c");
        assertThat(Sql.rows(file, OF_THE_TABLE)).contains("index|mine|toy_box");
    }

    @Test
    void choicesOfAColumnThatGoesAnywayMayBeHeld() {
        Tables newer = store.tables().open(NEW);
        int unused = newer.write(
                writer -> writer.update(TableQuery.of(ANN, "box"), TableRow.EMPTY.with("colour", "it's BLUE")));
        store.tables().migrate(NEW, 1);
        assertThat(store.tables().version("toy")).isEqualTo(1);
        Tables again = store.tables().open(NEW);
        assertThat(again).isNotNull();
        store.tables().migrate(NEW, 0);
        assertThat(Sql.rows(file, "SELECT name FROM sqlite_schema WHERE name GLOB 'toy*' OR name = 'boxes'"))
                .isEmpty();
    }

    @Test
    void rowsThatReferToNothingAreNotTakenOver() {
        Sql.run(file, "PRAGMA foreign_keys = 0", "UPDATE toy_ball SET box = 'gone' WHERE id = 0");
        assertThatThrownBy(() -> store.tables().open(NEW))
                .isInstanceOf(StorageFailedException.class)
                .hasMessageContaining("1 rows of table 'toy_ball'");
        assertThat(store.tables().version("toy")).isEqualTo(1);
        assertThat(Sql.rows(file, "SELECT id FROM boxes ORDER BY id")).containsExactly("a", "b");
        Sql.run(file, "UPDATE toy_ball SET box = 'a' WHERE id = 0");
        Tables unused = store.tables().open(NEW);
        assertThat(store.tables().version("toy")).isEqualTo(3);
    }
}
