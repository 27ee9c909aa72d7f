package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.T0;
import static org.healthwarehouse.storage.sqlite.Fixtures.commit;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.RecordType.Field;
import org.healthwarehouse.model.RecordType.Kind;
import org.healthwarehouse.storage.PageContent;
import org.junit.jupiter.api.Test;

/** Whoever has only the file reads records with plain SQL, also of types that nobody knew when it was made. */
class RecordViewsTest extends StoreTest {
    private static RecordType mood(Field... fields) {
        return new RecordType("vendor.mood", List.of(fields), "How somebody felt.");
    }

    private static PageContent page(RecordType type, String key, Map<String, Object> attributes) {
        return new PageContent(
                List.of(),
                List.of(new ParsedRecord(
                        type,
                        Set.of(new RecordKey("id", key)),
                        T0,
                        T0.plusSeconds(60),
                        Optional.empty(),
                        false,
                        Attributes.of(attributes))),
                List.of());
    }

    @Test
    void aNewTypeCanBeReadByItsFieldsAtOnce() {
        RecordType mood = mood(
                new Field("score", Kind.NUMBER, "1", "From 1 to 5."),
                new Field("calm", Kind.BOOLEAN, "1", "Whether calm."),
                new Field("words", Kind.JSON, "1", "In their words."),
                new Field("note", Kind.TEXT, "1", "A note."));
        commit(store, "first", page(mood, "7", Map.of("score", 4.5, "calm", true, "words", List.of("a", "b"))));
        assertThat(Sql.rows(
                        file,
                        "SELECT record_key, start_ms, score, calm, words, note, user_id, source"
                                + " FROM vendor_mood_records"))
                .containsExactly("7|" + T0.toEpochMilli() + "|4.5|1|[\"a\",\"b\"]|null|ann|vendor");
    }

    @Test
    void aTypeThatDeclaresMoreFieldsShowsThem() {
        commit(store, "first", page(mood(), "1", Map.of("score", 3)));
        commit(
                store,
                "second",
                page(mood(new Field("score", Kind.INTEGER, "1", "From 1 to 5.")), "2", Map.of("score", 4)));
        assertThat(Sql.rows(file, "SELECT score FROM vendor_mood_records ORDER BY 1"))
                .containsExactly("3", "4");
    }

    @Test
    void namesThatMeanSomethingToSqlAreHarmless() {
        RecordType odd = new RecordType(
                "vendor.o'dd \"type\"",
                List.of(
                        new Field("it's", Kind.TEXT, "1", "An apostrophe."),
                        new Field("source", Kind.TEXT, "1", "Named like a column that is there."),
                        new Field("select", Kind.NUMBER, "1", "A word of SQL.")),
                "Odd.");
        commit(store, "first", page(odd, "1", Map.of("it's", "so", "source", "mine", "select", 2)));
        assertThat(Sql.rows(file, "SELECT \"it's\", source, \"select\" FROM vendor_o_dd_type_records"))
                .containsExactly("so|vendor|2");
    }

    @Test
    void viewsOfAnotherVersionAreMadeAnewWhenTheFileIsOpened() throws SQLException {
        commit(store, "first", page(mood(new Field("score", Kind.NUMBER, "1", "")), "1", Map.of("score", 3)));
        store.close();
        Sql.run(file, "DROP VIEW vendor_mood_records");
        Sql.run(file, "DROP VIEW workouts");
        Sql.run(file, "CREATE VIEW workouts AS SELECT 1 AS old");
        SqliteStorage.open(file, () -> Fixtures.NOW).close();
        assertThat(Sql.rows(file, "SELECT score FROM vendor_mood_records")).containsExactly("3");
        assertThat(Sql.rows(file, "SELECT workout_id FROM workouts")).isEmpty();
    }
}
