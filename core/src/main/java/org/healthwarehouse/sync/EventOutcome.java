package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.Failure;

/** What became of a vendor's hint or webhook. All but the last two are final: the event need not be sent again. */
public sealed interface EventOutcome {
    /**
     * It was handled.
     *
     * @param added records that are new
     * @param changed records that have changed or are gone
     * @param calls how many calls it took; they are counted apart from those of syncs
     */
    record Handled(int added, int changed, int calls) implements EventOutcome {}

    /** An event of that trace id was handled before. */
    record AlreadyHandled() implements EventOutcome {}

    /** Nobody here is connected as that person of the vendor. */
    record UnknownPerson() implements EventOutcome {}

    /** What is stored is newer than the event. */
    record Outdated() implements EventOutcome {}

    /**
     * No call may be made now; the event is worth handling again at the given time.
     *
     * @param retryAt when
     * @param why what is in the way; empty if it is only a matter of pace
     */
    record Postponed(Instant retryAt, Optional<Failure> why) implements EventOutcome {}

    /** It could not be handled, for that reason; the same event may be handled later. */
    record Failed(Failure failure) implements EventOutcome {}
}
