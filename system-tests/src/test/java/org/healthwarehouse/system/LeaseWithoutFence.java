package org.healthwarehouse.system;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.StaleClaimException;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.SyncJobStore;
import org.healthwarehouse.testkit.simulation.SimulatedWorld;

/**
 * A planted bug: a lease that runs out lets others in, but who comes late writes all the same, under whatever claim
 * there is now, or a new one.
 */
final class LeaseWithoutFence extends PlantedWorld {
    private final Map<Long, ChunkClaim> held = new LinkedHashMap<>();

    LeaseWithoutFence(SimulatedWorld world) {
        super(world);
    }

    @Override
    public Storage between(Storage storage) {
        SyncJobStore jobs = Replaced.of(SyncJobStore.class, storage.jobs(), (method, arguments, original) -> {
            Object answer = original.call(arguments);
            if (answer instanceof ClaimResult.Granted granted) {
                held.put(granted.claim().fence(), granted.claim());
            }
            return answer;
        });
        return Replaced.of(Storage.class, storage, (method, arguments, original) -> {
            if (method.equals("jobs")) {
                return jobs;
            }
            try {
                return original.call(arguments);
            } catch (StaleClaimException e) {
                return original.call(
                        under(otherClaim(storage, (PageCommit) arguments[0], e), (PageCommit) arguments[0]));
            }
        });
    }

    private ChunkClaim otherClaim(Storage storage, PageCommit commit, StaleClaimException refusal) {
        ChunkClaim stale = commit.claim();
        NewJob job = new NewJob(
                new JobId(UUID.nameUUIDFromBytes(new byte[] {(byte) stale.fence()})
                        .toString()),
                stale.user(),
                stale.source(),
                NewJob.Kind.READ,
                stale.range(),
                List.of(),
                Optional.empty(),
                List.of(new NewJob.NewChunk(stale.feed(), stale.range())),
                commit.finishedAt());
        storage.jobs().create(job);
        long chunk = storage.jobs().chunks(job.id()).get(0).number();
        ClaimOwner owner = ClaimOwner.ofThisProcess("late");
        ClaimResult result = storage.jobs()
                .claim(
                        chunk,
                        owner,
                        commit.finishedAt(),
                        Duration.ofMinutes(1),
                        (range, ledger) -> TimeRangeSet.of(range));
        if (result instanceof ClaimResult.Granted granted) {
            return granted.claim();
        }
        return held.values().stream()
                .filter(claim -> claim.fence() > stale.fence()
                        && claim.feed().equals(stale.feed())
                        && claim.range().intersection(stale.range()).isPresent())
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> refusal);
    }

    private static PageCommit under(ChunkClaim claim, PageCommit commit) {
        return new PageCommit(
                claim,
                commit.page(),
                commit.parserVersion(),
                commit.content(),
                commit.coverage(),
                commit.chunkDone(),
                commit.calls(),
                commit.finishedAt());
    }
}
