package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.storage.sqlite.Fixtures.NOW;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;
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
import org.healthwarehouse.storage.Tables;
import org.healthwarehouse.storage.ViewSpec;
import org.junit.jupiter.api.Test;

/** What tables that modules declare look like to whoever opens the file. */
class NamespaceTableTest extends StoreTest {
    private static final UserId ANN = UserId.of("ann");
    private static final TableSpec LISTS = TableSpec.of(
                    "list",
                    "A list.",
                    1,
                    ColumnSpec.of("id", ColumnKind.TEXT, "Which."),
                    ColumnSpec.of("at", ColumnKind.INSTANT, "When."),
                    ColumnSpec.of("done", ColumnKind.BOOLEAN, "Whether done."),
                    ColumnSpec.choice("day", "Which day.", "MONDAY", "TUESDAY", "SUNDAY"),
                    ColumnSpec.of("select", ColumnKind.TEXTS, "A word of SQL."),
                    ColumnSpec.of("more", ColumnKind.JSON, "More.").optional(),
                    ColumnSpec.of("due", ColumnKind.DATE, "Until when.").optional(),
                    ColumnSpec.of("weight", ColumnKind.NUMBER, "How heavy.").optional())
            .index(IndexSpec.on("The lists of a day, newest first.", "day", "at"))
            .shownAs("to_do_lists", new ViewSpec.Share("done_percent", "item", "done"));
    private static final TableSpec ITEMS = TableSpec.of(
                    "item",
                    "An item.",
                    2,
                    ColumnSpec.of("list", ColumnKind.TEXT, "On which list."),
                    ColumnSpec.of("id", ColumnKind.INTEGER, "Which."),
                    ColumnSpec.of("done", ColumnKind.BOOLEAN, "Whether done."))
            .goesWith("list", "list");
    private static final TableNamespace TODO =
            new TableNamespace("todo", List.of(List.of(new TableStep.Create(LISTS), new TableStep.Create(ITEMS))));

    private Tables filled() {
        Tables tables = store.tables().open(TODO);
        boolean unused = tables.write(writer -> {
            writer.insert(
                    ANN,
                    "list",
                    TableRow.EMPTY
                            .with("id", "a")
                            .with("at", NOW.plusMillis(500))
                            .with("done", true)
                            .with("day", DayOfWeek.MONDAY)
                            .with("select", List.of("x", "y"))
                            .with("more", Attributes.of(Map.of("n", 1L))));
            for (int i = 0; i < 4; i++) {
                writer.insert(
                        ANN,
                        "item",
                        TableRow.EMPTY.with("list", "a").with("id", i).with("done", i == 0));
            }
            return true;
        });
        return tables;
    }

    @Test
    void columnsOfTablesAndViewsAreToldInTheirOrder() {
        assertThat(store.tables().columns("todo_item")).isEmpty();
        Tables unused = filled();
        assertThat(store.tables().columns("todo_item")).containsExactly("user_id", "list", "id", "done");
        assertThat(store.tables().columns("to_do_lists"))
                .containsExactly(
                        "id", "user_id", "at", "done", "day", "select", "more", "due", "weight", "done_percent");
        assertThat(store.tables().columns("hrv_readings")).startsWith("id", "user_id", "source");
        assertThat(store.tables().columns("no such'table")).isEmpty();
    }

    @Test
    void aViewShowsThemAsPeopleReadThem() {
        Tables unused = filled();
        assertThat(Sql.rows(file, "SELECT * FROM to_do_lists"))
                .containsExactly(
                        "a|ann|" + NOW.getEpochSecond() + ".5|1|MONDAY|[\"x\",\"y\"]|{\"n\":1}|null|null|25.0");
        assertThat(Sql.rows(file, "SELECT id, \"select\" ->> 1, more ->> 'n' FROM to_do_lists"))
                .containsExactly("a|y|1");
        Sql.run(file, "DELETE FROM todo_item");
        assertThat(Sql.one(file, "SELECT done_percent FROM to_do_lists")).isEqualTo("null");
    }

