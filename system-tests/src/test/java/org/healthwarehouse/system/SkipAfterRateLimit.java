package org.healthwarehouse.system;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ChunkOutcome;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.SyncJobStore;
import org.healthwarehouse.testkit.simulation.SimulatedWorld;

/** A planted bug: after an answer 429 the loop goes on with the next chunk, and this one passes for done. */
final class SkipAfterRateLimit extends PlantedWorld {
    private final Set<Long> skipped = new HashSet<>();

    SkipAfterRateLimit(SimulatedWorld world) {
        super(world);
    }

    @Override
    public Storage between(Storage storage) {
        SyncJobStore jobs = Replaced.of(SyncJobStore.class, storage.jobs(), this::answer);
        return Replaced.of(
                Storage.class,
                storage,
                (method, arguments, original) -> method.equals("jobs") ? jobs : original.call(arguments));
    }

    private Object answer(String method, Object[] arguments, Replaced.Original original) throws Throwable {
        if (method.equals("end")
                && arguments[1] instanceof ChunkOutcome.Again again
                && again.failure() instanceof Failure.RateLimited) {
            skipped.add(((ChunkClaim) arguments[0]).chunk());
        }
        if (method.equals("claim") && skipped.contains((Long) arguments[0])) {
            return new ClaimResult.NothingLeft();
        }
        Object answer = original.call(arguments);
        return method.equals("chunks") ? passingForDone((List<?>) answer) : answer;
    }

    private List<Chunk> passingForDone(List<?> chunks) {
        return chunks.stream()
                .map(Chunk.class::cast)
                .map(chunk -> skipped.contains(chunk.number())
                        ? new Chunk(
                                chunk.number(),
                                chunk.job(),
                                chunk.feed(),
                                chunk.range(),
                                ChunkState.DONE,
                                chunk.attempts(),
                                chunk.error())
                        : chunk)
                .toList();
    }
}
