package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.healthwarehouse.Day;
import org.healthwarehouse.ImportReport;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.ReprocessRequest;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.fakes.Change;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.healthwarehouse.testkit.whoop.WhoopSimulator;
import org.healthwarehouse.whoop.WhoopConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app's export and the developer interface tell of the same records, in whatever order they come. */
class WhoopExportAndApiTest {
    private static final long MEMBER = 10_129;
    private static final TimeRange MONTH =
            new TimeRange(WhoopBench.NOW.minus(Duration.ofDays(60)), WhoopBench.NOW.minus(Duration.ofDays(30)));
    private static final List<RecordType> TYPES =
            List.of(DataTypes.CYCLE, DataTypes.RECOVERY, DataTypes.SLEEP, DataTypes.WORKOUT);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(WhoopBench.NOW);
    private final WhoopSimulator vendor = WhoopSimulator.seeded(9)
            .clock(clock)
            .member(MEMBER)
            .changing(Change.allBut(Change.LATE_UPLOADS))
            .build();
    private Path export;
    private List<String> byTheInterface = List.of();
    private Bench bench;

    @BeforeEach
    void exportTheMonth() throws IOException {
        export = folder.resolve("whoop.zip");
        try (Bench other = open("exported")) {
            sync(other, TYPES);
            byTheInterface = recoveriesByDay(other);
            try (Snapshot snapshot = other.storage.snapshot()) {
                new WhoopExportFile(snapshot, MONTH).write(export);
            }
        }
        bench = open("health");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Bench open(String name) {
        return new Bench(
                folder.resolve(name + ".db"),
                WhoopConnector.builder()
                        .tokens(AccessTokens.fixed(vendor.token(MEMBER)))
                        .clientId(vendor.clientId())
                        .baseUri(URI.create("http://127.0.0.1/developer"))
                        .build(),
                SyncSettings.DEFAULT.pause(Duration.ZERO),
                clock,
                new SeededScheduler(clock, new SplittableRandom(1)),
                vendor.inMemory());
    }

    private static void sync(Bench bench, List<RecordType> types) {
        assertThat(bench.sync(SyncRequest.of(new HashSet<DataType>(types)).in(MONTH))
                        .isComplete())
                .isTrue();
    }

    private ImportReport read() {
        ImportReport report = bench.warehouse.importFrom(export);
        assertThat(report.skipped()).isEmpty();
        assertThat(report.taken()).flatExtracting(ImportReport.Taken::problems).isEmpty();
        return report;
    }

    private static StreamId stream(DataType type) {
        return new StreamId(UserId.LOCAL, WhoopConnector.SOURCE, type);
    }

    private List<HealthRecord> records(RecordType type) {
        List<HealthRecord> records = new java.util.ArrayList<>();
        try (Snapshot snapshot = bench.storage.snapshot()) {
            snapshot.records(List.of(stream(type)), MONTH, records::add);
        }
        return records;
    }

    @Test
    void whenKeptPagesAreReadAgainTheReportNamesTheFilesThatTakeNoPart() {
        sync(bench, TYPES);
        ReprocessRequest all = ReprocessRequest.everything().evenIfRead();
        assertThat(bench.warehouse.reprocess(all).await().leftOut()).isEmpty();
        read();

        SyncReport report = bench.warehouse.reprocess(all).await();

        assertThat(report.isComplete()).isTrue();
        assertThat(report.leftOut()).isNotEmpty().allSatisfy(kept -> {
            assertThat(kept.source()).isEqualTo(WhoopConnector.SOURCE);
            assertThat(kept.pages()).isPositive();
        });
        assertThatThrownBy(() -> bench.warehouse.reprocess(DataTypes.BODY_MASS_INDEX))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContainingAll(
                        "see offeredTypes()",
                        "import their file once more, or hand a pushed page to ingest again",
                        "whoop " + report.leftOut().get(0).feed());
        assertThat(report.leftOut())
                .extracting(kept -> kept.feed().value())
                .containsExactlyElementsOf(bench.query("SELECT DISTINCT f.name FROM fetch p JOIN feed f USING (feed_id)"
                        + " WHERE p.origin = 'IMPORT' AND p.raw_id IS NOT NULL ORDER BY 1"));
    }

    /** Every record of the interface has its row, and no row is a record of its own. */
    private void requireOneRecordOfEach() {
        for (RecordType type : TYPES) {
            Set<String> truth = new TreeSet<>();
            vendor.truth(MEMBER, type, MONTH, clock.instant())
                    .forEach(item -> truth.add(WhoopWorld.strong(item).identity()));
            List<HealthRecord> stored = records(type);
            assertThat(stored)
                    .extracting(WhoopExportAndApiTest::own)
                    .as(type.name())
                    .hasSameElementsAs(truth);
            assertThat(stored).as(type.name()).hasSize(truth.size());
            assertThat(stored).extracting(HealthRecord::origin).containsOnly(RecordOrigin.API);
        }
        assertThat(bench.query("SELECT count(*) FROM (SELECT r.record_id FROM record r WHERE r.told = 1)"))
                .as("all but unscored recoveries, of which no table tells, and the edges of the month")
                .singleElement()
                .satisfies(alone -> assertThat(Integer.parseInt(alone)).isLessThan(14));
    }

    private static String own(HealthRecord record) {
        return record.keys().stream()
                .filter(RecordKey::isStrong)
                .map(key -> key.scheme() + ":" + key.value())
                .findFirst()
                .orElse("none: " + record.keys());
    }

    private String dump() {
        StringBuilder all = new StringBuilder();
        for (RecordType type : TYPES) {
            records(type).stream()
                    .sorted(java.util.Comparator.comparing(WhoopExportAndApiTest::own))
                    .forEach(record -> all.append(new TreeSet<>(record.keys()))
                            .append(record.start())
                            .append(record.attributes().toJson())
                            .append('\n'));
        }
        return all.toString();
    }

    /** The recoveries of each date; two where the member had the date twice. */
    private static List<String> recoveriesByDay(Bench bench) {
        LocalDate first = LocalDate.ofInstant(MONTH.start().plus(Duration.ofDays(2)), java.time.ZoneOffset.UTC);
        List<String> shown = new java.util.ArrayList<>();
        for (Day day : bench.warehouse
                .daily(first, first.plusDays(25))
                .from("whoop")
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data()) {
            day.recovery().value().ifPresent(each -> shown.add(day.date() + " " + own(each.record())));
            day.furtherNights()
                    .forEach(night -> night.recovery()
                            .value()
                            .ifPresent(each -> shown.add(day.date() + " again " + own(each.record()))));
        }
        return shown;
    }

    /** As if there were no export. */
    private void requireOneRecoveryADay() {
        assertThat(recoveriesByDay(bench))
                .hasSizeGreaterThan(20)
                .doesNotHaveDuplicates()
                .isEqualTo(byTheInterface);
    }

    @Test
    void firstTheInterfaceThenTheExport() {
        sync(bench, TYPES);
        int added = read().added();
        assertThat(added).isZero();
        requireOneRecordOfEach();
        requireOneRecoveryADay();
    }

    @Test
    void firstTheExportThenTheInterface() {
        read();
        requireOneRecoveryADayFromTheExportAlone();
        sync(bench, TYPES);
        requireOneRecordOfEach();
        requireOneRecoveryADay();
    }

    private void requireOneRecoveryADayFromTheExportAlone() {
        List<Instant> starts =
                records(DataTypes.RECOVERY).stream().map(HealthRecord::start).toList();
        assertThat(starts).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    }

    @Test
    void recoveriesMeetAlsoIfTheirCyclesComeLast() {
        read();
        sync(bench, List.of(DataTypes.RECOVERY));
        assertThat(records(DataTypes.RECOVERY)).hasSizeGreaterThan(40);
        sync(bench, List.of(DataTypes.SLEEP, DataTypes.WORKOUT, DataTypes.CYCLE));
        requireOneRecordOfEach();
        requireOneRecoveryADay();
    }

    @Test
    void theOrderDoesNotMatterAndToReadItAgainChangesNothing() {
        sync(bench, TYPES);
        read();
        String apiFirst = dump();
        List<String> revisions = bench.query("SELECT count(*) FROM record_revision");
        ImportReport again = read();
        assertThat(again.added() + again.changed()).isZero();
        bench.clock.advance(Duration.ofSeconds(1));
        assertThat(bench.sync(SyncRequest.of(new HashSet<DataType>(TYPES))
                                .in(MONTH)
                                .forced())
                        .isComplete())
                .isTrue();
        assertThat(dump()).isEqualTo(apiFirst);
        assertThat(bench.query("SELECT count(*) FROM record_revision")).isEqualTo(revisions);
        bench.close();
        bench = open("other way round");
        read();
        sync(bench, TYPES);
        assertThat(dump()).isEqualTo(apiFirst);
    }

    /** What both tell, each in its own words, is told under one name and in one unit. */
    @Test
    void rowsAndRecordsAgreeInNamesAndUnits() {
        read();
        List<HealthRecord> rows = records(DataTypes.SLEEP);
        List<HealthRecord> workouts = records(DataTypes.WORKOUT);
        List<HealthRecord> cycles = records(DataTypes.CYCLE);
        List<HealthRecord> recoveries = records(DataTypes.RECOVERY);
        sync(bench, TYPES);
        requireClose(rows, Set.of("vendor"));
        requireClose(workouts, Set.of("vendor", "name"));
        requireClose(cycles, Set.of("vendor"));
        // A recovery of the interface does not say when and where it was.
        requireClose(recoveries, Set.of("vendor"));
    }

    private void requireClose(List<HealthRecord> rows, Set<String> but) {
        assertThat(rows).isNotEmpty();
        for (HealthRecord row : rows) {
            HealthRecord whole;
            try (Snapshot snapshot = bench.storage.snapshot()) {
                whole = snapshot.record(
                                stream(row.type()), row.keys().iterator().next())
                        .orElseThrow();
            }
            row.attributes().asMap().forEach((name, value) -> {
                Object better = whole.attributes().asMap().get(name);
                assertThat(better).as(row.type() + " " + name).isNotNull();
                if (value instanceof Number number && better instanceof Number exact) {
                    assertThat(exact.doubleValue())
                            .as(row.type() + " " + name)
                            .isBetween(number.doubleValue() - 30, number.doubleValue() + 30);
                } else if (!but.contains(name)) {
                    assertThat(better).as(row.type() + " " + name).isEqualTo(value);
                }
            });
        }
    }
}