    @Test
    void whoeverWritesWithPlainSqlIsHeldToWhatWasDeclared() throws SQLException {
        Tables unused = filled();
        for (String wrong : List.of(
                "UPDATE todo_list SET day = 'HOLIDAY'",
                "UPDATE todo_list SET done = 2",
                "UPDATE todo_list SET more = '{'",
                "UPDATE todo_list SET more = '[1]'",
                "UPDATE todo_list SET more = 'null'",
                "UPDATE todo_list SET \"select\" = '{}'",
                "UPDATE todo_list SET \"select\" = 'x'",
                "UPDATE todo_list SET due = '2026-02-30'",
                "UPDATE todo_list SET due = '2026-02-03 10:00'",
                "UPDATE todo_list SET due = 'soon'",
                "UPDATE todo_list SET due = 2026",
                "UPDATE todo_list SET due = 'now'",
                "UPDATE todo_list SET weight = 'much'",
                "UPDATE todo_list SET weight = 9e999",
                "UPDATE todo_list SET at = '2026-02-03'",
                "UPDATE todo_list SET at = 1.5",
                "UPDATE todo_item SET id = 'x'",
                "UPDATE todo_list SET at = NULL",
                "UPDATE todo_item SET list = 'b'")) {
            try (Connection connection = Sql.connect(file);
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("PRAGMA foreign_keys = 1");
                assertThatThrownBy(() -> statement.executeUpdate(wrong))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining(wrong.contains("'now'") ? "date" : "constraint");
            }
        }
        for (String right : List.of(
                "UPDATE todo_list SET due = '2024-02-29', weight = 1.7976931348623157e308, more = '{}'",
                "UPDATE todo_list SET due = '0000-01-01', weight = -1.7976931348623157e308, \"select\" = '[]'",
                "UPDATE todo_list SET due = '9999-12-31', weight = 0, at = -1",
                "UPDATE todo_list SET due = NULL, weight = NULL, more = NULL")) {
            Sql.run(file, right);
        }
    }

    @Test
    void theyGoWithTheRowOfTheUser() {
        Tables unused = filled();
        Sql.run(file, "PRAGMA foreign_keys = 1", "DELETE FROM user WHERE name = 'ann'");
        assertThat(Sql.one(file, "SELECT (SELECT count(*) FROM todo_list) + (SELECT count(*) FROM todo_item)"))
                .isEqualTo("0");
    }

    @Test
    void anIndexServesItsQuestion() {
        Tables unused = filled();
        assertThat(String.join(
                        "\n",
                        Sql.rows(
                                file,
                                "EXPLAIN QUERY PLAN SELECT * FROM todo_list WHERE user_id = 1 AND day = 'MONDAY'"
                                        + " ORDER BY at DESC")))
                .contains("USING INDEX todo_list_by_day_at")
                .doesNotContain("TEMP B-TREE");
    }

    @Test
    void aViewThatIsMissingIsMadeAnew() {
        Tables before = filled();
        Sql.run(file, "DROP VIEW to_do_lists");
        Tables unused = store.tables().open(TODO);
        assertThat(Sql.rows(file, "SELECT id FROM to_do_lists")).containsExactly("a");
        List<TableRow> items = before.read(reader -> reader.select(TableQuery.of(ANN, "item")));
        assertThat(items).hasSize(4);
    }

    @Test
    void aColumnThatIsGoneMeanwhileIsAFailureAndNotAText() {
        TableNamespace colours = new TableNamespace(
                "colours",
                List.of(
                        List.of(new TableStep.Create(
                                TableSpec.of("thing", "A thing.", 1, ColumnSpec.of("id", ColumnKind.TEXT, "Which.")))),
                        List.of(new TableStep.AddColumn(
                                "thing",
                                ColumnSpec.of("colour", ColumnKind.TEXT, "Its colour.")
                                        .optional()))));
        Tables tables = store.tables().open(colours);
        boolean unused = tables.write(writer -> {
            writer.insert(ANN, "thing", TableRow.EMPTY.with("id", "a").with("colour", "red"));
            return true;
        });
        store.tables().migrate(colours, 1);
        TableQuery coloured = TableQuery.of(ANN, "thing").from("colour", "a");
        assertThatThrownBy(() -> tables.read(reader -> reader.select(TableQuery.of(ANN, "thing"))))
                .isInstanceOf(StorageFailedException.class);
        assertThatThrownBy(() -> tables.write(writer -> writer.delete(coloured)))
                .isInstanceOf(StorageFailedException.class);
        assertThat(Sql.one(file, "SELECT id FROM colours_thing")).isEqualTo("a");
    }

