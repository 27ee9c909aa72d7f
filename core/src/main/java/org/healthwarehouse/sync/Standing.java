package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.storage.KeptPage;

/**
 * What the word of a kept page weighs against that of a page that was stored before it: the same as when they came.
 *
 * @param asked whether it was asked for under a claim; then it is newer than what was stored before it
 * @param imported whether it was read from a file
 * @param startedAt when it was asked for or came
 * @param moment of which it speaks
 */
record Standing(boolean asked, boolean imported, Instant startedAt, Instant moment) {
    static Standing of(KeptPage kept) {
        RawPage page = kept.page();
        boolean claimed =
                page.request().filter(FetchRequest.ById.class::isInstance).isEmpty();
        return new Standing(
                page.origin() == RawPage.Origin.PULL && claimed,
                page.origin() == RawPage.Origin.IMPORT,
                page.startedAt(),
                page.moment());
    }

    /** The same bytes had come before: they are as old as they were then. */
    Standing firstTold(Instant before) {
        return !asked && before.isBefore(moment) ? new Standing(false, imported, startedAt, before) : this;
    }

    /** Whether it speaks of a moment before the one of the other, and nobody asked for it. */
    boolean comesBefore(Standing other) {
        return !asked && other.moment.isAfter(moment);
    }

    /** Whether what is no part of a record stays as the other told it. */
    boolean yieldsTo(Standing other) {
        return comesBefore(other) || (imported && !other.imported);
    }

    /**
     * Whether another form of a record stays, by the vendor's own word on when it changed, if that can be believed.
     *
     * @param known when the record changed by the word of the other
     * @param told when it changed by the word of this page
     */
    boolean isOutdone(Standing other, Optional<Instant> known, Optional<Instant> told) {
        if (known.isPresent() && told.isPresent() && !known.equals(told)) {
            Instant present = other.startedAt.isAfter(startedAt) ? other.startedAt : startedAt;
            return known.get().isAfter(told.get())
                    && !known.get().isAfter(present)
                    && (!asked || other.moment.isAfter(moment));
        }
        return comesBefore(other);
    }
}
