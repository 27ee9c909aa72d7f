package org.healthwarehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StorageFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path folder;

    private KeyProvider keys() {
        return KeyProvider.file(folder.resolve("health.db.key"), new SecureRandom());
    }

    @Test
    void theKeyIsMadeOnFirstUseAndStaysTheSame() {
        assertThat(keys().find()).isEmpty();
        assertThat(folder.toFile().list()).isEmpty();

        byte[] key = keys().findOrCreate();

        assertThat(key).hasSize(32);
        assertThat(keys().findOrCreate()).isEqualTo(key);
        assertThat(keys().find().orElseThrow()).isEqualTo(key);
        assertThat(folder.toFile().list()).containsExactly("health.db.key");
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        byte[] unused = keys().findOrCreate();
        Path file = folder.resolve("health.db.key");
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void ofSeveralThatMakeItAtOnceAllGetTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<byte[]>> makers = Stream.generate(() -> (Callable<byte[]>) () -> keys().findOrCreate())
                    .limit(16)
                    .toList();
            Set<String> made = new HashSet<>();
            for (Future<byte[]> key : threads.invokeAll(makers)) {
                made.add(java.util.HexFormat.of().formatHex(key.get()));
            }
            assertThat(made).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(folder.toFile().list()).containsExactly("health.db.key");
    }

    @Test
    void aFileThatIsNoKeyIsRefusedAndKept() throws Exception {
        Path file = folder.resolve("health.db.key");
        Files.write(file, new byte[31]);
        assertThatThrownBy(() -> keys().findOrCreate())
                .isInstanceOf(StorageFailedException.class)
                .hasMessageContainingAll("health.db.key", "31 bytes");
        assertThat(Files.size(file)).isEqualTo(31);
    }

    @Test
    void aGivenKeyHas32Bytes() {
        assertThatThrownBy(() -> KeyProvider.of(new byte[16]))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("16 bytes");
    }

    @Test
    void theKeyIsInNoDescription() {
        byte[] key = new byte[32];
        assertThat(KeyProvider.of(key)).hasToString("KeyProvider[given]");
        assertThat(keys()).hasToString("KeyProvider[" + folder.resolve("health.db.key") + "]");
    }
}
