package org.healthwarehouse.sync;

import java.util.Set;
import org.healthwarehouse.model.DataType;

/** What a slot of a schedule does. */
public sealed interface SlotWork {
    /**
     * Fetches for each user what of these types is missing.
     *
     * @param types which types; empty for everything that a source offers
     */
    record Sync(Set<DataType> types) implements SlotWork {
        /** Copies the set. */
        public Sync {
            types = Set.copyOf(types);
        }
    }

    /** Runs the application's own work, once for each user. */
    record Task(ScheduledTask task) implements SlotWork {}

    /**
     * Asks for each user settled time again that is due for it, see {@link SweepRequest}, after asking the sources what
     * has changed.
     *
     * @param calls how many calls each source may be asked at most
     */
    record Sweep(int calls) implements SlotWork {}

    /** Keeps the store tidy, once for the whole store: removes vendors' answers and modules' rows that have expired. */
    record Maintenance() implements SlotWork {}
}
