package org.healthwarehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;

/** What tables say of one another is looked at when they are declared. */
class TableLinksTest {
    private static final TableSpec SHELF = TableSpec.of(
            "shelf",
            "A shelf.",
            2,
            ColumnSpec.of("room", ColumnKind.TEXT, "In which room."),
            ColumnSpec.of("place", ColumnKind.INTEGER, "Where."),
            ColumnSpec.of("label", ColumnKind.TEXT, "What it says."));
    private static final TableSpec THING = TableSpec.of(
            "thing",
            "A thing.",
            1,
            ColumnSpec.of("id", ColumnKind.TEXT, "Which."),
            ColumnSpec.of("room", ColumnKind.TEXT, "In which room."),
            ColumnSpec.of("place", ColumnKind.INTEGER, "Where."),
            ColumnSpec.of("used", ColumnKind.BOOLEAN, "Whether somebody uses it."));
    private static final TableSpec ON_SHELF = THING.goesWith("shelf", "room", "place");

    private static TableNamespace of(TableSpec... tables) {
        return new TableNamespace(
                "house",
                List.of(Stream.of(tables).<TableStep>map(TableStep.Create::new).toList()));
    }

    private static void assertRefused(String words, TableSpec... tables) {
        assertThatThrownBy(() -> of(tables))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(words);
    }

    private static ViewSpec.Share share(String name, String table, String flag) {
        return new ViewSpec.Share(name, table, flag);
    }

    @Test
    void aReferenceThatFitsTheKeyOfATableBeforeItIsTaken() {
        assertThat(of(SHELF, ON_SHELF).tables(1)).containsExactly(SHELF, ON_SHELF);
        TableSpec only = TableSpec.of("only", "One row of a user.", 0);
        assertThat(of(only, THING.goesWith("only")).last()).isEqualTo(1);
    }

    @Test
    void aReferenceToATableThatIsNotThereIsRefused() {
        assertRefused("must name a table that is made before", SHELF, THING.goesWith("self", "room", "place"));
        assertRefused("must name a table that is made before", ON_SHELF, SHELF);
    }

    @Test
    void aReferenceToWhatIsNoKeyIsRefused() {
        assertRefused("primary key [room, place] of table shelf", SHELF, THING.goesWith("shelf", "room"));
        assertRefused("primary key [room, place] of table shelf", SHELF, THING.goesWith("shelf", "place", "room"));
        assertRefused("primary key [room, place] of table shelf", SHELF, THING.goesWith("shelf", "room", "id"));
        TableSpec empty = TableSpec.of("thing", "A thing.", 0);
        assertThatThrownBy(() -> empty.goesWith("shelf", "room"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("is not in table thing");
    }

    @Test
    void aShareOfWhatIsNotThereIsRefused() {
        assertThat(of(SHELF.shownAs("shelves", share("used", "thing", "used")), ON_SHELF)
                        .last())
                .isEqualTo(1);
        assertRefused("one reference to shelf", SHELF.shownAs("shelves", share("used", "thing", "used")));
        assertRefused("one reference to shelf", SHELF.shownAs("shelves", share("used", "thing", "used")), THING);
        assertRefused(
                "it has 2",
                SHELF.shownAs("shelves", share("used", "thing", "used")),
                ON_SHELF.goesWith("shelf", "id", "place"));
        assertRefused(
                "a boolean column of table thing", SHELF.shownAs("shelves", share("used", "thing", "room")), ON_SHELF);
        assertRefused(
                "a boolean column of table thing", SHELF.shownAs("shelves", share("used", "thing", "no")), ON_SHELF);
        for (String taken : List.of("label", "user_id")) {
            assertRefused("is a column of it", SHELF.shownAs("shelves", share(taken, "thing", "used")), ON_SHELF);
        }
    }

    @Test
    void everyVersionIsWhole() {
        List<TableStep> early = List.of(new TableStep.Create(SHELF.shownAs("shelves", share("used", "thing", "used"))));
        assertThatThrownBy(() -> new TableNamespace("house", List.of(early, List.of(new TableStep.Create(ON_SHELF)))))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertRefused("is there twice", SHELF.shownAs("all_of_it"), THING.shownAs("all_of_it"));
        assertRefused("is made already", SHELF, SHELF);
        assertThatThrownBy(() -> SHELF.index(IndexSpec.on("One.", "label")).index(IndexSpec.on("Two.", "label")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("two indexes");
    }
}
