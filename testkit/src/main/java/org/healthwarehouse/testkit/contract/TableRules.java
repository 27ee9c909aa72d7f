package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ColumnKind;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.IndexSpec;
import org.healthwarehouse.storage.TableConflictException;
import org.healthwarehouse.storage.TableConflictException.Kind;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableQuery;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableSpec;
import org.healthwarehouse.storage.TableStep;
import org.healthwarehouse.storage.TableWriter;
import org.healthwarehouse.storage.Tables;
import org.junit.jupiter.api.Test;

/** The rules about tables that modules declare: shelves, each with things on it. */
public abstract class TableRules extends RawRules {
    private static final TableSpec SHELVES = TableSpec.of(
                    "shelf",
                    "A shelf.",
                    1,
                    ColumnSpec.of("id", ColumnKind.TEXT, "Which."),
                    ColumnSpec.of("label", ColumnKind.TEXT, "What stands on it; nobody else's shelf says the same.")
                            .optional(),
                    ColumnSpec.of("place", ColumnKind.INTEGER, "Where it stands.")
                            .optional(),
                    ColumnSpec.of("height", ColumnKind.NUMBER, "How high it is.")
                            .in("m")
                            .optional(),
                    ColumnSpec.of("full", ColumnKind.BOOLEAN, "Whether it is full.")
                            .optional(),
                    ColumnSpec.of("since", ColumnKind.INSTANT, "Since when it is there.")
                            .optional(),
                    ColumnSpec.of("until", ColumnKind.INSTANT, "When it goes.").optional(),
                    ColumnSpec.of("built", ColumnKind.DATE, "When it was built.")
                            .optional(),
                    ColumnSpec.choice("day", "When it is dusted.", "MONDAY", "TUESDAY", "SUNDAY")
                            .optional(),
                    ColumnSpec.of("notes", ColumnKind.JSON, "What else.").optional(),
                    ColumnSpec.of("tags", ColumnKind.TEXTS, "Tags.").optional())
            .uniqueAcrossUsers("label")
            .uniqueOfUser("place")
            .expiresAt("until");
    private static final TableSpec THINGS = TableSpec.of(
                    "thing",
                    "A thing on a shelf.",
                    1,
                    ColumnSpec.of("id", ColumnKind.INTEGER, "Which."),
                    ColumnSpec.of("shelf", ColumnKind.TEXT, "On which."))
            .goesWith("shelf", "shelf");
    private static final List<TableStep> FIRST = List.of(new TableStep.Create(SHELVES), new TableStep.Create(THINGS));
    private static final List<TableStep> SECOND = List.of(
            new TableStep.AddColumn(
                    "thing",
                    ColumnSpec.of("colour", ColumnKind.TEXT, "Its colour.").optional()),
            new TableStep.AddIndex("thing", IndexSpec.on("Things of a colour.", "colour")));
    private static final TableNamespace OLD = new TableNamespace("contract", List.of(FIRST));
    private static final TableNamespace NEW = new TableNamespace("contract", List.of(FIRST, SECOND));

    /** Instances are made by JUnit. */
    protected TableRules() {}

    private static TableRow shelf(String id) {
        return TableRow.EMPTY.with("id", id);
    }

    private static TableRow thing(int id, String shelf) {
        return TableRow.EMPTY.with("id", id).with("shelf", shelf);
    }

    private static TableQuery shelves(UserId user) {
        return TableQuery.of(user, "shelf");
    }

