package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ItemKey;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;
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

    /** Whether the stored record changed after the given moment; a change that lies in the future is not believed. */
    boolean isNewer(StreamId stream, RecordKey key, Instant at) {
        Instant now = parts.now();
        return find(stream, key)
                .flatMap(HealthRecord::updatedAt)
                .filter(changed -> changed.isAfter(at) && !changed.isAfter(now))
                .isPresent();
    }

    private Optional<HealthRecord> find(StreamId stream, RecordKey key) {
        if (!(stream.type() instanceof RecordType)) {
            return Optional.empty();
        }
        try (Snapshot snapshot = parts.storage().snapshot()) {
            return snapshot.record(stream, key);
        }
    }

    EventOutcome remove(VendorEvent event, UserId user, Connector connector, JobId job, int calls) {
        List<Deletion> gone = new ArrayList<>();
        gone.add(new Deletion(event.type(), event.key()));
        for (ItemKey dependant : connector.dependants(event.type(), event.key())) {
            if (!isNewer(new StreamId(user, event.source(), dependant.type()), dependant.key(), event.at())) {
                gone.add(new Deletion(dependant.type(), dependant.key()));
            }
        }
        TimeRange range = find(new StreamId(user, event.source(), event.type()), event.key())
                .map(record -> TimeRange.ofMillis(
                        record.start().toEpochMilli(),
                        Math.max(record.end().toEpochMilli(), record.start().toEpochMilli() + 1)))
                .orElseGet(() -> new TimeRange(event.at(), event.at().plusMillis(1)));
        Instant at = parts.now();
        IngestCommit commit = new IngestCommit(
                user,
                event.source(),
                new FeedId("event:" + event.type().name()),
                job,
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
