package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.ANN;
import static org.healthwarehouse.storage.sqlite.Fixtures.HEART_RATE;
import static org.healthwarehouse.storage.sqlite.Fixtures.HR;
import static org.healthwarehouse.storage.sqlite.Fixtures.NOW;
import static org.healthwarehouse.storage.sqlite.Fixtures.SLEEP;
import static org.healthwarehouse.storage.sqlite.Fixtures.T0;
import static org.healthwarehouse.storage.sqlite.Fixtures.claim;
import static org.healthwarehouse.storage.sqlite.Fixtures.content;
import static org.healthwarehouse.storage.sqlite.Fixtures.days;
import static org.healthwarehouse.storage.sqlite.Fixtures.last;
import static org.healthwarehouse.storage.sqlite.Fixtures.minutes;
import static org.healthwarehouse.storage.sqlite.Fixtures.samples;
import static org.healthwarehouse.storage.sqlite.Fixtures.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.Derivation;
import org.healthwarehouse.storage.ListingResult;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.SeriesCollector;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StoredItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are made out of samples, here runs of heart rate without a pause of an hour. */
class DerivedRecordsTest {
    private static final StreamId RUNS = stream(SLEEP);

    @TempDir
    Path folder;

    private final Map<Integer, Derivation> versions = new HashMap<>();
    private int jobs;

    private Derivation runs(int version) {
        return versions.computeIfAbsent(version, v -> new Derivation(new Runs(HEART_RATE, SLEEP, v), RUNS));
    }

    private CommitReceipt commit(SqliteStorage store, PageContent content) {
        return store.commit(
                last(claim(store, "job " + jobs++, days(0, 30)), content).deriving(List.of(runs(1))));
    }

    private CommitReceipt gone(SqliteStorage store, StoredItem... items) {
        return store.commit(new PageCommit(
                        claim(store, "job " + jobs++, days(0, 30)),
                        Optional.empty(),
                        1,
                        PageContent.EMPTY,
                        List.of(),
                        true,
                        1,
                        NOW,
                        List.of(),
                        List.of(new ListingResult(HR, days(0, 30), List.of(), List.of(items))))
                .deriving(List.of(runs(1))));
    }

    private Path file() {
        return folder.resolve("health.db");
    }

    private SqliteStorage open() {
        return SqliteStorage.open(file(), InstantSource.fixed(NOW));
    }

    private static Instant at(int hours, int minutes) {
        return T0.plus(Duration.ofHours(hours).plusMinutes(minutes));
    }

    private List<String> revisions() {
        return Sql.rows(file(), "SELECT start_ms, reason, keys IS NULL FROM record_revision ORDER BY replaced_by");
    }

    @Test
    void samplesMakeRecordsInTheSameCommit() {
        try (SqliteStorage store = open()) {
            CommitReceipt receipt = commit(store, content(minutes(at(1, 0), 60, 61), minutes(at(5, 0), 70)));
            assertThat(receipt.added()).isEqualTo(3);
            assertThat(receipt.touched()).containsExactlyInAnyOrder(HR, RUNS);
            assertThat(read(store)).containsExactly("PT1H/PT1H1M count=2 sum=121.0", "PT5H/PT5H count=1 sum=70.0");
            try (Snapshot snapshot = store.snapshot()) {
                assertThat(snapshot.streams(ANN)).contains(RUNS);
                assertThat(snapshot.lastSuccess(RUNS)).contains(NOW);
            }
            assertThat(store.care().verify(progress -> true).findings()).isEmpty();
        }
    }

    @Test
    void onlyWhatIsTouchedIsWrittenAgain() {
        try (SqliteStorage store = open()) {
            commit(store, content(minutes(at(1, 0), 60), minutes(at(5, 0), 70), minutes(at(9, 0), 80)));
            commit(store, content(minutes(at(5, 1), 71)));
            assertThat(Sql.rows(file(), "SELECT fetch_id FROM record ORDER BY start_ms"))
                    .containsExactly("1", "2", "1");
            assertThat(revisions()).containsExactly(at(5, 0).toEpochMilli() + "|DERIVED|0");
            CommitReceipt again = commit(store, content(minutes(at(5, 0), 70, 71)));
            assertThat(again.touched()).isEmpty();
            assertThat(revisions()).hasSize(1);
        }
    }