    @Test
    void namesOfViewsOfRecordsAreNotForModules() {
        TableSpec records = TableSpec.of("records", "Goals.", 1, ColumnSpec.of("id", ColumnKind.TEXT, "Which."));
        TableNamespace goal = new TableNamespace("goal", List.of(List.of(new TableStep.Create(records))));
        assertThatThrownBy(() -> store.tables().open(goal))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("goal_records");
    }

    @Test
    void onlyAnInstantCanBeWhenARowExpires() {
        TableSpec counted = TableSpec.of("row", "A row.", 1, ColumnSpec.of("id", ColumnKind.INTEGER, "Which."));
        assertThatThrownBy(() -> counted.expiresAt("id"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("no instant");
    }

    @Test
    void aNameThatIsTakenIsRefusedAndNothingIsMade() {
        TableNamespace taken = new TableNamespace(
                "sync",
                List.of(List.of(
                        new TableStep.Create(TableSpec.of("free", "Free.", 0)),
                        new TableStep.Create(TableSpec.of("job", "Taken.", 0)))));
        assertThatThrownBy(() -> store.tables().open(taken))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("sync_job");
        TableNamespace view = new TableNamespace(
                "mine",
                List.of(List.of(
                        new TableStep.Create(TableSpec.of("table", "Free.", 0).shownAs("workouts")))));
        assertThatThrownBy(() -> store.tables().open(view)).isInstanceOf(InvalidParameterException.class);
        assertThat(Sql.rows(file, "SELECT name FROM sqlite_schema WHERE name IN ('sync_free', 'mine_table')"))
                .isEmpty();
        assertThat(Sql.rows(file, "SELECT * FROM namespace")).isEmpty();
    }

    @Test
    void theSchemaGoesBackWithThemAndForwardWithoutThem() throws SQLException {
        Tables unused = filled();
        store.close();
        ConnectionFactory connections = new ConnectionFactory(file, Duration.ofSeconds(5), 1 << 20);
        SchemaMigrations schema = new SchemaMigrations(file, Migration.all(), InstantSource.fixed(NOW));
        try (Session session = connections.writer()) {
            schema.down(session, NamespaceTable.SINCE_VERSION - 1);
        }
        assertThat(Sql.rows(file, "SELECT name FROM sqlite_schema WHERE name GLOB '*namespace*' OR name GLOB 'to*do*'"))
                .isEmpty();
        store = SqliteStorage.open(file, InstantSource.fixed(NOW));
        assertThat(store.tables().version("todo")).isZero();
        List<TableRow> lists = store.tables().open(TODO).read(reader -> reader.select(TableQuery.of(ANN, "list")));
        assertThat(lists).isEmpty();
    }

    @Test
    void stepsAfterThemAreTakenBackWithoutThem() throws SQLException {
        Tables unused = filled();
        store.close();
        ConnectionFactory connections = new ConnectionFactory(file, Duration.ofSeconds(5), 1 << 20);
        SchemaMigrations schema = new SchemaMigrations(file, Migration.all(), InstantSource.fixed(NOW));
        try (Session session = connections.writer()) {
            schema.down(session, NamespaceTable.SINCE_VERSION);
        }
        store = SqliteStorage.open(file, InstantSource.fixed(NOW));
        List<TableRow> lists = store.tables().open(TODO).read(reader -> reader.select(TableQuery.of(ANN, "list")));
        assertThat(lists).hasSize(1);
    }

    @Test
    void aMillionRowsAreNotLookedAtForOne() {
        Tables unused = filled();
        assertThat(String.join(
                        "\n",
                        Sql.rows(
                                file,
                                "EXPLAIN QUERY PLAN SELECT id FROM todo_item WHERE user_id = (SELECT user_id FROM user"
                                        + " WHERE name = 'ann') AND list = 'a' ORDER BY list, id")))
                .contains("SEARCH todo_item")
                .doesNotContain("TEMP B-TREE")
                .doesNotContain("SCAN todo_item");
    }
}
