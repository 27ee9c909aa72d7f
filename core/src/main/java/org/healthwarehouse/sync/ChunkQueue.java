package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.storage.Chunk;
import org.jspecify.annotations.Nullable;

/** The chunks of a job that wait for a lane, in order; some not before a given time. Guarded by its job. */
final class ChunkQueue {
    private final List<Waiting> waiting = new ArrayList<>();

    void add(Chunk chunk) {
        waiting.add(new Waiting(chunk, Instant.MIN));
    }

    /** Puts a chunk back to the front: it is the next one as soon as its time has come. */
    void putBack(Chunk chunk, Instant notBefore) {
        waiting.add(0, new Waiting(chunk, notBefore));
    }

    int size() {
        return waiting.size();
    }

    /** Takes the first chunk whose time has come; none if all have to wait. */
    @Nullable
    Chunk take(Instant now) {
        for (int i = 0; i < waiting.size(); i++) {
            if (!waiting.get(i).notBefore.isAfter(now)) {
                return waiting.remove(i).chunk;
            }
        }
        return null;
    }

    /** When the next chunk's time comes; empty if nothing waits. */
    Optional<Instant> nextDue() {
        return waiting.stream().map(Waiting::notBefore).min(Instant::compareTo);
    }

    private record Waiting(Chunk chunk, Instant notBefore) {}
}
