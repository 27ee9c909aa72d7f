package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.healthwarehouse.model.StorageFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaMigrationsTest {
    private static final String DUMP = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";

    /** The last step that there is, and the one after it. */
    private static final int LAST = Migration.all().size();

    private static final int NEXT = LAST + 1;

    @TempDir
    Path folder;

    private Path file;
    private ConnectionFactory connections;

    @BeforeEach
    void name() {
        file = DatabaseFile.prepare(folder.resolve("health.db"));
        connections = new ConnectionFactory(file, Duration.ofSeconds(5), 1 << 20);
    }

    @Test
    void upThenDownThenUpGivesTheSameSchema() throws SQLException {
        SchemaMigrations schema = migrations(Migration.all());
        try (Session session = connections.writer()) {
            schema.up(session);
            List<String> first = Sql.rows(file, DUMP);
            schema.down(session, 0);
            assertThat(SchemaMigrations.version(session)).isZero();
            assertThat(Sql.rows(file, "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"))
                    .containsExactly("schema_history");
            schema.up(session);
            assertThat(Sql.rows(file, DUMP)).isEqualTo(first);
        }
    }

    @Test
    void everyStepCanBeTakenBackAlone() throws SQLException {
        List<Migration> steps = Migration.all();
        for (int version = 1; version <= steps.size(); version++) {
            Migration step = steps.get(version - 1);
            assertThat(step.version()).isEqualTo(version);
            SchemaMigrations schema = migrations(steps.subList(0, version));
            try (Session session = connections.writer()) {
                List<String> before = Sql.rows(file, DUMP);
                schema.up(session);
                schema.down(session, version - 1);
                if (version > 1) {
                    assertThat(Sql.rows(file, DUMP)).isEqualTo(before);
                }
                schema.up(session);
            }
        }
    }

    @Test
    void whatWasTakenIsWrittenDown() {
        SqliteStorage.open(file, InstantSource.fixed(NOW)).close();
        assertThat(Sql.rows(
                        file, "SELECT version, name, length(checksum), applied_at, app_version FROM schema_history"))
                .hasSize(LAST)
                .startsWith("1|warehouse|64|" + NOW + "|development");
    }

    @Test
    void aStepThatFailsIsRolledBackWhole() throws SQLException {
        Migration broken = new Migration(NEXT, "broken", "CREATE TABLE half (x); CREATE TABLE half (x);", "");
        assertStepFails(broken, SQLException.class);
    }

    @Test
    void aStepAfterWhichRowsDoNotFitTogetherIsRolledBackWhole() throws SQLException {
        Migration dangling = new Migration(
                NEXT,
                "dangling",
                "CREATE TABLE half (user_id INTEGER REFERENCES user DEFERRABLE INITIALLY DEFERRED);"
                        + " INSERT INTO half VALUES (4711);",
                "");
        assertStepFails(dangling, StorageFailedException.class);
    }

    private void assertStepFails(Migration step, Class<? extends Exception> as) throws SQLException {
        SqliteStorage.open(file, InstantSource.fixed(NOW)).close();
        List<String> before = Sql.rows(file, DUMP);
        try (Session session = connections.writer()) {
            assertThatThrownBy(() -> migrations(with(step)).up(session)).isInstanceOf(as);
        }
        assertThat(Sql.rows(file, DUMP)).isEqualTo(before);
        assertThat(Sql.one(file, "SELECT max(version) FROM schema_history")).isEqualTo("" + LAST);
    }

    @Test
    void aStepWhoseChecksumDiffersIsRefused() {
        SqliteStorage.open(file, InstantSource.fixed(NOW)).close();
        Sql.run(file, "UPDATE schema_history SET checksum = 'tampered'");
        assertThatThrownBy(() -> SqliteStorage.open(file, InstantSource.fixed(NOW)))
                .isInstanceOf(StorageFailedException.class)
                .hasMessageContainingAll("schema version 1", "checksum", "restore a backup");
    }

    @RepeatedTest(5)
    void manyCanChangeTheSchemaOfOneFileAtOnce() throws Exception {
        try (Session session = connections.writer()) {
            migrations(Migration.all().subList(0, 2)).up(session);
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> up = () -> {
                try (Session session = connections.writer()) {
                    migrations(Migration.all()).up(session);
                    return SchemaMigrations.version(session);
                }
            };
            for (Future<Integer> version : threads.invokeAll(Collections.nCopies(4, up))) {
                assertThat(version.get()).isEqualTo(LAST);
            }
        } finally {
            threads.shutdownNow();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).map(path -> path.getFileName().toString()).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void aStoreWithDataIsBackedUpBeforeItsSchemaChanges() throws SQLException, IOException {
        try (SqliteStorage store = SqliteStorage.open(file, InstantSource.fixed(NOW))) {
            commit(store, "first", content(minutes(T0, 60)));
        }
        assertThat(folder.toFile().list()).containsExactly("health.db");
        Migration next = new Migration(NEXT, "extra", "CREATE TABLE extra (x);", "DROP TABLE extra;");
        try (Session session = connections.writer()) {
            SchemaMigrations schema = migrations(with(next));
            schema.up(session);
            schema.down(session, LAST);
            schema.up(session);
            schema.up(session);
        }
        Path backup = folder.resolve("health.db.v%04d.backup".formatted(LAST));
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("health.db", backup.getFileName().toString());
        assertThat(Sql.rows(backup, "SELECT value FROM sample")).containsExactly("60");
        assertThat(Sql.one(backup, "SELECT max(version) FROM schema_history")).isEqualTo("" + LAST);
        assertThat(Sql.one(file, "SELECT max(version) FROM schema_history")).isEqualTo("" + NEXT);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                    .isEqualTo("rw-------");
        }
    }

    private static List<Migration> with(Migration step) {
        List<Migration> steps = new ArrayList<>(Migration.all());
        steps.add(step);
        return steps;
    }

    private SchemaMigrations migrations(List<Migration> steps) {
        return new SchemaMigrations(file, steps, InstantSource.fixed(NOW));
    }
}
