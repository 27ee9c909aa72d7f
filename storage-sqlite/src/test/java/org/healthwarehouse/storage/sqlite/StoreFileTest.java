package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.StorageProvider;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    Path folder;

    @Test
    void theProviderIsFoundByItsScheme() {
        StorageProvider provider = ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.scheme().equals("sqlite"))
                .findFirst()
                .orElseThrow();
        Path file = folder.resolve("health.db");
        try (Storage store = provider.open(file.toString(), CLOCK)) {
            assertThat(store).isInstanceOf(SqliteStorage.class);
            assertThat(store.describe()).isEqualTo("sqlite:" + file);
        }
    }

    @Test
    void aTildeIsTheHomeFolder() {
        Path home = Path.of(System.getProperty("user.home"));
        assertThat(DatabaseFile.named("~/health.db")).isEqualTo(home.resolve("health.db"));
        assertThat(DatabaseFile.named("folder/~x.db")).isEqualTo(Path.of("folder/~x.db"));
    }

    @Test
    void anAddressThatNamesNoFileIsRefused() {
        assertRefused(() -> new SqliteStorageProvider().open(" ", CLOCK), "names no file");
        assertRefused(() -> new SqliteStorageProvider().open("a\0b", CLOCK), "no path");
        assertRefused(() -> SqliteStorage.open(folder.resolve("a?b.db"), CLOCK), "?");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderIsRefused() {
        assertRefused(() -> SqliteStorage.open(folder, CLOCK), "is a folder", "health.db");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void missingFoldersAreCreatedForTheOwnerOnly() throws IOException {
        Path file = folder.resolve("a").resolve("b").resolve("health.db");
        SqliteStorage.open(file, CLOCK).close();
        assumeThat(posix()).as("file rights").isTrue();
        assertThat(rights(folder.resolve("a").resolve("b"))).isEqualTo("rwx------");
        assertThat(rights(folder.resolve("a"))).isEqualTo("rwx------");
    }

    @Test
    void aFileInThePlaceOfAFolderIsRefused() throws IOException {
        Path blocker = Files.writeString(folder.resolve("file"), "x");
        assertRefused(() -> SqliteStorage.open(blocker.resolve("health.db"), CLOCK), "is a file, not a folder");
    }

    @Test
    void databaseAndSideFilesAreReadableByTheOwnerOnly() throws IOException {
        assumeThat(posix()).as("file rights").isTrue();
        try (SqliteStorage store = SqliteStorage.open(folder.resolve("health.db"), CLOCK)) {
            commit(store, "first", content(minutes(T0, 60)));
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.toList())
                        .hasSize(3)
                        .allSatisfy(file -> assertThat(rights(file)).isEqualTo("rw-------"));
            }
        }
        assertThat(folder.toFile().list()).containsExactly("health.db");
    }

    @Test
    void aFileOfAnotherKindIsRefusedAndNotTouched() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.txt"), "Dear reader");
        assertRefused(() -> SqliteStorage.open(file, CLOCK), "is not an SQLite database", "letter.txt");
        assertThat(file).hasContent("Dear reader");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefusedAndNotTouched() throws IOException {
        Path file = folder.resolve("other.db");
        Sql.run(file, "CREATE TABLE recipe (name TEXT)");
        byte[] before = Files.readAllBytes(file);
        assertRefused(() -> SqliteStorage.open(file, CLOCK), "another program");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aFileOfANewerVersionIsRefusedAndNotTouched() throws IOException {
        Path file = folder.resolve("health.db");
        SqliteStorage.open(file, CLOCK).close();
        Sql.run(file, "INSERT INTO schema_history VALUES (99, 'future', 'x', 'then', '9.0')");
        byte[] before = Files.readAllBytes(file);
        assertFails(() -> SqliteStorage.open(file, CLOCK), "version 99", "newer library");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder.toFile().list()).containsExactly("health.db");
    }

    @Test
    void aFileThatIsCutOffIsReported() throws IOException {
        Path file = withOneCommit();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, 300));
        assertFails(() -> SqliteStorage.open(file, CLOCK), "cut off");
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertFails(() -> SqliteStorage.open(file, CLOCK), "damaged", "restore a backup");
    }

    @Test
    void aDamagedPageIsReportedWhenItIsRead() throws IOException {
        Path file = withOneCommit();
        int page = Integer.parseInt(Sql.one(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'sample'"));
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek((page - 1) * 8192L);
            damaged.write(new byte[8192]);
        }
        try (SqliteStorage store = SqliteStorage.open(file, CLOCK)) {
            assertFails(() -> read(store, HR, days(0, 1)), "damaged");
            assertFails(() -> commit(store, "again", content(minutes(T0, 60))), "damaged");
        }
    }

    @Test
    void aReadOnlyFileIsReported() throws IOException {
        assumeThat(posix()).as("file rights").isTrue();
        Path file = withOneCommit();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertFails(() -> SqliteStorage.open(file, CLOCK), "read-only", "make both writable");
    }

    @Test
    void anotherProgramsLockIsWaitedForAndThenReported() throws Exception {
        Path file = folder.resolve("health.db");
        try (SqliteStorage store = SqliteStorage.builder(file)
                        .clock(CLOCK)
                        .lockWait(Duration.ofMillis(20))
                        .open();
                Connection other = Sql.connect(file);
                Statement lock = other.createStatement()) {
            ChunkClaim claim = claim(store, "job", days(0, 7));
            lock.executeUpdate("BEGIN IMMEDIATE");
            assertFails(() -> store.commit(last(claim, content(minutes(T0, 60)))), "locked", "try again");
            assertThat(read(store, HR, days(0, 1))).isEmpty();
            lock.executeUpdate("ROLLBACK");
            store.commit(last(claim, content(minutes(T0, 60))));
            assertThat(read(store, HR, days(0, 1))).hasSize(1);
        }
    }

    @Test
    void aFileThatAnotherProgramKeepsForItselfIsReportedOnOpening() throws Exception {
        Path file = withOneCommit();
        try (Connection other = Sql.connect(file);
                Statement lock = other.createStatement()) {
            lock.executeUpdate("PRAGMA locking_mode = EXCLUSIVE");
            lock.executeUpdate("BEGIN EXCLUSIVE");
            assertFails(
                    () -> SqliteStorage.builder(file)
                            .clock(CLOCK)
                            .lockWait(Duration.ofMillis(20))
                            .open(),
                    "locked");
        }
    }

    @Test
    void twoStoragesOnOneFileSeeWhatTheOtherCommits() {
        Path file = folder.resolve("health.db");
        try (SqliteStorage one = SqliteStorage.open(file, CLOCK);
                SqliteStorage two = SqliteStorage.open(file, CLOCK)) {
            commit(one, "first", content(minutes(T0, 60)));
            commit(two, "second", content(minutes(T0, 60, 61)));
            assertThat(read(one, HR, days(0, 1))).containsExactly("PT0S=60.0", "PT1M=61.0");
            ChunkClaim claim = claim(one, "third", days(0, 7));
            two.commit(last(claim, PageContent.EMPTY));
        }
    }

    @RepeatedTest(20)
    void manyCanCreateOneFileAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> open = () -> {
                try (SqliteStorage store = SqliteStorage.open(folder.resolve("health.db"), CLOCK)) {
                    return store.jobs().list(ANN).isEmpty();
                }
            };
            for (Future<Boolean> opened : threads.invokeAll(java.util.Collections.nCopies(8, open))) {
                assertThat(opened.get()).isTrue();
            }
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).as("no backup of a new store").containsExactly(folder.resolve("health.db"));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aClosedStoreSaysSoAndCanBeClosedAgain() {
        SqliteStorage store = SqliteStorage.open(folder.resolve("health.db"), CLOCK);
        ChunkClaim claim = claim(store, "job", days(0, 7));
        store.close();
        store.close();
        assertFails(store::snapshot, "is closed");
        assertFails(() -> store.commit(last(claim, PageContent.EMPTY)), "is closed");
        assertFails(() -> store.jobs().list(ANN), "is closed");
        assertFails(() -> store.jobs().releaseAll(OWNER), "is closed");
        assertFails(() -> store.metadata().get("x"), "is closed");
    }

    @Test
    void whatWasCommittedIsThereAfterReopening() {
        Path file = withOneCommit();
        try (SqliteStorage store = SqliteStorage.open(file, CLOCK)) {
            assertThat(read(store, HR, days(0, 1))).containsExactly("PT0S=60.0");
        }
    }

    @Test
    void aFullDiskFailsTheCommitWholeAndTheNextOneWorksOnANewConnection() {
        ConnectionFactory connections = new ConnectionFactory(
                DatabaseFile.prepare(folder.resolve("health.db")), Duration.ofSeconds(1), 1 << 20);
        SqliteStorage.open(connections, CLOCK).close();
        try (Writer writer = new Writer(connections);
                SqliteStorage store = SqliteStorage.open(connections, CLOCK)) {
            double[] values = new double[200_000];
            ChunkClaim claim = claim(store, "job", days(0, 7));
            writer.inTransaction(
                    "limit the file",
                    session -> session.first("PRAGMA max_page_count = 100", row -> row.getInt(1))
                            .orElseThrow());
            assertFails(() -> PageCommitter.commit(writer, last(claim, content(minutes(T0, values)))), "disk is full");
            assertThat(read(store, HR, days(0, 200))).isEmpty();
            PageCommitter.commit(writer, last(claim, content(minutes(T0, values))));
            assertThat(read(store, HR, days(0, 200))).hasSize(values.length);
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        SqliteStorageBuilder builder = SqliteStorage.builder(folder.resolve("health.db"));
        assertRefused0(() -> builder.lockWait(Duration.ofSeconds(-1)), "lock wait");
        assertRefused0(() -> builder.pageCacheMiB(0), "page cache");
    }

    private Path withOneCommit() {
        Path file = folder.resolve("health.db");
        try (SqliteStorage store = SqliteStorage.open(file, CLOCK)) {
            commit(store, "first", content(minutes(T0, 60)));
        }
        return file;
    }

    private static void assertRefused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("database file '")
                .hasMessageContainingAll(words);
    }

    private static void assertRefused0(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOf(InvalidParameterException.class).hasMessageContainingAll(words);
    }

    private static void assertFails(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOf(StorageFailedException.class)
                .hasMessageContaining("health.db")
                .hasMessageContainingAll(words);
    }

    private static boolean posix() {
        return java.nio.file.FileSystems.getDefault()
                .supportedFileAttributeViews()
                .contains("posix");
    }

    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
