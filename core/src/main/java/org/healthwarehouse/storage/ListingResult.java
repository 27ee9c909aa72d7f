package org.healthwarehouse.storage;

import java.util.List;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;

/**
 * What a complete listing says about the stored items of one stream that begin in a range.
 *
 * @param stream whose items
 * @param range where the listing was complete
 * @param waiting items that it missed and that stay for now; they take the place of all absences known in the range
 * @param gone items that the source no longer has: they are moved to the revisions
 */
public record ListingResult(StreamId stream, TimeRange range, List<Absence> waiting, List<StoredItem> gone) {
    /** Copies the lists. */
    public ListingResult {
        waiting = List.copyOf(waiting);
        gone = List.copyOf(gone);
    }
}
