package org.healthwarehouse.storage.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import org.healthwarehouse.model.StorageFailedException;

/** A copy of the whole database as it was before its schema changed, beside it and for the owner only. */
final class SchemaBackup {
    private SchemaBackup() {}

    /** Writes the copy, replacing an earlier one of the same version. */
    static Path write(Session session, Path file, int version) throws SQLException {
        Path backup = file.resolveSibling("%s.v%04d.backup".formatted(file.getFileName(), version));
        try {
            // VACUUM INTO would create it readable for everybody, but also writes into an empty file. Each process
            // that finds an old schema writes a file of its own; the last one stays.
            Path unfinished = Files.createTempFile(DatabaseFile.folderOf(file), backup.getFileName() + ".", ".part");
            try {
                session.update("VACUUM INTO ?", unfinished.toString());
                Files.move(unfinished, backup, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            return backup;
        } catch (IOException e) {
            throw new StorageFailedException(
                    "could not write the backup " + backup + " that precedes a change of the schema; free some space"
                            + " or make the folder writable",
                    e);
        }
    }
}
