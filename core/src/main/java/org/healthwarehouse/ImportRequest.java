package org.healthwarehouse;

import java.nio.file.Path;
import java.util.function.Predicate;
import org.healthwarehouse.model.UserId;

/**
 * What to import. Immutable.
 *
 * @param path a file, a folder, or a ZIP archive
 * @param user whose data it is
 * @param limits how much it may unpack
 * @param goOn is told of the progress on the importing thread, before each file; once it answers false the import ends,
 *     and what was taken stays
 */
public record ImportRequest(Path path, UserId user, ImportLimits limits, Predicate<ImportProgress> goOn) {
    /** Everything that the path holds, for the local user. */
    public static ImportRequest of(Path path) {
        return new ImportRequest(path, UserId.LOCAL, ImportLimits.DEFAULT, progress -> true);
    }

    /** The same for another user. */
    public ImportRequest user(UserId other) {
        return new ImportRequest(path, other, limits, goOn);
    }

    /** The same with other limits. */
    public ImportRequest limits(ImportLimits other) {
        return new ImportRequest(path, user, other, goOn);
    }

    /** The same, telling of its progress. */
    public ImportRequest telling(Predicate<ImportProgress> listener) {
        return new ImportRequest(path, user, limits, listener);
    }
}
