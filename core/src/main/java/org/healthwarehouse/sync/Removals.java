package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ItemKey;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.PageContent.Deletion;
import org.healthwarehouse.storage.Snapshot;

/** Takes out what a vendor says is gone, and what its connector says goes with it. */
final class Removals {
    private final EngineParts parts;
    private final PageIngest pages;

    Removals(EngineParts parts, PageIngest pages) {
        this.parts = parts;
        this.pages = pages;
    }

    /** Whether the stored record changed after the event; a change that lies in the future is not believed. */
    boolean isNewer(EventItem item) {
        Instant now = parts.now();
        return find(item)
                .flatMap(HealthRecord::updatedAt)
                .filter(changed -> changed.isAfter(item.at()) && !changed.isAfter(now))
                .isPresent();
    }

    Optional<HealthRecord> find(EventItem item) {
        if (!(item.type() instanceof RecordType)) {
            return Optional.empty();
        }
        try (Snapshot snapshot = parts.storage().snapshot()) {
            return snapshot.record(item.stream(), item.key());
        }
    }

    /** Takes out the item, and of its dependants those that are named beyond doubt. */
    EventOutcome remove(EventItem item, int calls) {
        List<Deletion> gone = new ArrayList<>();
        gone.add(new Deletion(item.type(), item.key()));
        for (ItemKey each : item.connector().dependants(item.type(), item.key())) {
            EventItem dependant = item.with(each);
            if (dependant.isNamedByItsOwnKey() && !isNewer(dependant)) {
                gone.add(new Deletion(each.type(), each.key()));
            }
        }
        TimeRange range = find(item)
                .map(record -> TimeRange.ofMillis(
                        record.start().toEpochMilli(),
                        Math.max(record.end().toEpochMilli(), record.start().toEpochMilli() + 1)))
                .orElseGet(() -> new TimeRange(item.at(), item.at().plusMillis(1)));
        Instant at = parts.now();
        IngestCommit commit = new IngestCommit(
                item.user(),
                item.source(),
                new FeedId("event:" + item.type().name()),
                item.job(),
                range,
                Optional.empty(),
                0,
                new PageContent(List.of(), List.of(), List.of(), gone, List.of(), List.of()),
                List.of(),
                calls,
                at,
                List.of(),
                List.of(),
                Optional.empty());
        CommitReceipt receipt = parts.storage().ingest(commit);
        pages.tell(commit, receipt);
        return new EventOutcome.Handled(receipt.added(), receipt.changed(), calls);
    }
}
