package org.healthwarehouse.testkit.fakes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;

/** Compares what a store holds with what is true. */
public final class StoreTruth {
    private StoreTruth() {}

    /** Every row of the stream that has a part in the range, in the words of the truth. */
    public static Set<TrueItem> stored(Snapshot snapshot, StreamId stream, TimeRange range) {
        Set<TrueItem> rows = new HashSet<>();
        List<StreamId> streams = List.of(stream);
        if (stream.type() instanceof SampleType) {
            snapshot.samples(
                    streams,
                    range,
                    (series, start, end, value) -> rows.add(
                            TrueItem.sample(series.key().device(), series.key().channel(), start, end, value)));
        } else if (stream.type() instanceof RecordType) {
            snapshot.records(
                    streams,
                    range,
                    record -> rows.add(TrueItem.record(
                            record.keys(), record.start(), record.end(), record.open(), record.attributes())));
        } else if (stream.type() instanceof LocationType) {
            snapshot.locations(
                    streams,
                    range,
                    fix -> rows.add(
                            TrueItem.location(fix.key(), fix.time(), fix.latitude(), fix.longitude(), fix.accuracy())));
        }
        return rows;
    }

    /**
     * What differs between a store and its vendor as it was at the given moment: two lines at most, with an example.
     */
    public static List<String> differences(
            Snapshot snapshot, StreamId stream, TimeRange range, FakeVendor vendor, Instant asOf) {
        Set<TrueItem> truth = new HashSet<>(vendor.truth(stream.type(), range, asOf));
        Set<TrueItem> stored = stored(snapshot, stream, range);
        truth.removeIf(item -> !vendor.isAskedFor(item, range));
        stored.removeIf(item -> !vendor.isAskedFor(item, range));
        List<String> differences = new ArrayList<>();
        tell(differences, stream, "missing or other", truth, stored);
        tell(differences, stream, "too much or other", stored, truth);
        return differences;
    }

    private static void tell(
            List<String> differences, StreamId stream, String what, Set<TrueItem> items, Set<TrueItem> others) {
        List<TrueItem> left =
                items.stream().filter(item -> !others.contains(item)).toList();
        if (!left.isEmpty()) {
            differences.add(stream + ": " + left.size() + " rows are " + what + ", for example " + left.get(0));
        }
    }
}
