package org.healthwarehouse.sync;

import java.util.List;
import java.util.Map;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.model.DataType;

/**
 * What a page changed that came without being asked for.
 *
 * @param number the commit number
 * @param added rows that are new
 * @param changed rows that replaced an older form, which is kept as a revision, or that are gone
 * @param unchanged rows that were there already, or of which something better or newer is known
 * @param rowsByType samples, records and locations on the page, by type
 * @param problems items that could not be read and were left out
 */
public record IngestReceipt(
        long number,
        int added,
        int changed,
        int unchanged,
        Map<DataType, Long> rowsByType,
        List<ParseProblem> problems) {
    /** Copies the collections. */
    public IngestReceipt {
        rowsByType = Map.copyOf(rowsByType);
        problems = List.copyOf(problems);
    }

    /** Whether it changed nothing: it came before, or something better is known of all that it says. */
    public boolean isUnchanged() {
        return added + changed == 0;
    }
}
