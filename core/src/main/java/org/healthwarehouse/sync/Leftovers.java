package org.healthwarehouse.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ChunkOutcome;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.StaleClaimException;
import org.healthwarehouse.storage.SyncJobStore;

/**
 * What could not be written down because the store failed: claims that nobody works on any more, and jobs that stopped.
 * It is made up for as soon as the store works again, so that nobody waits for a lease to run out. Thread-safe.
 */
final class Leftovers {
    private final EngineParts parts;
    private final List<ChunkClaim> claims = new ArrayList<>();
    private final Map<JobId, Stopped> jobs = new LinkedHashMap<>();

    Leftovers(EngineParts parts) {
        this.parts = parts;
    }

    private record Stopped(NewJob job, Failure failure) {}

    /** A claim whose lane has ended. */
    synchronized void add(ChunkClaim claim) {
        claims.add(claim);
    }

    /** A job that stopped without being able to say so. */
    synchronized void add(NewJob job, Failure failure) {
        jobs.put(job.id(), new Stopped(job, failure));
    }

    /**
     * Makes up for everything.
     *
     * @throws StorageFailedException if the store still fails; what is left is tried the next time
     */
    synchronized void settle() {
        if (claims.isEmpty() && jobs.isEmpty()) {
            return;
        }
        SyncJobStore store = parts.storage().jobs();
        while (!claims.isEmpty()) {
            try {
                store.end(claims.get(0), new ChunkOutcome.Released(), 0, parts.now(), parts.now());
            } catch (StaleClaimException e) {
                // Somebody took it over meanwhile: nothing is left to make up for.
            }
            claims.remove(0);
        }
        for (Stopped stopped : List.copyOf(jobs.values())) {
            JobId id = stopped.job.id();
            if (!stopped.job.kind().isKept()) {
                store.delete(id);
            } else {
                store.move(id, JobState.PAUSED, parts.now(), Optional.of(stopped.failure));
            }
            jobs.remove(id);
        }
    }

    /** Tries to; what cannot be made up for now is tried again when the next job starts. */
    void settleIfPossible() {
        try {
            settle();
        } catch (StorageFailedException e) {
            // Whoever starts the next job is told.
        }
    }
}
