package org.healthwarehouse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * One export at a time for one folder, also among processes. The lock ends with the process that holds it, so whatever
 * unfinished work its holder finds was left by the dead.
 */
final class ExportLock {
    private static final int TRIES = 20;

    private final Path file;
    private final FileChannel channel;

    private ExportLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** What is done under the lock. */
    @FunctionalInterface
    interface Work<T> {
        T done() throws IOException;
    }

    /** Does the work under the lock; refuses if somebody has it. */
    static <T> T holding(Path file, Path folder, Work<T> work) throws IOException {
        ExportLock lock = take(file, folder);
        try {
            return work.done();
        } finally {
            lock.release();
        }
    }

    private static ExportLock take(Path file, Path folder) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            Optional<ExportLock> taken = attempt(file, folder);
            if (taken.isPresent()) {
                return taken.get();
            }
        }
        throw busy(folder);
    }

    /** Empty if the former holder took the file away between opening and locking it. */
    private static Optional<ExportLock> attempt(Path file, Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PrivateFiles.only(file, "rw-------"));
        boolean kept = false;
        try {
            if (!locked(channel)) {
                throw busy(folder);
            }
            String token = UUID.randomUUID().toString();
            int unused = channel.truncate(0).write(ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)));
            kept = token.equals(content(file));
            return kept ? Optional.of(new ExportLock(file, channel)) : Optional.empty();
        } finally {
            if (!kept) {
                channel.close();
            }
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String content(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static InvalidParameterException busy(Path folder) {
        return new InvalidParameterException(
                "export folder",
                folder,
                "is being written by another export",
                "wait for its end, or give another folder");
    }

    private void release() throws IOException {
        try {
            // While it is still held: whoever opened this file meanwhile sees that it is gone and makes a new one.
            boolean unused = Files.deleteIfExists(file);
        } finally {
            channel.close();
        }
    }
}
