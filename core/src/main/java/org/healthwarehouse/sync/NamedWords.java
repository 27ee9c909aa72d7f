package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * The last word of several pages, as one of those tells it who do, on the records or the locations of one type. Any key
 * of an item finds it.
 */
final class NamedWords extends Words {
    private final DataType type;
    private final List<Standing> standings;
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
                            record.attributes(),
                            record.origin()));
        }

        Optional<Instant> updatedAt() {
            return record == null ? Optional.empty() : record.updatedAt();
        }
    }

    /** @param standings of all pages, by their places */
    NamedWords(DataType type, List<Standing> standings) {
        this.type = type;
        this.standings = standings;
    }

    DataType type() {
        return type;
    }

    @Override
    int size() {
        return items.size();
    }

    /**
     * What a page says of an item, which counts unless an earlier page's word stands. A weak key that another item has
     * already stays with that one, as it does in a store.
     */
    void add(Item given, int page) {
        Item last = given;
        int lastPage = page;
        int doubt = SURE;
        Set<RecordKey> keys = new HashSet<>(given.keys());
        for (RecordKey key : RecordKey.strongFirst(given.keys())) {
            Integer before = byKey.get(key);
            Item known = before == null ? null : items.get(before);
            if (before == null || known == null) {
                continue;
            }
            if (RecordKey.contradict(keys, known.keys())) {
                keys.remove(key);
            } else {
                keys.addAll(known.keys());
                if (stands(known, pages[before], given, page)) {
                    last = known;
                    lastPage = pages[before];
                    doubt = doubts[before];
                }
                remove(before, known);
            }
        }
        int place = items.size();
        items.add(last.known(keys));
        word(place, lastPage);
        doubts[place] = doubt;
        keys.forEach(key -> byKey.put(key, place));
    }

    private boolean stands(Item known, int before, Item given, int page) {
        Standing now = standings.get(page);
        return given.record() == null
                ? now.yieldsTo(standings.get(before))
                : now.isOutdone(standings.get(before), known.updatedAt(), given.updatedAt());
    }

    /** A page says that whatever has that key is gone, and so it is unless an answer of later named it. */
    void gone(RecordKey key, int page) {
        Integer place = byKey.get(key);
        Item item = place == null ? null : items.get(place);
        if (place != null && item != null && !standings.get(page).comesBefore(standings.get(pages[place]))) {
            remove(place, item);
        }
    }

    private void remove(int place, Item item) {
        items.set(place, null);
        item.keys().forEach(byKey::remove);
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
