package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/**
 * Something about a source's answers that a person should know and that is no failure. One finding of the same kind,
 * stream and range is kept once, with the time when it was last seen.
 *
 * @param kind what it is
 * @param user whose data
 * @param source from where
 * @param type name of the data type; empty if it concerns no single one
 * @param range which time; empty if none in particular
 * @param detail for a developer, without health values
 * @param at when it was last seen
 */
public record SyncFinding(
        Kind kind,
        UserId user,
        SourceId source,
        Optional<String> type,
        Optional<TimeRange> range,
        String detail,
        Instant at) {

    /** What can be found. */
    public enum Kind {
        /** The clocks here and at the vendor differ by more than five minutes; the earlier one is believed. */
        CLOCK_SKEW,
        /** A record that the vendor never finished; it counts as final as it is. */
        UNRESOLVED,
        /** So much vanished from a listing at once that nothing was deleted; it is, if the vendor says so again. */
        MASS_VANISH,
        /** The source never said that it is complete up to here; it counts as final after 30 days. */
        NEVER_COMPLETED,
        /** An item of a page could not be read and was left out; its bytes are kept. */
        ITEM_SKIPPED,
        /** The vendor's numbers of calls left contradict each other or what was counted; the smaller is believed. */
        QUOTA_CONTRADICTION
    }
}
