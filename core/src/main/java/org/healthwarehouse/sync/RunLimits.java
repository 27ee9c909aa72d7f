package org.healthwarehouse.sync;

import java.time.Instant;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.storage.JobState;
import org.jspecify.annotations.Nullable;

/**
 * When a run stops by itself.
 *
 * @param maxCalls after this many calls
 * @param deadline at this moment
 */
record RunLimits(int maxCalls, Instant deadline) {
    /** Why the run has to stop now; null if it need not. */
    @Nullable
    Stop reached(int calls, Instant now) {
        if (calls >= maxCalls) {
            return new Stop(JobState.PAUSED, new Failure.Cancelled("the budget of " + maxCalls + " calls is used up"));
        }
        if (!now.isBefore(deadline)) {
            return new Stop(JobState.PAUSED, new Failure.Cancelled("the time limit of the run was reached"));
        }
        return null;
    }

    /** What state a job is left in, and why. */
    record Stop(JobState state, Failure failure) {}
}
