package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.Reading;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the store fails, the job pauses, what is committed stays readable, and the same warehouse goes on later. */
class StorageFaultsTest {
    /** Every warehouse draws other job ids. */
    private static final AtomicInteger WAREHOUSES = new AtomicInteger();

    static final int DAYS = 150;
    static final Instant OLD = Bench.NOW.minus(Duration.ofDays(400));
    static final TimeRange RANGE = new TimeRange(OLD, OLD.plus(Duration.ofDays(DAYS)));
    static final SyncRequest REQUEST = SyncRequest.of(HEART_RATE).in(RANGE);

    @TempDir
    Path folder;

    private final ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));
    private final ManualClock clock = new ManualClock(Bench.NOW);

    static HealthWarehouse open(Path file, ScriptedVendor vendor, ManualClock clock) {
        return HealthWarehouse.builder()
                .storage(SqliteStorage.builder(file)
                        .clock(clock)
                        .lockWait(Duration.ofMillis(20))
                        .open())
                .connector(vendor)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .scheduler(new SeededScheduler(clock, new SplittableRandom(1)))
                .random(new SplittableRandom(WAREHOUSES.incrementAndGet()))
                .settings(SyncSettings.DEFAULT.lanes(1).pause(Duration.ZERO))
                .build();
    }

    static Reading<SampleSeries> stored(HealthWarehouse warehouse) {
        return warehouse
                .samples(HEART_RATE)
                .between(RANGE.start(), RANGE.end())
                .mode(ReadMode.LOCAL_ONLY)
                .read();
    }

    /** The one job of a sync that the store stopped. */
    private static SyncReport.JobReport paused(SyncReport report) {
        assertThat(report.jobs()).hasSize(1);
        SyncReport.JobReport job = report.jobs().get(0);
        assertThat(job.state()).isEqualTo(JobState.PAUSED);
        assertThat(job.stoppedBy().orElseThrow()).isInstanceOf(Failure.StorageFailed.class);
        assertThat(job.note()).contains("The database cannot be used at the moment", "Resume with job " + job.job());
        assertThat(job.chunksDone()).isBetween(1, DAYS - 1);
        return job;
    }

    /** The same warehouse goes on at once, and asks again only what was on its way. */
    private void assertResumes(HealthWarehouse warehouse, SyncReport.JobReport job) {
        Instant before = clock.instant();
        SyncReport report = warehouse.resume(job.job()).await();

        assertThat(report.isComplete()).isTrue();
        assertThat(stored(warehouse).data().size()).isEqualTo(DAYS * 24);
        assertThat(vendor.asked).hasSizeBetween(DAYS, DAYS + 1);
        assertThat(Duration.between(before, clock.instant()))
                .as("it does not wait for a lease to run out")
                .isLessThan(Duration.ofSeconds(30));
        assertThat(warehouse.jobs()).extracting(SyncJob::state).containsExactly(JobState.COMPLETED);
        assertThat(warehouse.verify().isSound()).isTrue();
        assertThat(warehouse.openErrors(job(warehouse).plan().user(), 10)).isEmpty();
    }

    private static SyncJob job(HealthWarehouse warehouse) {
        return warehouse.jobs().get(0);
    }

    @Test
    void aDatabaseThatAnotherProgramLocksPausesTheJobUntilItIsFree() throws Exception {
        Path file = folder.resolve("health.db");
        try (HealthWarehouse warehouse = open(file, vendor, clock);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement lock = other.createStatement()) {
            beforeCall(50, () -> lock.executeUpdate("BEGIN IMMEDIATE"));

            SyncReport.JobReport job = paused(warehouse.sync(REQUEST).await());

            assertThat(job.stoppedBy().orElseThrow().message()).contains("locked", "try again");
            assertThat(stored(warehouse).data().size()).isEqualTo(49 * 24);
            clock.advance(Duration.ofMinutes(1));
            assertThatThrownBy(() -> warehouse.resume(job.job())).isInstanceOf(StorageFailedException.class);
            lock.executeUpdate("ROLLBACK");
            assertResumes(warehouse, job);
        }
    }

    @Test
    void aWarehouseCanBeClosedWhileTheStoreFailsAndTheNextOneResumes() throws Exception {
        Path file = folder.resolve("health.db");
        SyncReport.JobReport job;
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            try (HealthWarehouse warehouse = open(file, vendor, clock);
                    Statement lock = other.createStatement()) {
                beforeCall(50, () -> lock.executeUpdate("BEGIN IMMEDIATE"));
                job = paused(warehouse.sync(REQUEST).await());
            }
        }
        clock.advance(Duration.ofMinutes(3));
        try (HealthWarehouse warehouse = open(file, vendor, clock)) {
            assertResumes(warehouse, job);
        }
    }

    @Test
    void aReadWhileTheStoreCannotBeWrittenAnswersWhatIsStoredAsStale() throws Exception {
        Path file = folder.resolve("health.db");
        try (HealthWarehouse warehouse = open(file, vendor, clock);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement lock = other.createStatement()) {
            var unused = warehouse
                    .sync(SyncRequest.of(HEART_RATE).between(OLD, OLD.plus(Duration.ofDays(1))))
                    .await();
            lock.executeUpdate("BEGIN IMMEDIATE");
            Freshness freshness = read(warehouse, 2).freshness();
            assertThat(freshness.origin()).isEqualTo(Freshness.Origin.STALE);
            assertThat(freshness.error().orElseThrow()).isInstanceOf(Failure.StorageFailed.class);
            assertThat(freshness.recordCount()).isEqualTo(24);

            lock.executeUpdate("ROLLBACK");
            beforeCall(0, () -> lock.executeUpdate("BEGIN IMMEDIATE"));
            assertThat(read(warehouse, 3).freshness().origin()).isEqualTo(Freshness.Origin.STALE);
            lock.executeUpdate("ROLLBACK");
            Instant before = clock.instant();
            assertThat(read(warehouse, 3).data().size()).isEqualTo(3 * 24);
            assertThat(Duration.between(before, clock.instant())).isLessThan(Duration.ofSeconds(20));
            assertThat(rows(file, "SELECT count(*) FROM sync_job WHERE kind = 'READ'"))
                    .isZero();
            assertThat(rows(file, "SELECT count(*) FROM fetch_claim")).isZero();
        }
    }

    private Reading<SampleSeries> read(HealthWarehouse warehouse, int days) {
        return warehouse
                .samples(HEART_RATE)
                .between(OLD, OLD.plus(Duration.ofDays(days)))
                .read();
    }

    @Test
    void aFullDiskPausesTheJobUntilThereIsRoom() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString()))
                .as("only an administrator may mount a small disk; the next test needs none")
                .isTrue();
        try (HealthWarehouse warehouse = open(disk.resolve("health.db"), vendor, clock)) {
            SyncReport.JobReport job = paused(warehouse.sync(REQUEST).await());

            assertThat(job.stoppedBy().orElseThrow().message()).contains("the disk is full", "free some space");
            assertThat(stored(warehouse).data().size()).isEqualTo(job.chunksDone() * 24);
            assertThat(run("mount", "-o", "remount,size=64m", disk.toString())).isTrue();
            assertResumes(warehouse, job);
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void aFileThatMayNotGrowPausesTheJobAndAnotherProcessResumesIt() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/bin/sh")))
                .as("a shell that knows ulimit")
                .isTrue();
        Path file = folder.resolve("health.db");
        Path output = folder.resolve("child.log");

        // Large enough for the driver's native library; in units of 512 bytes or of 1 KiB, as the shell likes it.
        Process child =
                ChildJvm.underShell("ulimit -f 8192", output, "128m", StoppedByTheStoreChild.class, file.toString());

        assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).as(Files.readString(output)).isZero();
        try (HealthWarehouse warehouse = open(file, vendor, clock)) {
            int held = stored(warehouse).data().size();
            assertThat(held).isBetween(24, (DAYS - 1) * 24);
            assertThat(warehouse.resume(job(warehouse).id()).await().isComplete())
                    .isTrue();
            assertThat(stored(warehouse).data().size()).isEqualTo(DAYS * 24);
            assertThat(vendor.asked).hasSize(DAYS - held / 24);
            assertThat(warehouse.verify().isSound()).isTrue();
        }
    }

    @Test
    void aReadOnlyFileIsRefusedAndUsedWhereItLeftOffWhenItIsWritable() throws Exception {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"))
                .as("file rights")
                .isTrue();
        Path file = folder.resolve("health.db");
        try (HealthWarehouse warehouse = open(file, vendor, clock)) {
            assertThat(warehouse.sync(REQUEST).await().isComplete()).isTrue();
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThatThrownBy(() -> open(file, vendor, clock))
                .isInstanceOf(StorageFailedException.class)
                .hasMessageContainingAll("read-only", "make both writable");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (HealthWarehouse warehouse = open(file, vendor, clock)) {
            assertThat(stored(warehouse).freshness().coverage()).isEqualTo(1);
            assertThat(warehouse.plan(REQUEST).isEmpty()).isTrue();
        }
    }

    @Test
    void aWriteAheadLogThatIsDeletedCostsItsCommitsAndNothingElse() throws Exception {
        Path file = folder.resolve("health.db");
        Path without = folder.resolve("without-log.db");
        try (HealthWarehouse warehouse = open(file, vendor, clock)) {
            // Half a year makes the log long enough to be moved into the file now and then.
            assertThat(warehouse.sync(REQUEST).await().isComplete()).isTrue();
            assertThat(Files.size(folder.resolve("health.db-wal"))).isPositive();
            // What a killed process leaves behind, less its log.
            Files.copy(file, without);
        }
        vendor.asked.clear();
        try (HealthWarehouse warehouse = open(without, vendor, clock)) {
            assertThat(warehouse.verify().isSound()).isTrue();
            Reading<SampleSeries> left = stored(warehouse);
            assertThat(left.data().size()).isLessThan(DAYS * 24);
            assertThat(left.freshness().coverage() * DAYS).isEqualTo(left.data().size() / 24.0);

            assertThat(warehouse.sync(REQUEST).await().isComplete()).isTrue();
            assertThat(stored(warehouse).data().size()).isEqualTo(DAYS * 24);
            assertThat(vendor.asked).hasSize(DAYS - left.data().size() / 24);
        }
    }

    @FunctionalInterface
    private interface Fault {
        void strike() throws SQLException;
    }

    /** Answers so many calls and strikes while the next one is on its way. */
    private void beforeCall(int number, Fault fault) {
        for (int i = 1; i < number; i++) {
            var unused = vendor.then((request, context) -> vendor.page(request, context, "ok"));
        }
        var unused = vendor.then((request, context) -> {
            try {
                fault.strike();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            return vendor.page(request, context, "ok");
        });
    }

    private static long rows(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement.executeQuery(sql).getLong(1);
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
