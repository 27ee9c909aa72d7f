package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.List;
import org.healthwarehouse.connector.Budget.Allowance;
import org.healthwarehouse.model.SourceId;

/**
 * How many calls were made in the windows of time that vendors count, for all processes that share the store and across
 * restarts. Calls are counted before they are made. Every method is one transaction. Thread-safe.
 */
public interface QuotaStore {
    /**
     * Counts one call in every window if each of them has room for it; else counts none.
     *
     * @param source who is called
     * @param scope who is counted, as {@link org.healthwarehouse.connector.Budget#scope} says
     * @param allowances the windows, with the calls that the asker may see in each; they need not be all that the
     *     vendor allows
     * @param now the present
     */
    Reservation reserve(SourceId source, String scope, List<Allowance> allowances, Instant now);

    /** Counts one call in every window, whether there is room or not: it is made in any case. */
    void count(SourceId source, String scope, List<Allowance> allowances, Instant now);

    /** One that forgets everything with the process. */
    static QuotaStore inMemory() {
        return new MemoryQuota();
    }

    /** What became of a reservation. */
    sealed interface Reservation {
        /** The call is counted and may be made. */
        record Granted() implements Reservation {}

        /**
         * Nothing is counted.
         *
         * @param at when there is room again, if nobody else takes it
         * @param full the window that has no room for longest
         */
        record NotBefore(Instant at, Allowance full) implements Reservation {}
    }
}
