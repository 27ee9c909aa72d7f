package org.healthwarehouse.sync;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.storage.PageContent;

/** The identities that the pages of a chunk name, of those types only that the pages claim to list completely. */
final class Listing {
    private final Map<DataType, Set<RecordKey>> keys = new HashMap<>();
    private final Map<Series, ListedSamples> samples = new HashMap<>();

    private record Series(DataType type, String device, String channel) {}

    void add(PageContent content, Set<DataType> types) {
        content.samples().stream()
                .filter(batch -> types.contains(batch.type()))
                .forEach(batch -> samples.computeIfAbsent(
                                new Series(batch.type(), batch.device().key(), batch.channel()),
                                name -> new ListedSamples())
                        .add(batch));
        content.records().stream()
                .filter(record -> types.contains(record.type()))
                .forEach(record -> keys(record.type()).addAll(record.keys()));
        content.locations().stream()
                .filter(fix -> types.contains(fix.type()))
                .forEach(fix -> keys(fix.type()).add(fix.key()));
        // What a page says is gone is dealt with already.
        content.deleted().stream()
                .filter(gone -> types.contains(gone.type()))
                .forEach(gone -> keys(gone.type()).add(gone.key()));
    }

    private Set<RecordKey> keys(DataType type) {
        return keys.computeIfAbsent(type, name -> new HashSet<>());
    }

    boolean names(DataType type, RecordKey key) {
        Set<RecordKey> named = keys.get(type);
        return named != null && named.contains(key);
    }

    /** What is named of one series; nothing if the listing does not know the series. */
    ListedSamples of(DataType type, String device, String channel) {
        ListedSamples named = samples.get(new Series(type, device, channel));
        return named == null ? new ListedSamples() : named;
    }
}
