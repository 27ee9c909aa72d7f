package org.healthwarehouse.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordKey;
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
    private final TimeRange range;
    private final Listing listing;
    private final List<StoredItem> missed = new ArrayList<>();
    private int stored;
    private long series = -1;
    private ListedSamples named = new ListedSamples();

    /**
     * What a look into the store shows.
     *
     * @param stream whose items
     * @param range where the listing is complete
     * @param stored how many items lie wholly inside
     * @param missed those of them that are not named
     * @param known what earlier listings missed
     */
    record Found(StreamId stream, TimeRange range, int stored, List<StoredItem> missed, List<Absence> known) {}

    private MissedItems(StreamId stream, TimeRange range, Listing listing) {
        this.stream = stream;
        this.range = range;
        this.listing = listing;
    }

    static Found find(Snapshot snapshot, StreamId stream, TimeRange range, Listing listing) {
        MissedItems items = new MissedItems(stream, range, listing);
        if (stream.type() instanceof RecordType) {
            snapshot.records(List.of(stream), range, items::look);
        } else if (stream.type() instanceof LocationType) {
            snapshot.locations(List.of(stream), range, items::look);
        } else {
            snapshot.samples(List.of(stream), range, items::look);
        }
        return new Found(stream, range, items.stored, items.missed, snapshot.absences(stream, range));
    }

    private void look(HealthRecord record) {
        long start = record.start().toEpochMilli();
        long end = record.end().toEpochMilli();
        if (isInside(start, end) && record.keys().stream().noneMatch(key -> listing.names(stream.type(), key))) {
            missed.add(new StoredItem.Named(record.keys().stream().min(BEST).orElseThrow(), start, end));
        }
    }

    private void look(Location fix) {
        long time = fix.time().toEpochMilli();
        if (isInside(time, time) && !listing.names(stream.type(), fix.key())) {
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
        if (isInside(startMs, endMs) && !named.has(startMs, endMs - startMs)) {
            missed.add(new StoredItem.Sample(of.key().device().key(), of.key().channel(), startMs, endMs));
        }
    }

    /** Counts what lies wholly inside. */
    private boolean isInside(long startMs, long endMs) {
        boolean inside = startMs >= range.startMs() && startMs < range.endMs() && endMs <= range.endMs();
        stored += inside ? 1 : 0;
        return inside;
    }
}
