package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StorageFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is looked over when it is opened, but not each time. */
class QuickCheckTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aStore() {
        file = folder.resolve("health.db");
        open(NOW);
    }

    private void open(Instant now) {
        try (SqliteStorage store = SqliteStorage.open(file, InstantSource.fixed(now))) {
            assertThat(store.jobs().list(ANN)).isEmpty();
        }
    }

    private String lastCheck() {
        return Sql.one(file, "SELECT at_ms FROM file_check");
    }

    private void damageAnIndex() throws Exception {
        int page = Integer.parseInt(Sql.one(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'record_by_time'"));
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek((page - 1) * 8192L);
            damaged.write(new byte[8192]);
        }
    }

    @Test
    void theFileRemembersWhenItWasLookedOver() {
        assertThat(lastCheck()).isEqualTo(String.valueOf(NOW.toEpochMilli()));
        open(NOW.plus(Duration.ofHours(23)));
        assertThat(lastCheck()).isEqualTo(String.valueOf(NOW.toEpochMilli()));
        Instant nextDay = NOW.plus(Duration.ofHours(24));
        open(nextDay);
        assertThat(lastCheck()).isEqualTo(String.valueOf(nextDay.toEpochMilli()));
    }

    @Test
    void aDamagedFileIsRefusedWithinADayAndWithARemedy() throws Exception {
        damageAnIndex();
        assertThatCode(() -> open(NOW.plus(Duration.ofHours(1)))).doesNotThrowAnyException();
        assertThatThrownBy(() -> open(NOW.plus(Duration.ofHours(25))))
                .isInstanceOf(StorageFailedException.class)
                .hasMessageContainingAll("health.db", "damaged", "restore a backup");
    }

    @Test
    void aCheckFromTheFutureDoesNotCount() {
        Instant before = NOW.minus(Duration.ofDays(2));
        open(before);
        assertThat(lastCheck()).isEqualTo(String.valueOf(before.toEpochMilli()));
    }

    @Test
    void itCanBeAskedForAtEveryOpening() throws Exception {
        damageAnIndex();
        assertThatThrownBy(() -> SqliteStorage.builder(file)
                        .clock(InstantSource.fixed(NOW))
                        .quickCheckEvery(Duration.ZERO)
                        .open())
                .isInstanceOf(StorageFailedException.class);
        assertThatThrownBy(() -> SqliteStorage.builder(file).quickCheckEvery(Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void whoeverWritesAtTheMomentDoesNotKeepAnybodyFromOpening() throws Exception {
        try (Connection other = Sql.connect(file);
                Statement lock = other.createStatement()) {
            lock.executeUpdate("BEGIN IMMEDIATE");
            SqliteStorage.builder(file)
                    .clock(InstantSource.fixed(NOW.plus(Duration.ofDays(2))))
                    .lockWait(Duration.ZERO)
                    .open()
                    .close();
            lock.executeUpdate("ROLLBACK");
        }
        assertThat(lastCheck()).isEqualTo(String.valueOf(NOW.toEpochMilli()));
    }
}
