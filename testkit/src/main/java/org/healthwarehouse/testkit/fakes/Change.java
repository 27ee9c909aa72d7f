package org.healthwarehouse.testkit.fakes;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How the data of a fake vendor change as its clock goes on. All of it is over before an answer may settle. */
public enum Change {
    /** Some items become visible hours or days after their time. */
    LATE_UPLOADS,
    /** Some days have nothing at all until they come whole, up to 20 days after their end. */
    LATE_DAYS,
    /** Some items get other values, and records other times. */
    CORRECTIONS,
    /** Some items vanish. */
    DELETIONS,
    /** A few records are never finished. */
    UNRESOLVED,
    /** Old days must be called back before they are answered. */
    OFFLOADING,
    /** Some old days are lost for ever. */
    LOSSES;

    /** Everything that can happen. */
    public static Set<Change> all() {
        return Collections.unmodifiableSet(EnumSet.allOf(Change.class));
    }

    /** Everything but the given. */
    public static Set<Change> allBut(Change... excluded) {
        EnumSet<Change> rest = EnumSet.allOf(Change.class);
        rest.removeAll(Set.of(excluded));
        return Collections.unmodifiableSet(rest);
    }
}
