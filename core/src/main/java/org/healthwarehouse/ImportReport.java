package org.healthwarehouse;

import java.util.List;
import java.util.Map;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.storage.JobId;

/**
 * What an import took, what it left, and why.
 *
 * @param id under which it is in the fetch log and in the sync history
 * @param taken what was read, in the order of reading
 * @param skipped what was not
 * @param cancelled whether it was ended early
 */
public record ImportReport(JobId id, List<Taken> taken, List<Skipped> skipped, boolean cancelled) {
    /** Copies the lists. */
    public ImportReport {
        taken = List.copyOf(taken);
        skipped = List.copyOf(skipped);
    }

    /** Rows that are new, of all files. */
    public int added() {
        return taken.stream().mapToInt(Taken::added).sum();
    }

    /** Rows that have changed, of all files. */
    public int changed() {
        return taken.stream().mapToInt(Taken::changed).sum();
    }

    /**
     * One file that was read.
     *
     * @param name where it is inside the import
     * @param source whose file it is
     * @param rowsByType samples, records and locations in it, by name of the type
     * @param added rows that are new
     * @param changed rows that have changed
     * @param unchanged rows that were there already, or of which something better is known
     * @param problems items that could not be read and were left out: where, and which rule they break
     */
    public record Taken(
            String name,
            SourceId source,
            Map<String, Long> rowsByType,
            int added,
            int changed,
            int unchanged,
            List<String> problems) {
        /** Copies the collections. */
        public Taken {
            rowsByType = Map.copyOf(rowsByType);
            problems = List.copyOf(problems);
        }
    }

    /**
     * One file that was not read.
     *
     * @param name where it is inside the import
     * @param why for a person
     */
    public record Skipped(String name, String why) {}
}
