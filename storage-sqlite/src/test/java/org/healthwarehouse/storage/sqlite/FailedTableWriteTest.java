package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.UserId;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A module that goes on after its store failed, as if nothing had happened. */
class FailedTableWriteTest extends StoreTest {
    private static final UserId ANN = UserId.of("ann");
    private static final TableNamespace NOTES = new TableNamespace(
            "notes",
            List.of(List.of(new TableStep.Create(TableSpec.of(
                    "note",
                    "A note.",
                    1,
                    ColumnSpec.of("id", ColumnKind.INTEGER, "Which."),
                    ColumnSpec.of("text", ColumnKind.TEXT, "What it says."))))));
    private static final TableQuery ALL = TableQuery.of(ANN, "note");

    private Writer writer;
    private Readers readers;
    private Tables notes;

    @BeforeEach
    void openTables() {
        ConnectionFactory connections = new ConnectionFactory(file, Duration.ofSeconds(5), 1 << 20);
        writer = new Writer(connections);
        readers = new Readers(connections, Duration.ofSeconds(5));
        notes = new SqliteTableStore(writer, readers).open(NOTES);
        boolean unused = notes.write(tables -> {
            tables.insert(ANN, "note", note(0, "before"));
            return true;
        });
    }

    @AfterEach
    void closeTables() {
        readers.close();
        writer.close();
    }

    private static TableRow note(int id, String text) {
        return TableRow.EMPTY.with("id", id).with("text", text);
    }

    /** The file can hold no page more than it has. */
    private void fill() {
        long pages = writer.inTransaction(
                "look at the file",
                session -> session.first("PRAGMA page_count", row -> row.getLong(1))
                        .orElseThrow());
        long unused = writer.inTransaction(
                "limit the file",
                session -> session.first("PRAGMA max_page_count = " + pages, row -> row.getLong(1))
                        .orElseThrow());
    }

    private static List<HealthWarehouseException> swallowed(Runnable... attempts) {
        List<HealthWarehouseException> thrown = new ArrayList<>();
        for (Runnable attempt : attempts) {
            try {
                attempt.run();
            } catch (HealthWarehouseException e) {
                thrown.add(e);
            }
        }
        return thrown;
    }

    private static Runnable insert(TableWriter tables, int id, String text) {
        return () -> tables.insert(ANN, "note", note(id, text));
    }

    /** SQLite rolls back by itself when the disk is full, and what came after that would be committed alone. */
    @Test
    void afterTheDiskIsFullNothingIsWrittenAloneAndTheWholeWriteFails() {
        fill();
        List<HealthWarehouseException> thrown = new ArrayList<>();
        assertThatThrownBy(() -> notes.write(tables -> {
                    tables.insert(ANN, "note", note(1, "first"));
                    thrown.addAll(swallowed(
                            insert(tables, 2, "x".repeat(1_000_000)),
                            insert(tables, 3, "small"),
                            () -> tables.update(ALL, TableRow.EMPTY.with("text", "changed")),
                            () -> tables.delete(ALL),
                            () -> tables.select(ALL)));
                    return true;
                }))
                .isInstanceOf(StorageFailedException.class)
                .hasMessageContaining("disk is full")
                .hasMessageContaining("write tables");
        assertThat(thrown)
                .hasSize(5)
                .allMatch(each -> each == thrown.get(0))
                .first()
                .isInstanceOf(StorageFailedException.class);
        assertThat(Sql.rows(file, "SELECT id, text FROM notes_note")).containsExactly("0|before");
        boolean written = notes.write(tables -> {
            tables.insert(ANN, "note", note(1, "x".repeat(1_000_000)));
            return true;
        });
        assertThat(written).isTrue();
        assertThat(Sql.rows(file, "SELECT id FROM notes_note")).containsExactly("0", "1");
    }

    @Test
    void whatTheModuleThrowsInsteadIsThrownAndTheNextWriteWorks() {
        fill();
        assertThatThrownBy(() -> notes.write(tables -> {
                    tables.insert(ANN, "note", note(1, "first"));
                    List<HealthWarehouseException> thrown = swallowed(insert(tables, 2, "x".repeat(1_000_000)));
                    throw new IllegalStateException("its own", thrown.get(0));
                }))
                .isInstanceOf(IllegalStateException.class);
        boolean written = notes.write(tables -> {
            tables.insert(ANN, "note", note(1, "x".repeat(1_000_000)));
            return true;
        });
        assertThat(written).isTrue();
        assertThat(Sql.rows(file, "SELECT id FROM notes_note")).containsExactly("0", "1");
    }

    @Test
    void afterAConflictNothingIsAskedOrChangedAnyMore() {
        List<HealthWarehouseException> thrown = new ArrayList<>();
        assertThatThrownBy(() -> notes.write(tables -> {
                    thrown.addAll(
                            swallowed(insert(tables, 0, "again"), insert(tables, 1, "next"), () -> tables.select(ALL)));
                    return true;
                }))
                .isInstanceOf(TableConflictException.class);
        assertThat(thrown).hasSize(3).allMatch(each -> each instanceof TableConflictException);
        assertThat(Sql.rows(file, "SELECT id, text FROM notes_note")).containsExactly("0|before");
    }

    @Test
    void aWriterThatOutlivesItsTransactionIsOfNoUse() {
        List<TableWriter> kept = new ArrayList<>();
        boolean unused = notes.write(kept::add);
        assertThatThrownBy(() -> kept.get(0).insert(ANN, "note", note(1, "late")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Sql.rows(file, "SELECT id, text FROM notes_note")).containsExactly("0|before");
    }
}
