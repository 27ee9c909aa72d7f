package org.healthwarehouse.storage;

import java.util.Set;
import org.healthwarehouse.model.StreamId;

/**
 * What a commit changed.
 *
 * @param number the commit number, rising with every commit of the store
 * @param added rows that are new
 * @param changed rows that replaced an older form, which is kept as a revision
 * @param unchanged rows that were there already and were not rewritten
 * @param touched the streams in which rows were added or changed
 */
public record CommitReceipt(long number, int added, int changed, int unchanged, Set<StreamId> touched) {
    /** Copies the set. */
    public CommitReceipt {
        touched = Set.copyOf(touched);
    }
}
