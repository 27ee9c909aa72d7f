package org.healthwarehouse.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;

/**
 * What pages say of items, read in the order in which they were fetched: of each item the last word, as a store would
 * have it that had seen these pages and no other.
 */
final class LastWords {
    private final Map<SeriesName, SampleWords> series = new LinkedHashMap<>();
    private final Map<Told, NamedWords> named = new LinkedHashMap<>();
    /** Of each page, by its place. */
    private final List<Standing> standings = new ArrayList<>();

    private final Map<LocalDate, Day> days = new TreeMap<>();
    /** When answers were asked from which too much was missing to believe it; counted from 1. */
    private final List<Instant> doubted = new ArrayList<>();

    private record SeriesName(DataType type, String device, String channel) {}

    /** Each who tells of a record has a last word of its own. */
    private record Told(DataType type, RecordOrigin by) {}

    private record Day(LocalDay day, int page) {}

    /** The next page, whose place is the number of those before it. */
    void add(PageContent content, Standing standing, RecordOrigin by) {
        int page = standings.size();
        standings.add(standing);
        for (PageContent.Deletion gone : content.deleted()) {
            named.forEach((told, words) -> {
                if (told.type.equals(gone.type()) && (by == RecordOrigin.API || told.by == by)) {
                    words.gone(gone.key(), page);
                }
            });
        }
        for (SampleBatch batch : content.samples()) {
            series.computeIfAbsent(
                            new SeriesName(batch.type(), batch.device().key(), batch.channel()),
                            name -> new SampleWords(batch, standings))
                    .add(batch, page);
        }
        for (ParsedRecord record : content.records()) {
            named(record.type(), record.origin().orElse(by)).add(NamedWords.Item.of(record), page);
        }
        for (ParsedLocation location : content.locations()) {
            named(location.type(), RecordOrigin.API).add(NamedWords.Item.of(location), page);
        }
        content.localDays()
                .forEach(day -> days.merge(
                        day.date(), new Day(day, page), (before, now) -> now.day.replaces(before.day) ? now : before));
    }

    private NamedWords named(DataType type, RecordOrigin by) {
        return named.computeIfAbsent(new Told(type, by), told -> new NamedWords(type, standings));
    }

    /**
     * A complete answer has been read. What was said before it began and what it would certainly name, but does not, is
     * missed; if that is too much to believe, only once another answer says so a day later.
     *
     * @param firstPage the place of its first page
     */
    void listed(ChunkAnswer answer, DataType type, ChunkAnswer.Certain certain, int firstPage) {
        int stored = 0;
        int fresh = 0;
        Map<Words, List<Integer>> missed = new HashMap<>();
        for (Words words : of(type)) {
            for (int i = 0; i < words.size(); i++) {
                if (words.doubts[i] == Words.MISSED || !words.isCertain(answer, certain, i)) {
                    continue;
                }
                stored++;
                if (words.pages[i] < firstPage && !words.isNamed(answer.listing(), i)) {
                    missed.computeIfAbsent(words, unused -> new ArrayList<>()).add(i);
                    fresh += words.doubts[i] == Words.SURE ? 1 : 0;
                }
            }
        }
        boolean mass = Absences.tooMany(stored, fresh);
        missed.forEach((words, items) -> items.forEach(item -> doubt(words, item, mass, answer)));
    }

    private void doubt(Words words, int item, boolean mass, ChunkAnswer answer) {
        int before = words.doubts[item];
        if (before > 0) {
            boolean ripe = !doubted.get(before - 1).plus(Absences.MASS_APART).isAfter(answer.first());
            words.doubts[item] = ripe ? Words.MISSED : before;
        } else if (mass) {
            doubted.add(answer.last());
            words.doubts[item] = doubted.size();
        } else {
            words.doubts[item] = Words.MISSED;
        }
    }

    private Collection<Words> of(DataType type) {
        List<Words> words = new ArrayList<>();
        series.values().stream().filter(each -> each.type().equals(type)).forEach(words::add);
        // That it does not name what only others tell of proves nothing.
        NamedWords items = named.get(new Told(type, RecordOrigin.API));
        if (items != null) {
            words.add(items);
        }
        return words;
    }

    /** What each page has the last word on, by its place; pages that have none are left out. */
    Map<Integer, PageContent> contents(Words.Home home, boolean missed) {
        Map<Integer, Parts> parts = new TreeMap<>();
        series.values()
                .forEach(words -> words.batches(home, missed)
                        .forEach((page, batch) -> parts(parts, page).samples.add(batch)));
        named.values()
                .forEach(words -> words.items(home, missed)
                        .forEach((page, items) -> items.forEach(item -> {
                            if (item.record() != null) {
                                parts(parts, page).records.add(item.record());
                            } else {
                                parts(parts, page).locations.add(Objects.requireNonNull(item.location()));
                            }
                        })));
        days.values().stream()
                .filter(day -> !missed && home.isIn(day.page, midnight(day.day)))
                .forEach(day -> parts(parts, day.page).days.add(day.day));
        Map<Integer, PageContent> contents = new TreeMap<>();
        parts.forEach((page, own) -> contents.put(page, own.content()));
        return contents;
    }

    /** The keys of records and locations that belong to another part. */
    Map<DataType, Set<RecordKey>> elsewhere(Words.Home home) {
        Map<DataType, Set<RecordKey>> keys = new HashMap<>();
        named.forEach((told, words) ->
                keys.computeIfAbsent(told.type, unused -> new HashSet<>()).addAll(words.elsewhere(home)));
        return keys;
    }

    private static long midnight(LocalDay day) {
        return day.date().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private static Parts parts(Map<Integer, Parts> parts, int page) {
        return parts.computeIfAbsent(page, unused -> new Parts());
    }

    private static final class Parts {
        private final List<SampleBatch> samples = new ArrayList<>();
        private final List<ParsedRecord> records = new ArrayList<>();
        private final List<ParsedLocation> locations = new ArrayList<>();
        private final List<LocalDay> days = new ArrayList<>();

        PageContent content() {
            return new PageContent(samples, records, locations, List.of(), days, List.of());
        }
    }
}
