package org.healthwarehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;

class TableDeclarationTest {
    private static TableSpec shelf(String unit, String meaning, String... choices) {
        return TableSpec.of(
                "shelf",
                meaning,
                1,
                ColumnSpec.of("id", ColumnKind.TEXT, meaning),
                ColumnSpec.of("place", ColumnKind.INTEGER, meaning).optional(),
                ColumnSpec.of("height", ColumnKind.NUMBER, meaning).in(unit),
                ColumnSpec.of("full", ColumnKind.BOOLEAN, meaning),
                ColumnSpec.of("until", ColumnKind.INSTANT, meaning),
                ColumnSpec.of("built", ColumnKind.DATE, meaning),
                ColumnSpec.choice("size", meaning, choices),
                ColumnSpec.of("notes", ColumnKind.JSON, meaning),
                ColumnSpec.of("tags", ColumnKind.TEXTS, meaning));
    }

    private static TableNamespace namespace(TableSpec shelf) {
        TableSpec thing = TableSpec.of("thing", "A thing.", 0, ColumnSpec.of("shelf", ColumnKind.TEXT, "Where."))
                .goesWith("shelf", "shelf");
        return new TableNamespace(
                "house",
                List.of(
                        List.of(new TableStep.Create(shelf), new TableStep.Create(thing)),
                        List.of(
                                new TableStep.AddColumn(
                                        "thing",
                                        ColumnSpec.choice("kind", "Which.", "B", "A")
                                                .optional()),
                                new TableStep.AddIndex("thing", IndexSpec.on("Those of a kind.", "kind", "shelf")),
                                new TableStep.AddChoices("shelf", "size", List.of("say \"X\\L\"\n")))));
    }

    private static TableSpec whole() {
        return shelf("m", "What.", "SMALL", "LARGE")
                .uniqueOfUser("place")
                .uniqueAcrossUsers("height", "full")
                .index(IndexSpec.on("By size.", "size", "built"))
                .expiresAt("until");
    }

    /** Stores keep the hash of this text: a change of it makes all of them be refused. */
    @Test
    void theTextIsThatOfTheDocumentedFormat() {
        assertThat(TableDeclaration.of(namespace(whole()).versions())).isEqualTo("""
                tables 1
                version 1
                create shelf
                  column id text required
                  column place integer
                  column height number required
                  column full boolean required
                  column until instant required
                  column built date required
                  column size choice required "LARGE" "SMALL"
                  column notes json required
                  column tags texts required
                  key id
                  unique user place
                  unique store height full
                  index size built
                  expires until
                create thing
                  column shelf text required
                  key
                  refers shelf shelf
                version 2
                add thing kind choice "A" "B"
                index thing kind shelf
                choices shelf size "say \\"X\\\\L\\"\\n"
                """);
        assertThat(namespace(whole()).fingerprint(1))
                .isEqualTo(TableDeclaration.hash(namespace(whole()).versions().subList(0, 1)));
        assertThat(namespace(whole()).fingerprint(2))
                .isEqualTo("07eedd4abb13c2ee6c986a55cd81ce5e8dbb74885c8c25b880cb7badd5fb11fb")
                .isNotEqualTo(namespace(whole()).fingerprint(1));
    }

    @Test
    void whatNoDatabaseSeesDoesNotCount() {
        TableSpec before = shelf("m", "What.", "SMALL", "LARGE");
        String one = namespace(before).fingerprint(2);
        assertThat(namespace(shelf("cm", "Something else.", "LARGE", "SMALL")).fingerprint(2))
                .isEqualTo(one);
        assertThat(namespace(before.shownAs("shelves")).fingerprint(2)).isEqualTo(one);
        assertThat(namespace(shelf("m", "What.", "SMALL", "LARGE", "HUGE")).fingerprint(2))
                .isNotEqualTo(one);
        assertThat(namespace(before.uniqueOfUser("place")).fingerprint(2)).isNotEqualTo(one);
    }

    @Test
    void choicesAreAddedToAChoiceOnceEach() {
        assertThat(namespace(whole()).tables(1).get(0).column("size").choices()).containsExactly("SMALL", "LARGE");
        assertThat(namespace(whole()).tables(2).get(0).column("size").choices())
                .containsExactly("SMALL", "LARGE", "say \"X\\L\"\n");
        for (List<TableStep> wrong : List.<List<TableStep>>of(
                List.of(new TableStep.AddChoices("shelf", "size", List.of("LARGE"))),
                List.of(new TableStep.AddChoices("shelf", "size", List.of("X", "X"))),
                List.of(new TableStep.AddChoices("shelf", "id", List.of("X"))),
                List.of(new TableStep.AddChoices("shelf", "none", List.of("X"))),
                List.of(new TableStep.AddChoices("none", "size", List.of("X"))))) {
            List<List<TableStep>> versions = List.of(List.of(new TableStep.Create(whole())), wrong);
            assertThatThrownBy(() -> new TableNamespace("house", versions))
                    .isInstanceOf(InvalidParameterException.class);
        }
        assertThatThrownBy(() -> new TableStep.AddChoices("shelf", "size", List.of()))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> ColumnSpec.choice("size", "Which.", "A", "A"))
                .isInstanceOf(InvalidParameterException.class);
    }
}
