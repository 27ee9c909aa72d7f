package org.healthwarehouse.storage;

import java.util.List;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;

/** How an attempt at a chunk ended that brought nothing. (One that brought something ends with a commit.) */
public sealed interface ChunkOutcome {
    /** It stays pending; the attempt may count. */
    record Again(Failure failure, boolean counts) implements ChunkOutcome {}

    /** It is given up. */
    record GivenUp(Failure failure) implements ChunkOutcome {}

    /** It is replaced by chunks of these ranges, which together are its range. */
    record Split(Failure failure, List<TimeRange> parts) implements ChunkOutcome {
        /** Copies the list. */
        public Split {
            parts = List.copyOf(parts);
        }
    }

    /** It stays pending as if nothing had happened. */
    record Released() implements ChunkOutcome {}
}
