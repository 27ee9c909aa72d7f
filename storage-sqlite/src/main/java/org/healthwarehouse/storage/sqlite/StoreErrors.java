package org.healthwarehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import org.healthwarehouse.model.StorageFailedException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in words what SQLite says in codes. */
final class StoreErrors {
    private StoreErrors() {}

    /** A failure to do something with the file, with what to do about it. */
    static StorageFailedException of(Path file, String doing, SQLException cause) {
        SQLiteErrorCode code = code(cause);
        return new StorageFailedException(
                "could not " + doing + " in " + file + " (" + code.name() + "): " + remedy(code), cause);
    }

    /** The answer of a store that was closed. */
    static StorageFailedException closed(Path file) {
        return new StorageFailedException("the store " + file + " is closed; open it again");
    }

    /** Whether the connection can no longer be trusted to know what transaction it is in. */
    static boolean breaksConnection(SQLException e) {
        return switch (primary(code(e))) {
            case SQLITE_FULL, SQLITE_IOERR, SQLITE_NOMEM, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_MISUSE -> true;
            default -> false;
        };
    }

    static SQLiteErrorCode code(SQLException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLiteException sqlite) {
                return sqlite.getResultCode();
            }
        }
        return SQLiteErrorCode.SQLITE_ERROR;
    }

    /** The code without its details: those are in the upper bytes. */
    static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & 0xFF);
    }

    private static String remedy(SQLiteErrorCode code) {
        return switch (primary(code)) {
            case SQLITE_FULL -> "the disk is full; free some space and resume, everything committed before is kept";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                "the file or its folder cannot be written; make both writable for this user";
            case SQLITE_CORRUPT -> "the file is damaged; restore a backup, or fetch into a new file";
            case SQLITE_NOTADB -> "the file is no SQLite database, or an encrypted one; name another file";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "another program keeps it locked; close that program's transaction and try again";
            case SQLITE_IOERR -> "the disk cannot be read or written; check the device and resume";
            case SQLITE_CANTOPEN -> "the file or its folder cannot be opened; check that they exist and are yours";
            case SQLITE_NOMEM -> "there is too little memory; give the process more";
            case SQLITE_CONSTRAINT -> "the rows contradict one another; this is a bug of the storage or of the caller";
            default -> "see the cause";
        };
    }
}
