package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.healthwarehouse.storage.Tables;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.training.TrainingStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text about the file tells of every table, every view and every column that a new file has. */
class SchemaDocTest {
    private static final Path DOCS = Path.of("..").toAbsolutePath().normalize().resolve("docs");

    /** Those that are generated from the fields of a type are explained together. */
    private static final String NOT_GENERATED = " AND m.name NOT GLOB '*_records' AND m.name NOT GLOB 'whoop_*'"
            + " AND m.name NOT IN ('workouts', 'sleep_cycles')";

    @TempDir
    Path folder;

    @Test
    void everyColumnOfEveryTableAndViewIsExplained() throws IOException {
        Path file = newFile();
        String text = Files.readString(DOCS.resolve("schema.md"));
        List<String> columns = StoreFile.query(
                file,
                "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type IN ('table', 'view')"
                        + " AND m.name NOT GLOB 'sqlite_*'" + NOT_GENERATED);
        assertThat(columns).hasSizeGreaterThan(500);
        Set<String> missing = new TreeSet<>();
        for (String column : columns) {
            String[] names = column.split("\\|", 2);
            if (sectionsOf(names[0], text).noneMatch(section -> section.contains("`" + names[1] + "`"))) {
                missing.add(column);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyTableIsInThePicture() throws IOException {
        Path file = newFile();
        String picture = Files.readString(DOCS.resolve("schema.svg"));
        List<String> tables = StoreFile.query(
                file,
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
                        + " AND name NOT IN ('schema_history', 'metadata', 'file_check')");
        assertThat(tables).isNotEmpty().allMatch(table -> picture.contains(">" + table + "</text>"));
    }

    @Test
    void everyIndexThatHasANameIsExplained() throws IOException {
        Path file = newFile();
        String indexes = Files.readString(DOCS.resolve("schema.md")).split("\n## Indexes\n", 2)[1];
        List<String> names = StoreFile.query(
                file, "SELECT name FROM sqlite_schema WHERE type = 'index' AND name NOT GLOB 'sqlite_*'");
        assertThat(names).isNotEmpty().allMatch(name -> indexes.contains("`" + name + "`"));
    }

    /** As an application for training has it. */
    private Path newFile() {
        Path file = folder.resolve("health.db");
        try (SqliteStorage storage = SqliteStorage.open(file, new ManualClock(Bench.NOW))) {
            Tables unused = storage.tables().open(TrainingStore.NAMESPACE);
        }
        return file;
    }

    /** Those that name it in their heading; for the view of a module's table, those of the table. */
    private static Stream<String> sectionsOf(String table, String text) {
        return List.of(text.split("\n### ")).stream()
                .skip(1)
                .filter(section -> section.lines().findFirst().orElse("").matches(".*\\b" + table + "\\b.*")
                        || section.contains("shown as `" + table + "`"));
    }
}
