package org.healthwarehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {
    @TempDir
    Path above;

    @Test
    void whatIsMissingIsCreatedForItsOwnerOnly() throws IOException {
        Path home = above.resolve("a/home");
        assertThat(HomeFolder.prepare(home))
                .isEqualTo(home.resolve("health.db"))
                .doesNotExist();
        for (Path folder : new Path[] {home, home.resolve("exports"), home.resolve("backups")}) {
            assertThat(folder).isDirectory();
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                        .isEqualTo("rwx------");
            }
        }
        assertThat(HomeFolder.prepare(home)).isEqualTo(home.resolve("health.db"));
    }

    @Test
    void aSingleDatabaseThatIsThereIsUsed() throws IOException {
        Files.createFile(above.resolve("fulcra.db"));
        Files.createFile(above.resolve("fulcra.db-wal"));
        Files.createFile(above.resolve("notes.txt"));
        Files.createDirectory(above.resolve("folder.db"));
        assertThat(HomeFolder.prepare(above)).isEqualTo(above.resolve("fulcra.db"));
    }

    @Test
    void ofSeveralDatabasesTheOneOfOurNameIsUsed() throws IOException {
        Files.createFile(above.resolve("health.db"));
        Files.createFile(above.resolve("older.db"));
        assertThat(HomeFolder.prepare(above)).isEqualTo(above.resolve("health.db"));
    }

    @Test
    void severalDatabasesOfOtherNamesAreRefused() throws IOException {
        Files.createFile(above.resolve("a.db"));
        Files.createFile(above.resolve("b.db"));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> HomeFolder.prepare(above))
                .withMessageContainingAll(above.toString(), "[a.db, b.db]", "rename it to health.db");
    }

    @Test
    void aFileIsNoHomeFolder() throws IOException {
        Path file = Files.createFile(above.resolve("health.db"));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> HomeFolder.prepare(file))
                .withMessageContainingAll(file.toString(), "is a file", "HEALTHWAREHOUSE_DB_PATH");
    }
}
