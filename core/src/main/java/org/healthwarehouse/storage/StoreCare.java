package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.healthwarehouse.model.UserId;

/** Looks after a store: what is in it, whether it is whole, and what went wrong. Thread-safe. */
public interface StoreCare {
    /** How large the store is and what it holds, of all users. Reads one snapshot; nobody waits for it. */
    StoreStatistics statistics();

    /**
     * Checks the whole store without changing it, while others read and write.
     *
     * @param goOn is told of the progress now and then, on the calling thread; once it answers false, the check ends
     *     early and reports what it found so far
     */
    VerifyReport verify(Predicate<VerifyProgress> goOn);

    /** What went wrong for the user and is not resolved yet, newest first, at most so many. */
    List<ErrorEntry> openErrors(UserId user, int most);

    /** What a person should know about the answers of the user's sources, last seen first, at most so many. */
    List<SeenFinding> findings(UserId user, int most);

    /**
     * Marks an error as resolved by hand. Most resolve themselves when their chunk or job succeeds.
     *
     * @return false if there is no such error, or it was resolved before
     */
    boolean resolveError(long id, Instant at);
}
