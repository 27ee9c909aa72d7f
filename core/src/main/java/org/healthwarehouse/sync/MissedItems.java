package org.healthwarehouse.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Absence;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StoredItem;
import org.healthwarehouse.storage.StoredSeries;

/** Which stored items of a stream a complete listing does not name. */
final class MissedItems {
    /** The key that says most comes first, as everywhere where one key has to do. */
    private static final Comparator<RecordKey> BEST = Comparator.comparing(
                    (RecordKey key) -> !key.scheme().equals("uuid"))
            .thenComparing(key -> key);

    private final StreamId stream;
    private final ChunkAnswer answer;
    private final ChunkAnswer.Certain certain;
    private final Listing listing;
    private final List<StoredItem> missed = new ArrayList<>();
    private final Set<RecordKey> records = new HashSet<>();
    private int stored;
    private long series = -1;
    private ListedSamples named = new ListedSamples();

    /**
     * What a look into the store shows.
     *
     * @param stream whose items
     * @param range where the listing is certain
     * @param reach where items begin that are certain to be named, and others beside them
     * @param stored how many items are certain to be named if they are there
     * @param missed those of them that are not named
     * @param known which of them earlier listings missed
     * @param others what earlier listings missed in the reach, and of which this one proves nothing
     */
    record Found(
            StreamId stream,
            TimeRange range,
            TimeRange reach,
            int stored,
            List<StoredItem> missed,
            List<Absence> known,
            List<Absence> others) {}

    private MissedItems(StreamId stream, ChunkAnswer answer, ChunkAnswer.Certain certain) {
        this.stream = stream;
        this.answer = answer;
        this.certain = certain;
        this.listing = answer.listing();
    }

    static Found find(Snapshot snapshot, StreamId stream, ChunkAnswer answer, ChunkAnswer.Certain certain) {
        MissedItems items = new MissedItems(stream, answer, certain);
        TimeRange reach = answer.reach(certain);
        if (stream.type() instanceof RecordType) {
            snapshot.records(List.of(stream), reach, items::look);
        } else if (stream.type() instanceof LocationType) {
            snapshot.locations(List.of(stream), reach, items::look);
        } else {
            snapshot.samples(List.of(stream), reach, items::look);
        }
        Map<Boolean, List<Absence>> before =
                snapshot.absences(stream, reach).stream().collect(Collectors.partitioningBy(items::concerns));
        return new Found(
                stream,
                certain.core().orElse(certain.whole()),
                reach,
                items.stored,
                items.missed,
                before.getOrDefault(true, List.of()),
                before.getOrDefault(false, List.of()));
    }

    private void look(HealthRecord record) {
        if (record.origin() != RecordOrigin.API) {
            // The vendor's interface never named it, so that it does not name it proves nothing.
            return;
        }
        long start = record.start().toEpochMilli();
        long end = record.end().toEpochMilli();
        boolean certainly = answer.names(certain, record);
        if (certainly) {
            stored++;
            records.addAll(record.keys());
        }
        if (certainly && !listing.names(stream.type(), record.keys())) {
            missed.add(new StoredItem.Named(record.keys().stream().min(BEST).orElseThrow(), start, end));
        }
    }

    private void look(Location fix) {
        long time = fix.time().toEpochMilli();
        if (counted(time, time) && !listing.names(stream.type(), Set.of(fix.key()))) {
            missed.add(new StoredItem.Named(fix.key(), time, time));
        }
    }

    /** The value does not matter, only that there is one. */
    private void look(StoredSeries of, long startMs, long endMs, double value) {
        // Finding the series again for every sample would take longer than everything else.
        if (of.id() != series) {
            series = of.id();
            named = listing.of(stream.type(), of.key().device().key(), of.key().channel());
        }
        if (counted(startMs, endMs) && !named.has(startMs, endMs - startMs)) {
            missed.add(new StoredItem.Sample(of.key().device().key(), of.key().channel(), startMs, endMs));
        }
    }

    private boolean counted(long startMs, long endMs) {
        boolean certainly = isCertain(startMs, endMs);
        stored += certainly ? 1 : 0;
        return certainly;
    }

    private boolean isCertain(long startMs, long endMs) {
        return answer.names(certain, startMs, endMs);
    }

    /** Whether this listing proves anything about what an earlier one missed. */
    private boolean concerns(Absence absence) {
        if (stream.type() instanceof RecordType && absence.item() instanceof StoredItem.Named named) {
            return records.contains(named.key());
        }
        return isCertain(absence.item().startMs(), absence.item().endMs());
    }
}
