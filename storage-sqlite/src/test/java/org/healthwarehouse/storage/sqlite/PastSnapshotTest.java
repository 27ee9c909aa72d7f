package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.healthwarehouse.storage.sqlite.Fixtures.HEART_RATE;
import static org.healthwarehouse.storage.sqlite.Fixtures.HR;
import static org.healthwarehouse.storage.sqlite.Fixtures.NOW;
import static org.healthwarehouse.storage.sqlite.Fixtures.T0;
import static org.healthwarehouse.storage.sqlite.Fixtures.TRACK;
import static org.healthwarehouse.storage.sqlite.Fixtures.WORKOUT;
import static org.healthwarehouse.storage.sqlite.Fixtures.claim;
import static org.healthwarehouse.storage.sqlite.Fixtures.content;
import static org.healthwarehouse.storage.sqlite.Fixtures.days;
import static org.healthwarehouse.storage.sqlite.Fixtures.minutes;
import static org.healthwarehouse.storage.sqlite.Fixtures.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.ListingResult;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StoredItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store as it was at an earlier commit. */
class PastSnapshotTest {
    private static final TimeRange ALL = days(-1, 40);
    private static final TimeRange SOME = days(3, 4);

    @TempDir
    Path folder;

    @Test
    void whatHasChangedSinceHasItsOldFormAndWhatCameLaterIsNotThere() {
        try (SqliteStorage store = SqliteStorage.open(folder.resolve("health.db"), InstantSource.fixed(NOW))) {
            Fixtures.commit(store, "first", content(minutes(T0, 60, 61)));
            Fixtures.commit(store, "second", content(minutes(T0, 60, 62, 63)));
            assertThat(read(store, 0)).isEmpty();
            assertThat(read(store, 1)).containsExactly("PT0S=60.0", "PT1M=61.0");
            assertThat(read(store, 2)).containsExactly("PT0S=60.0", "PT1M=62.0", "PT2M=63.0");
            try (Snapshot past = store.snapshot(1)) {
                assertThat(past.number()).isEqualTo(1);
            }
        }
    }

    @Test
    void aCommitThatIsNotThereYetIsRefusedAndHoldsNoConnection() {
        try (SqliteStorage store = SqliteStorage.open(folder.resolve("health.db"), InstantSource.fixed(NOW))) {
            for (int i = 0; i < 10; i++) {
                assertThatExceptionOfType(InvalidParameterException.class)
                        .isThrownBy(() -> store.snapshot(1))
                        .withMessageContaining("last commit, 0");
                assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> store.snapshot(-1));
            }
        }
    }

    private static List<String> read(SqliteStorage store, long number) {
        try (Snapshot snapshot = store.snapshot(number)) {
            return Fixtures.read(snapshot, HR, ALL);
        }
    }

    @Property(tries = 25)
    void theStateAsOfEveryCommitIsWhatASnapshotTakenThenSaid(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path own = Files.createTempDirectory("past");
        try (SqliteStorage store = SqliteStorage.open(own.resolve("health.db"), InstantSource.fixed(NOW))) {
            Map<Long, List<String>> then = new HashMap<>();
            then.put(0L, List.of());
            for (int i = 0; i < 12; i++) {
                var unused = store.commit(page(store, "job " + i, random));
                try (Snapshot now = store.snapshot()) {
                    then.put(now.number(), state(now));
                }
            }
            for (Map.Entry<Long, List<String>> known : then.entrySet()) {
                try (Snapshot past = store.snapshot(known.getKey())) {
                    assertThat(state(past)).isEqualTo(known.getValue());
                }
            }
        } finally {
            try (var files = Files.walk(own)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static PageCommit page(SqliteStorage store, String job, SplittableRandom random) {
        List<ParsedRecord> records = new ArrayList<>();
        List<ParsedLocation> locations = new ArrayList<>();
        List<PageContent.Deletion> deletions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int key = random.nextInt(5);
            Instant start = at(random);
            records.add(new ParsedRecord(
                            WORKOUT,
                            // Always the same two keys: those that a record has been given are kept for ever.
                            Set.of(RecordKey.uuid("key " + key), new RecordKey("serial", "no " + key)),
                            start,
                            start.plus(Duration.ofHours(random.nextInt(50))),
                            Optional.empty(),
                            false,
                            Attributes.of(Map.of("laps", random.nextInt(2))))
                    .toldBy(random.nextInt(3) > 0 ? RecordOrigin.API : RecordOrigin.CSV));
            locations.add(new ParsedLocation(
                    TRACK,
                    RecordKey.uuid("fix " + random.nextInt(5)),
                    at(random),
                    random.nextInt(2),
                    2,
                    OptionalDouble.empty(),
                    Attributes.EMPTY));
            deletions.add(new PageContent.Deletion(WORKOUT, RecordKey.uuid("key " + random.nextInt(5))));
            deletions.add(new PageContent.Deletion(TRACK, RecordKey.uuid("fix " + random.nextInt(5))));
        }
        List<StoredItem> gone = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            long start = at(random).toEpochMilli();
            gone.add(new StoredItem.Sample("watch", "", start, start + length(random)));
        }
        return new PageCommit(
                claim(store, job, days(0, 30)),
                Optional.empty(),
                1,
                new PageContent(
                        List.of(samples(random)),
                        records,
                        locations,
                        random.nextBoolean() ? deletions : List.of(),
                        List.of(),
                        List.of()),
                List.of(),
                true,
                1,
                NOW,
                List.of(),
                List.of(new ListingResult(HR, days(0, 30), List.of(), gone)));
    }

    private static Instant at(SplittableRandom random) {
        return T0.plus(Duration.ofHours(6L * random.nextInt(40)));
    }

    private static long length(SplittableRandom random) {
        return Duration.ofHours(random.nextInt(2) * 7L).toMillis();
    }

    private static SampleBatch samples(SplittableRandom random) {
        TreeMap<Long, long[]> rows = new TreeMap<>();
        for (int i = 0; i < 10; i++) {
            rows.put(at(random).toEpochMilli(), new long[] {length(random), 60 + random.nextInt(2)});
        }
        Map<Integer, Attributes> notes = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            if (random.nextInt(3) == 0) {
                notes.put(row, Attributes.of(Map.of("context", random.nextInt(2))));
            }
        }
        return new SampleBatch(
                HEART_RATE,
                Device.of("watch"),
                "",
                rows.keySet().stream().mapToLong(start -> start).toArray(),
                rows.values().stream().mapToLong(row -> row[0]).toArray(),
                rows.values().stream().mapToDouble(row -> row[1]).toArray(),
                notes);
    }

    /** All rows, and those of a part of the time. */
    private static List<String> state(Snapshot snapshot) {
        List<String> rows = new ArrayList<>();
        for (TimeRange range : List.of(ALL, SOME)) {
            snapshot.samples(
                    List.of(HR),
                    range,
                    (series, start, end, value, note) -> rows.add(start + "/" + end + "=" + value + note.toJson()));
            snapshot.samples(List.of(HR), range, (series, start, end, value) -> rows.add(start + "=" + value));
            snapshot.records(
                    List.of(stream(WORKOUT)),
                    range,
                    record -> rows.add(record.start() + "/" + record.end()
                            + new TreeSet<>(
                                    record.keys().stream().map(Object::toString).toList())
                            + record.origin()
                            + record.attributes().toJson()));
            snapshot.locations(List.of(stream(TRACK)), range, fix -> rows.add(fix.toString()));
        }
        return rows;
    }
}
