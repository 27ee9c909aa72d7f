package org.healthwarehouse.testkit.simulation;

import java.time.Duration;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.ReplayCommit;

/** Is told what a process has written, as soon as the store has taken it. */
interface StorageEvents {
    /** Looks away. */
    StorageEvents NONE = new StorageEvents() {};

    /** A job was made. */
    default void created(NewJob job) {}

    /** A claim was granted. */
    default void granted(ChunkClaim claim, ClaimOwner owner, Duration lease) {}

    /** A page is about to be committed; the store may refuse it. */
    default void committing(PageCommit commit) {}

    /** A page was committed. */
    default void committed(PageCommit commit) {}

    /** A part of a feed was read again, and its claim ended. */
    default void replayed(ReplayCommit commit) {}

    /** A claim was given back or ended without data. */
    default void ended(ChunkClaim claim) {}
}
