package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Unavailability;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageCommit.CoverageChange;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;

/**
 * The answer of a source that it has nothing to tell about a chunk and not when it will. How often it said so before is
 * read off the ledger; nobody else changes that part of it while the chunk is claimed.
 */
final class Refusal {
    private final EngineParts parts;
    private final ChunkWork work;

    Refusal(EngineParts parts, ChunkWork work) {
        this.parts = parts;
        this.work = work;
    }

    PageCommit commit(String reason) {
        Instant askedAt = work.asOf(parts.now());
        TimeRange range = work.claim().range();
        List<CoverageChange> changes = new ArrayList<>();
        try (Snapshot snapshot = parts.storage().snapshot()) {
            for (DataType type : work.feed().primaryFor()) {
                List<CoverageEntry> known = snapshot.coverage(work.stream(type), range);
                Unavailability.backingOff(
                                range,
                                known,
                                reason,
                                askedAt,
                                work.feed().settling(type).recheck())
                        .forEach(line -> changes.add(new CoverageChange(
                                work.stream(type), line, work.feed().axis())));
            }
        }
        return new PageCommit(
                work.claim(), Optional.empty(), 0, PageContent.EMPTY, changes, true, work.calls(), parts.now());
    }
}
