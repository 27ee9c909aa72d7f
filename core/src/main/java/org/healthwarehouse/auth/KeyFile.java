package org.healthwarehouse.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.healthwarehouse.model.StorageFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A key in a file for its owner only. It appears whole or not at all, and the first of several processes makes it. */
final class KeyFile implements KeyProvider {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path file;
    private final RandomGenerator random;

    KeyFile(Path file, RandomGenerator random) {
        this.file = file;
        this.random = random;
    }

    @Override
    public Optional<byte[]> find() {
        try {
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new StorageFailedException("the key file " + file + " has " + key.length + " bytes instead of "
                        + KEY_BYTES + "; put the right one back, or remove it and log in again");
            }
            warnIfOthersMayReadIt();
            return Optional.of(key);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private void warnIfOthersMayReadIt() throws IOException {
        if (posix() && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
            LOG.warn("auth.key-file-open file={} others may read or change it; make it readable for you only", file);
        }
    }

    @Override
    public byte[] findOrCreate() {
        return find().orElseGet(this::create);
    }

    private byte[] create() {
        byte[] key = bytes(KEY_BYTES);
        Path unfinished =
                file.resolveSibling(file.getFileName() + "." + HexFormat.of().formatHex(bytes(8)) + ".part");
        try {
            try {
                write(unfinished, key);
                publish(unfinished);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            syncFolder();
        } catch (IOException e) {
            throw failed("create", e);
        }
        return find().orElseThrow(() -> new StorageFailedException(
                "the key file " + file + " vanished as soon as it was made; find out who removes it"));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        synchronized (random) {
            random.nextBytes(bytes);
        }
        return bytes;
    }

    private void write(Path path, byte[] key) throws IOException {
        FileAttribute<?>[] onlyOwner = posix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(
                path, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyOwner)) {
            ByteBuffer bytes = ByteBuffer.wrap(key);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Gives the finished file its name, unless another process was quicker: then that one's key counts. */
    private void publish(Path finished) throws IOException {
        try {
            Files.createLink(file, finished);
        } catch (FileAlreadyExistsException e) {
            // Somebody else's key is there: it is read afterwards.
        } catch (UnsupportedOperationException e) {
            try {
                Files.move(finished, file);
            } catch (FileAlreadyExistsException again) {
                // The same.
            }
        }
    }

    /** Else power loss could leave logins behind whose key is gone. Some systems cannot do it. */
    private void syncFolder() {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("auth.key-folder-not-synced folder={}", folder);
        }
    }

    private boolean posix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private StorageFailedException failed(String doing, IOException cause) {
        return new StorageFailedException(
                "could not " + doing + " the key file " + file + " ("
                        + cause.getClass().getSimpleName() + "); check that its folder exists and is yours",
                cause);
    }

    /** The place, not the key. */
    @Override
    public String toString() {
        return "KeyProvider[" + file + "]";
    }
}
