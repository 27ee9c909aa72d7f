package org.healthwarehouse.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.connector.ItemKey;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.storage.PageContent;

/** The identities that the pages of a chunk name, of those types only that the pages claim to list completely. */
final class Listing {
    /** What has a key, by all keys that it was named by. */
    private final Map<ItemKey, List<Set<RecordKey>>> named = new HashMap<>();

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
                .forEach(record -> add(record.type(), record.keys()));
        content.locations().stream()
                .filter(fix -> types.contains(fix.type()))
                .forEach(fix -> add(fix.type(), Set.of(fix.key())));
        // What a page says is gone is dealt with already.
        content.deleted().stream()
                .filter(gone -> types.contains(gone.type()))
                .forEach(gone -> add(gone.type(), Set.of(gone.key())));
    }

    private void add(DataType type, Set<RecordKey> keys) {
        keys.forEach(key -> named.computeIfAbsent(new ItemKey(type, key), unused -> new ArrayList<>(1))
                .add(keys));
    }

    /** Whether the item of these keys is named: by one of them, and not as another item that shares it. */
    boolean names(DataType type, Set<RecordKey> keys) {
        return keys.stream()
                .flatMap(key -> named.getOrDefault(new ItemKey(type, key), List.of()).stream())
                .anyMatch(item -> !RecordKey.contradict(item, keys));
    }

    /** What is named of one series; nothing if the listing does not know the series. */
    ListedSamples of(DataType type, String device, String channel) {
        ListedSamples listed = samples.get(new Series(type, device, channel));
        return listed == null ? new ListedSamples() : listed;
    }
}
