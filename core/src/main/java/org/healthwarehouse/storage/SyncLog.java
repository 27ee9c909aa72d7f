package org.healthwarehouse.storage;

import java.util.List;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;

/** Keeps how runs of jobs went, stream by stream. Every method is one transaction. Thread-safe. */
public interface SyncLog {
    /**
     * Writes down one run: each attempt becomes a line of its stream's history and the state of the stream. A run that
     * did not succeed leaves the time of the last success as it was.
     */
    void ended(List<SyncAttempt> attempts);

    /**
     * Writes down what an import brought: a line of the history of each stream, and nothing of how the stream stands,
     * because a source that was not asked was not synced.
     */
    void imported(List<SyncAttempt> attempts);

    /** Forgets all but the last so many attempts of each stream; answers how many there were. */
    int keepLast(int attempts);

    /** How every stream of the user stands that was ever tried, in order of source, then of type. */
    List<SyncState> states(UserId user);

    /** The last attempts at the stream, newest first, at most so many. */
    List<SyncAttempt> history(StreamId stream, int most);
}
