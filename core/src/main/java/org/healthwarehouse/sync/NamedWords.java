package org.healthwarehouse.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.jspecify.annotations.Nullable;

/** The last word of several pages on the records or the locations of one type. Any key of an item finds it. */
final class NamedWords extends Words {
    private final DataType type;
    private final List<@Nullable Item> items = new ArrayList<>();
    private final Map<RecordKey, Integer> byKey = new HashMap<>();

    /** A record or a location. */
    record Item(@Nullable ParsedRecord record, @Nullable ParsedLocation location, Set<RecordKey> keys) {
        static Item of(ParsedRecord record) {
            return new Item(record, null, record.keys());
        }

        static Item of(ParsedLocation location) {
            return new Item(null, location, Set.of(location.key()));
        }

        long startMs() {
            return record != null ? record.start().toEpochMilli() : locationMs();
        }

        long endMs() {
            return record != null ? record.end().toEpochMilli() : locationMs();
        }

        private long locationMs() {
            return location == null ? 0 : location.time().toEpochMilli();
        }

        /** The same under other keys: what was one item under one of them is one under all. */
        Item known(Set<RecordKey> more) {
            return record == null || keys.equals(more)
                    ? this
                    : of(new ParsedRecord(
                            record.type(),
                            more,
                            record.start(),
                            record.end(),
                            record.updatedAt(),
                            record.open(),
                            record.attributes()));
        }
    }

    NamedWords(DataType type) {
        this.type = type;
    }

    DataType type() {
        return type;
    }

    @Override
    int size() {
        return items.size();
    }

    /** A weak key that another item has already stays with that one, as it does in a store. */
    void add(Item item, int page) {
        Set<RecordKey> keys = new HashSet<>(item.keys());
        for (RecordKey key : RecordKey.strongFirst(item.keys())) {
            Item before = find(key);
            if (before == null) {
                continue;
            }
            if (RecordKey.contradict(keys, before.keys())) {
                keys.remove(key);
            } else {
                Item unused = remove(key);
                keys.addAll(before.keys());
            }
        }
        int place = items.size();
        items.add(item.known(keys));
        word(place, page);
        keys.forEach(key -> byKey.put(key, place));
    }

    @Nullable
    private Item find(RecordKey key) {
        Integer place = byKey.get(key);
        return place == null ? null : items.get(place);
    }

    /** Whatever has that key is gone; answers what it was. */
    @Nullable
    Item remove(RecordKey key) {
        Integer place = byKey.get(key);
        if (place == null) {
            return null;
        }
        Item item = items.get(place);
        items.set(place, null);
        if (item != null) {
            item.keys().forEach(byKey::remove);
        }
        return item;
    }

    @Override
    boolean isCertain(ChunkAnswer answer, ChunkAnswer.Certain certain, int place) {
        Item item = items.get(place);
        if (item == null) {
            return false;
        }
        return item.record() != null
                ? answer.names(certain, item.record())
                : answer.names(certain, item.startMs(), item.endMs());
    }

    @Override
    boolean isNamed(Listing listing, int place) {
        Item item = items.get(place);
        return item == null || listing.names(type, item.keys());
    }

    /** What of the part each page has the last word on, by page; either of what is sure or of what is missed. */
    Map<Integer, List<Item>> items(Home home, boolean missed) {
        Map<Integer, List<Item>> found = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item != null && missed == (doubts[i] == MISSED) && home.isIn(pages[i], item.startMs())) {
                found.computeIfAbsent(pages[i], unused -> new ArrayList<>()).add(item);
            }
        }
        return found;
    }

    /** The keys of what belongs to another part. */
    Set<RecordKey> elsewhere(Home home) {
        Set<RecordKey> keys = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item != null && !home.isIn(pages[i], item.startMs())) {
                keys.addAll(item.keys());
            }
        }
        return keys;
    }
}
