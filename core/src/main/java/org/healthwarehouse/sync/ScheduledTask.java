package org.healthwarehouse.sync;

import java.time.Instant;
import org.healthwarehouse.model.UserId;

/**
 * Work of the application that a schedule starts, such as adjusting a training plan every Sunday. Called from the
 * engine's threads, never twice at once for one slot and user; may read from the warehouse. What takes minutes belongs
 * on a thread of the application's own. What it throws is logged, kept as the outcome of the slot, and stops nobody
 * else.
 */
@FunctionalInterface
public interface ScheduledTask {
    /**
     * Does the work.
     *
     * @param user for whom
     * @param due the moment of the slot that it is done for; of several that were missed, the last
     */
    void run(UserId user, Instant due);
}
