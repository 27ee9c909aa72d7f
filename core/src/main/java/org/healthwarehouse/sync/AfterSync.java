package org.healthwarehouse.sync;

import java.util.Map;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobId;

/**
 * Is told after every job that stored something new, also one of a schedule or of a read, also one that stopped half
 * way. Called from the engine's threads, before the run counts as ended; should return quickly. What it throws is
 * logged and otherwise ignored. A process that dies between storing and telling does not tell: whoever must not miss
 * anything looks at the store.
 */
@FunctionalInterface
public interface AfterSync {
    /** Something new is stored. */
    void stored(NewData data);

    /**
     * What is new.
     *
     * @param user whose data
     * @param source from where
     * @param job the job that brought it
     * @param ranges for each stream in which rows were added or changed, the fetched ranges that hold them
     */
    record NewData(UserId user, SourceId source, JobId job, Map<StreamId, TimeRangeSet> ranges) {
        /** Copies the map. */
        public NewData {
            ranges = Map.copyOf(ranges);
        }
    }
}
