package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.CoverageLedger;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.Snapshot;

/** Random pages against a model that keeps everything in maps. */
class RandomPagesTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    record Sample(int device, long start, long length, double value) {}

    record Document(int key, long start, long length, int version) {}

    record Page(List<Sample> samples, List<Document> documents, CoverageEntry line) {}

    @Property(tries = 60)
    void whatIsReadIsWhatAPlainMapWouldHold(
            @ForAll("tenPages") List<Page> pages, @ForAll("ranges") List<TimeRange> ranges) throws IOException {
        Path folder = Files.createTempDirectory("pages");
        Model model = new Model();
        try (SqliteStorage store = SqliteStorage.open(folder.resolve("health.db"), InstantSource.fixed(NOW))) {
            int number = 0;
            for (Page page : pages) {
                CommitReceipt receipt = store.commit(commit(store, "job " + number++, page));
                assertThat(List.of(receipt.added(), receipt.changed(), receipt.unchanged()))
                        .isEqualTo(model.take(page));
            }
            try (Snapshot snapshot = store.snapshot()) {
                for (TimeRange range : ranges) {
                    assertThat(samples(snapshot, range)).isEqualTo(model.samples(range));
                    assertThat(documents(snapshot, range)).isEqualTo(model.documents(range));
                    assertThat(snapshot.coverage(HR, range)).isEqualTo(model.lines(range));
                    assertThat(snapshot.daysWithData(HR, range)).isEqualTo(model.sampleDays(range));
                    assertThat(snapshot.daysWithData(stream(SLEEP), range)).isEqualTo(model.documentDays(range));
                }
            }
        } finally {
            delete(folder);
        }
    }

    @Provide
    Arbitrary<List<Page>> tenPages() {
        Arbitrary<Sample> sample = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.longs().between(0, 400),
                        Arbitraries.of(0L, 0L, 0L, 1L, 7L, 60L),
                        Arbitraries.of(60.0, 61.0, 61.5))
                .as((device, start, length, value) -> new Sample(device, at(start), length * HOUR, value));
        Arbitrary<Document> document = Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.longs().between(0, 400),
                        Arbitraries.longs().between(0, 60),
                        Arbitraries.integers().between(0, 1))
                .as((key, start, length, version) -> new Document(key, at(start), length * HOUR, version));
        Arbitrary<CoverageEntry> line = Combinators.combine(
                        Arbitraries.integers().between(0, 16),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.of(Held.values()),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 1))
                .as((first, count, held, settled, asked) -> new CoverageEntry(
                        days(first, count),
                        held,
                        held == Held.UNAVAILABLE ? "why" : "",
                        settled,
                        NOW.plusSeconds(asked),
                        settled ? Optional.empty() : Optional.of(NOW.plusSeconds(60)),
                        0));
        Arbitrary<Page> page = Combinators.combine(
                        sample.list().ofMaxSize(30), document.list().ofMaxSize(4), line)
                .as(Page::new);
        return page.list().ofSize(10);
    }

    @Provide
    Arbitrary<List<TimeRange>> ranges() {
        return Combinators.combine(
                        Arbitraries.longs().between(-50, 450),
                        Arbitraries.longs().between(1, 200))
                .as((start, length) -> TimeRange.ofMillis(at(start), at(start + length)))
                .list()
                .ofSize(4);
    }

    private static long at(long hour) {
        return T0.toEpochMilli() + hour * HOUR;
    }

    private static PageCommit commit(SqliteStorage store, String job, Page page) {
        Map<Integer, TreeMap<List<Long>, Double>> columns = new TreeMap<>();
        page.samples.forEach(sample -> columns.computeIfAbsent(
                        sample.device,
                        device -> new TreeMap<>(Comparator.<List<Long>, Long>comparing(key -> key.get(0))
                                .thenComparing(key -> key.get(1))))
                .put(List.of(sample.start, sample.length), sample.value));
        List<SampleBatch> batches = new ArrayList<>();
        columns.forEach((device, rows) -> batches.add(new SampleBatch(
                HEART_RATE,
                Device.of("device " + device),
                "",
                rows.keySet().stream().mapToLong(key -> key.get(0)).toArray(),
                rows.keySet().stream().mapToLong(key -> key.get(1)).toArray(),
                rows.values().stream().mapToDouble(value -> value).toArray(),
                Map.of())));
        List<ParsedRecord> records = page.documents.stream()
                .map(document -> new ParsedRecord(
                        SLEEP,
                        Set.of(RecordKey.uuid("key " + document.key)),
                        Instant.ofEpochMilli(document.start),
                        Instant.ofEpochMilli(document.start + document.length),
                        Optional.empty(),
                        false,
                        Attributes.of(Map.of("version", document.version))))
                .toList();
        return new PageCommit(
                claim(store, job, days(0, 30)),
                Optional.empty(),
                1,
                new PageContent(batches, records, List.of()),
                List.of(new PageCommit.CoverageChange(HR, page.line)),
                true,
                1,
                NOW);
    }

    private static List<String> samples(Snapshot snapshot, TimeRange range) {
        List<String> found = new ArrayList<>();
        snapshot.samples(
                List.of(HR),
                range,
                (series, start, end, value) -> found.add(
                        start + "/" + end + "/" + series.key().device().key() + "=" + value));
        return found;
    }

    private static List<String> documents(Snapshot snapshot, TimeRange range) {
        List<String> found = new ArrayList<>();
        snapshot.records(
                List.of(stream(SLEEP)),
                range,
                record -> found.add(record.start().toEpochMilli() + "/"
                        + record.end().toEpochMilli() + "/"
                        + record.keys().iterator().next().value() + "="
                        + record.attributes().asMap().get("version")));
        return found.stream().sorted(byTime()).toList();
    }

    /** Records with equal times come in the order in which they were first seen, which the model does not know. */
    private static Comparator<String> byTime() {
        return Comparator.naturalOrder();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The same in maps. */
    private static final class Model {
        private final Map<List<Long>, Double> samples = new HashMap<>();
        private final Map<Integer, Document> documents = new HashMap<>();
        private final Map<Integer, Integer> seriesOrder = new HashMap<>();
        private List<CoverageEntry> lines = List.of();

        List<Integer> take(Page page) {
            Map<List<Long>, Double> fresh = new TreeMap<>(Comparator.comparing(List::toString));
            new TreeSet<>(page.samples.stream().map(Sample::device).toList())
                    .forEach(device -> seriesOrder.putIfAbsent(device, seriesOrder.size()));
            page.samples.forEach(s -> fresh.put(List.of((long) s.device, s.start, s.length), s.value));
            int[] counts = new int[3];
            fresh.forEach((key, value) -> counts[kind(samples.put(key, value), value)]++);
            page.documents.forEach(document -> counts[kind(documents.put(document.key, document), document)]++);
            lines = CoverageLedger.add(lines, page.line);
            return List.of(counts[0], counts[1], counts[2]);
        }

        private static int kind(@org.jspecify.annotations.Nullable Object before, Object now) {
            return before == null ? 0 : before.equals(now) ? 2 : 1;
        }

        List<String> samples(TimeRange range) {
            return samples.entrySet().stream()
                    .filter(each ->
                            intersects(each.getKey().get(1), each.getKey().get(2), range))
                    .sorted(Comparator.<Map.Entry<List<Long>, Double>, Long>comparing(
                                    each -> each.getKey().get(1))
                            .thenComparing(each -> each.getKey().get(2))
                            .thenComparing(
                                    each -> seriesOrder.get(each.getKey().get(0).intValue())))
                    .map(each -> each.getKey().get(1) + "/"
                            + (each.getKey().get(1) + each.getKey().get(2)) + "/device "
                            + each.getKey().get(0) + "=" + each.getValue())
                    .toList();
        }

        List<String> documents(TimeRange range) {
            return documents.values().stream()
                    .filter(each -> intersects(each.start, each.length, range))
                    .map(each ->
                            each.start + "/" + (each.start + each.length) + "/key " + each.key + "=" + each.version)
                    .sorted(byTime())
                    .toList();
        }

        List<CoverageEntry> lines(TimeRange range) {
            return lines.stream().filter(line -> line.range().intersects(range)).toList();
        }

        SortedSet<Instant> sampleDays(TimeRange range) {
            return days(range, samples.keySet().stream().map(key -> List.of(key.get(1), key.get(2))));
        }

        SortedSet<Instant> documentDays(TimeRange range) {
            return days(range, documents.values().stream().map(each -> List.of(each.start, each.length)));
        }

        private static SortedSet<Instant> days(TimeRange range, Stream<List<Long>> rows) {
            List<List<Long>> all = rows.toList();
            TreeSet<Instant> days = new TreeSet<>();
            for (Instant day = range.start().truncatedTo(ChronoUnit.DAYS);
                    day.isBefore(range.end());
                    day = day.plus(1, ChronoUnit.DAYS)) {
                TimeRange whole = TimeRange.of(day, day.plus(1, ChronoUnit.DAYS));
                if (all.stream().anyMatch(row -> intersects(row.get(0), row.get(1), whole))) {
                    days.add(day);
                }
            }
            return days;
        }

        private static boolean intersects(long start, long length, TimeRange range) {
            return start < range.endMs() && (start >= range.startMs() || start + length > range.startMs());
        }
    }
}