    @Test
    void aSampleBetweenTwoRecordsMakesThemOneAndItsLossTwoAgain() {
        try (SqliteStorage store = open()) {
            commit(store, content(minutes(at(1, 0), 60), minutes(at(2, 30), 61)));
            assertThat(read(store)).hasSize(2);
            commit(store, content(minutes(at(1, 45), 62)));
            assertThat(read(store)).containsExactly("PT1H/PT2H30M count=3 sum=183.0");
            long bridge = at(1, 45).toEpochMilli();
            gone(store, new StoredItem.Sample("watch", "", bridge, bridge));
            assertThat(read(store)).containsExactly("PT1H/PT1H count=1 sum=60.0", "PT2H30M/PT2H30M count=1 sum=61.0");
            assertThat(Sql.rows(file(), "SELECT DISTINCT reason FROM record_revision"))
                    .containsExactly("DERIVED");
        }
    }

    @Test
    void aNewVersionMakesEverythingAnewOnceAndGoesOnWhereItWasCutOff() {
        try (SqliteStorage store = open()) {
            PageContent threeMonths =
                    content(minutes(at(1, 0), 60), minutes(at(24 * 40, 0), 70), minutes(at(1900, 0), 80));
            var unused = store.commit(last(claim(store, "job", days(0, 90)), threeMonths));
            assertThat(read(store)).isEmpty();

            assertThat(store.deriveAnew(runs(1), NOW)).isTrue();
            assertThat(read(store)).hasSize(1);
        }
        try (SqliteStorage store = open()) {
            int more = 0;
            while (store.deriveAnew(runs(1), NOW)) {
                more++;
            }
            assertThat(more).isEqualTo(2);
            assertThat(read(store)).hasSize(3);
            assertThat(store.deriveAnew(runs(1), NOW)).isFalse();

            while (store.deriveAnew(runs(2), NOW)) {
                more++;
            }
            assertThat(more).isEqualTo(5);
            assertThat(read(store)).first().isEqualTo("PT1H/PT1H count=1 sum=60.0 version=2");
            assertThat(store.deriveAnew(runs(1), NOW)).isFalse();
            assertThat(read(store)).first().asString().contains("version=2");
        }
    }

    @Property(tries = 60)
    void inWhateverOrderSamplesComeAndGoTheRecordsAreThoseOfAllSamples(@ForAll("changes") List<Change> changes)
            throws IOException {
        Path own = Files.createTempDirectory("derived");
        try (SqliteStorage store = SqliteStorage.open(own.resolve("health.db"), InstantSource.fixed(NOW))) {
            for (Change change : changes) {
                if (change.gone) {
                    long start = change.start().toEpochMilli();
                    gone(store, new StoredItem.Sample("watch", "", start, start + change.length * 60_000L));
                } else {
                    commit(store, content(change.batch()));
                }
                assertThat(read(store)).isEqualTo(expected(store));
            }
            assertThat(store.care().verify(progress -> true).findings()).isEmpty();
        } finally {
            try (var files = Files.walk(own)) {
                for (Path path :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    record Change(boolean gone, int minute, int length, double value) {
        Instant start() {
            return T0.plus(Duration.ofMinutes(minute * 10L));
        }

        SampleBatch batch() {
            return samples(
                    HEART_RATE, Device.of("watch"), start(), Duration.ofMinutes(1), Duration.ofMinutes(length), value);
        }
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.of(false, false, true),
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.of(0, 20),
                        Arbitraries.of(60.0, 61.0))
                .as(Change::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    private static List<String> expected(SqliteStorage store) {
        SeriesCollector all = new SeriesCollector();
        try (Snapshot snapshot = store.snapshot()) {
            snapshot.samples(List.of(HR), days(-1, 40), all);
        }
        return new Runs(HEART_RATE, SLEEP, 1)
                .derive(all.series(HEART_RATE)).stream()
                        .map(run ->
                                text(run.start(), run.end(), run.attributes().asMap()))
                        .toList();
    }

    private static List<String> read(SqliteStorage store) {
        List<String> found = new ArrayList<>();
        try (Snapshot snapshot = store.snapshot()) {
            snapshot.records(
                    List.of(RUNS),
                    days(-1, 100),
                    record -> found.add(text(
                            record.start(), record.end(), record.attributes().asMap())));
        }
        return found;
    }

    private static String text(Instant start, Instant end, Map<String, Object> values) {
        StringBuilder text = new StringBuilder(Duration.between(T0, start) + "/" + Duration.between(T0, end));
        new TreeMap<>(values)
                .forEach((name, value) ->
                        text.append(" ").append(name).append("=").append(value));
        return text.toString();
    }
}
