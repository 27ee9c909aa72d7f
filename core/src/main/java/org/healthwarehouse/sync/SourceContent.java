package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.PageContent;

/**
 * What sources said about one data type, kept nowhere.
 *
 * @param range what was asked for
 * @param held for every stream asked, what of the range the answer is complete for
 * @param pages what was read, newest range first
 * @param calls how many calls were made
 * @param failure what kept a source from answering for all of the range; empty if nothing did, or the budget was used
 *     up
 */
public record SourceContent(
        TimeRange range, Map<StreamId, TimeRangeSet> held, List<Page> pages, int calls, Optional<Failure> failure) {
    /** Copies the collections. */
    public SourceContent {
        held = Map.copyOf(held);
        pages = List.copyOf(pages);
    }

    /** What was read off one page, and when it was asked for. */
    public record Page(SourceId source, Instant fetchedAt, PageContent content) {}
}