    private Tables opened() {
        return store().tables().open(OLD);
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

    /** The identities of the rows that are meant, in their order. */
    private static List<String> ids(Tables tables, TableQuery query) {
        List<String> ids = new ArrayList<>();
        read(tables, query).forEach(row -> ids.add(row.text("id").orElse(row.integer("id") + "")));
        return ids;
    }

    /** Every kind of value is read as it was written, also by the next program, and what is absent stays absent. */
    @Test
    public void rowsComeBackAsTheyWereWritten() throws Exception {
        TableRow full = shelf("a")
                .with("label", "it's \"odd\"; DROP TABLE shelf")
                .with("place", -3)
                .with("height", 2.0)
                .with("full", false)
                .with("since", Instant.parse("1969-12-31T23:59:59.999Z"))
                .with("built", LocalDate.of(2024, 2, 29))
                .with("day", DayOfWeek.SUNDAY)
                .with("notes", Attributes.of(Map.of("deep", Map.of("list", List.of(1L, 2.5, true)))))
                .with("tags", List.of("", "b\"", "ä"));
        write(opened(), tables -> {
            tables.insert(ANN, "shelf", full);
            tables.insert(ANN, "shelf", shelf("b"));
        });
        restart();
        assertEquals(List.of(full, shelf("b")), read(opened(), shelves(ANN)));
    }

    /** A question names rows by what they hold, and says in which order. */
    @Test
    public void rowsAreFoundByWhatTheyHoldInTheOrderAsked() {
        Tables tables = opened();
        write(tables, writer -> {
            for (int i = 1; i <= 5; i++) {
                LocalDate built = LocalDate.of(2024, 1, i);
                writer.insert(ANN, "shelf", shelf("s" + i).with("built", built).with("full", i % 2 == 0));
            }
            writer.insert(ANN, "shelf", shelf("none"));
        });
        TableQuery all = shelves(ANN);
        LocalDate third = LocalDate.of(2024, 1, 3);
        assertEquals(List.of("none", "s1", "s2", "s3", "s4", "s5"), ids(tables, all));
        assertEquals(List.of("s3"), ids(tables, all.where("built", third)));
        assertEquals(List.of("s2", "s5"), ids(tables, all.whereOneOf("id", List.of("s5", "s2", "x"))));
        assertEquals(List.of(), ids(tables, all.whereOneOf("id", List.of())));
        assertEquals(List.of("s3", "s4", "s5"), ids(tables, all.from("built", third)));
        assertEquals(List.of("s1", "s2"), ids(tables, all.before("built", third)));
        assertEquals(List.of("s2"), ids(tables, all.where("full", true).upTo("built", third)));
        assertEquals(List.of("s5", "s4"), ids(tables, all.byLast("built").first(2)));
        assertEquals(List.of("none", "s1", "s3", "s5", "s2", "s4"), ids(tables, all.by("full")));
    }

    /** Whoever writes some values keeps the others. */
    @Test
    public void onlyWhatIsNamedChanges() {
        Tables tables = opened();
        TableRow before = shelf("a").with("place", 1).with("height", 2.0);
        write(tables, writer -> {
            writer.upsert(ANN, "shelf", before);
            writer.upsert(ANN, "shelf", shelf("a").with("place", 2));
        });
        assertEquals(List.of(before.with("place", 2)), read(tables, shelves(ANN)));
        int changed = tables.write(
                writer -> writer.update(shelves(ANN).where("id", "a"), TableRow.EMPTY.with("height", null)));
        int others = tables.write(
                writer -> writer.update(shelves(ANN).where("id", "b"), TableRow.EMPTY.with("height", 1.0)));
        assertEquals(1, changed);
        assertEquals(0, others);
        assertEquals(List.of(shelf("a").with("place", 2)), read(tables, shelves(ANN)));
    }

    /** What names one row names no other. */
    @Test
    public void whatIsUniqueIsNotTakenTwice() {
        Tables tables = opened();
        write(
                tables,
                writer ->
                        writer.insert(ANN, "shelf", shelf("a").with("place", 1).with("label", "books")));
        assertTaken(tables, ANN, shelf("a"), "id");
        assertTaken(tables, ANN, shelf("b").with("place", 1), "place");
        assertTaken(tables, BOB, shelf("b").with("label", "books"), "label");
        write(tables, writer -> {
            writer.insert(BOB, "shelf", shelf("a").with("place", 1));
            writer.insert(BOB, "shelf", shelf("b"));
            writer.insert(BOB, "shelf", shelf("c"));
        });
        assertEquals(List.of("a", "b", "c"), ids(tables, shelves(BOB)));
    }

    private static void assertTaken(Tables tables, UserId user, TableRow row, String column) {
        TableConflictException refused = assertThrows(
                TableConflictException.class, () -> write(tables, writer -> writer.insert(user, "shelf", row)));
        assertEquals(Kind.TAKEN, refused.conflict().kind());
        assertEquals("shelf", refused.conflict().table());
        assertTrue(refused.conflict().columns().contains(column), "it says in which column");
    }

    /** All or nothing, whoever is at fault, and whether they notice or not. */
    @Test
    public void aTransactionThatFailsWritesNothing() {
        Tables tables = opened();
        assertThrows(
                IllegalStateException.class,
                () -> write(tables, writer -> {
                    writer.insert(ANN, "shelf", shelf("a"));
                    throw new IllegalStateException("the caller's own");
                }));
        assertThrows(
                TableConflictException.class,
                () -> write(tables, writer -> {
                    writer.insert(ANN, "shelf", shelf("a"));
                    assertThrows(TableConflictException.class, () -> writer.insert(ANN, "shelf", shelf("a")));
                }));
        assertEquals(List.of(), read(tables, shelves(ANN)));
    }

    /** A thing stands on a shelf of the same user, and goes with it. */
    @Test
    public void rowsGoWithTheRowThatTheyReferTo() {
        Tables tables = opened();
        write(tables, writer -> {
            writer.insert(ANN, "shelf", shelf("a"));
            writer.insert(ANN, "shelf", shelf("b"));
            writer.insert(BOB, "shelf", shelf("bobs"));
            writer.insert(ANN, "thing", thing(1, "a"));
            writer.insert(ANN, "thing", thing(2, "b"));
        });
        for (String missing : List.of("x", "bobs")) {
            TableConflictException refused = assertThrows(
                    TableConflictException.class,
                    () -> write(tables, writer -> writer.insert(ANN, "thing", thing(3, missing))));
            assertEquals(Kind.MISSING, refused.conflict().kind());
        }
        int deleted = tables.write(writer -> writer.delete(shelves(ANN).where("id", "a")));
        assertEquals(1, deleted);
        assertEquals(List.of(thing(2, "b")), read(tables, TableQuery.of(ANN, "thing")));
    }

    /** Whatever one user asks, changes or removes, is their own. */
    @Test
    public void rowsOfAnotherUserAreOutOfReach() {
        Tables tables = opened();
        write(tables, writer -> {
            writer.insert(ANN, "shelf", shelf("a").with("place", 1));
            writer.upsert(BOB, "shelf", shelf("a").with("place", 2));
            writer.update(shelves(BOB), TableRow.EMPTY.with("place", 3));
        });
        assertEquals(List.of(shelf("a").with("place", 1)), read(tables, shelves(ANN)));
        assertEquals(List.of(shelf("a").with("place", 3)), read(tables, shelves(BOB)));
        int deleted = tables.write(writer -> writer.delete(shelves(BOB)));
        assertEquals(1, deleted);
        assertEquals(1, read(tables, shelves(ANN)).size());
        assertEquals(List.of(), read(tables, shelves(UserId.of("nobody"))));
    }

    /** A value that does not fit never comes in, and no message repeats it. */
    @Test
    public void valuesThatDoNotFitAreRefused() {
        Tables tables = opened();
        for (TableRow row : List.of(
                TableRow.EMPTY.with("place", 1),
                shelf("a").with("place", "secret"),
                shelf("a").with("place", 1.5),
                shelf("a").with("height", Double.NaN),
                shelf("a").with("day", "secret"),
                shelf("a").with("built", LocalDate.of(12345, 1, 1)),
                shelf("a").with("id", null),
                shelf("a").with("no_such", 1))) {
            InvalidParameterException refused = assertThrows(
                    InvalidParameterException.class, () -> write(tables, writer -> writer.insert(ANN, "shelf", row)));
            assertFalse(String.valueOf(refused.getMessage()).contains("secret"));
        }
        for (TableQuery query : List.of(
                shelves(ANN).where("place", "1"),
                shelves(ANN).where("tags", List.of("a")),
                shelves(ANN).by("notes"),
                shelves(ANN).where("no_such", 1),
                TableQuery.of(ANN, "no_such"))) {
            assertThrows(InvalidParameterException.class, () -> read(tables, query));
        }
    }

    /** With a user's data everything goes that modules keep of them, and nobody else's. */
    @Test
    public void clearingTakesTheRowsOfOneUser() {
        Tables tables = opened();
        write(tables, writer -> {
            for (UserId user : List.of(ANN, BOB)) {
                writer.insert(user, "shelf", shelf("a"));
                writer.insert(user, "thing", thing(1, "a"));
            }
        });
        assertEquals(2, store().tables().clear(ANN));
        assertEquals(List.of(), read(tables, shelves(ANN)));
        assertEquals(List.of(), read(tables, TableQuery.of(ANN, "thing")));
        assertEquals(1, read(tables, shelves(BOB)).size());
        assertEquals(1, read(tables, TableQuery.of(BOB, "thing")).size());
    }

    /** What has expired at a moment is of no use at that moment; what never expires stays. */
    @Test
    public void expiredRowsAreRemoved() {
        Tables tables = opened();
        write(tables, writer -> {
            writer.insert(ANN, "shelf", shelf("old").with("until", NOW));
            writer.insert(BOB, "shelf", shelf("young").with("until", NOW.plusMillis(1)));
            writer.insert(BOB, "shelf", shelf("for ever"));
        });
        assertEquals(1, store().tables().removeExpired(NOW));
        assertEquals(List.of(), read(tables, shelves(ANN)));
        assertEquals(List.of("for ever", "young"), ids(tables, shelves(BOB)));
    }

    /** A namespace can be taken forward and back; what both versions know stays. */
    @Test
    public void aNamespaceGoesForwardAndBack() {
        write(opened(), writer -> {
            writer.insert(ANN, "shelf", shelf("a"));
            writer.insert(ANN, "thing", thing(1, "a"));
        });
        assertEquals(1, store().tables().version("contract"));
        Tables newer = store().tables().open(NEW);
        assertEquals(2, store().tables().version("contract"));
        TableQuery things = TableQuery.of(ANN, "thing");
        int unused = newer.write(writer -> writer.update(things, TableRow.EMPTY.with("colour", "red")));
        assertEquals(List.of(thing(1, "a").with("colour", "red")), read(newer, things.where("colour", "red")));
        store().tables().migrate(NEW, 1);
        assertEquals(List.of(thing(1, "a")), read(opened(), things));
        assertEquals(List.of(thing(1, "a")), read(store().tables().open(NEW), things));
        store().tables().migrate(NEW, 0);
        assertEquals(0, store().tables().version("contract"));
        assertEquals(List.of(), read(store().tables().open(NEW), things));
    }

    /** Who does not know what a newer module wrote, or declares something else, must not touch it. */
    @Test
    public void aNamespaceThatIsNotTheDeclaredOneIsRefused() {
        write(store().tables().open(NEW), writer -> writer.insert(ANN, "shelf", shelf("a")));
        assertThrows(StorageFailedException.class, this::opened);
        TableNamespace other = new TableNamespace(
                "contract", List.of(List.of(new TableStep.Create(SHELVES)), List.of(new TableStep.Create(THINGS))));
        assertThrows(StorageFailedException.class, () -> store().tables().open(other));
        assertThrows(InvalidParameterException.class, () -> store().tables().migrate(NEW, 3));
        assertEquals(List.of(shelf("a")), read(store().tables().open(NEW), shelves(ANN)));
    }
}
