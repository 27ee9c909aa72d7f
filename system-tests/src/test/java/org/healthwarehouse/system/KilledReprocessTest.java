package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it reads kept pages again leaves nothing half read; the next one ends it. */
class KilledReprocessTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 3);
    private static final int KILLED = 128 + 9;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(Long.getLong("crash.seed", 1));
    private String user = "";

    /** Weeks of data that a faulty parser read. */
    @BeforeEach
    void syncByAFaultyParser() throws IOException {
        ManualClock clock = new ManualClock(SyncingChild.NOW);
        try (FulcraSimulator vendor =
                FulcraSimulator.serving(SyntheticPerson.seeded(11)).clock(clock).build()) {
            user = vendor.userId();
            Connector real = ReprocessingChild.connector(vendor.token(), user, URI.create("http://127.0.0.1"));
            try (Bench bench = new Bench(
                    file("misread"),
                    new RereadConnector(real, 1, Misreadings::wrongValues),
                    SyncSettings.DEFAULT,
                    clock,
                    new SeededScheduler(clock, new SplittableRandom(1)),
                    vendor.inMemory())) {
                SyncRequest request = SyncingChild.REQUEST;
                assertThat(bench.sync(request).isComplete()).isTrue();
            }
        }
        Files.copy(file("misread"), file("calm"));
    }

    @Test
    void afterKillsAtRandomMomentsTheStoreEqualsThatOfAnUninterruptedRun() throws Exception {
        String end = runToTheEnd("calm");
        int parts = Integer.parseInt(end.replaceAll("(?s).*ended COMPLETED of (\\d+)", "$1"));
        assertThat(parts).as("parts of which some may be done and others not").isGreaterThan(4);
        List<String> expected = StoreDump.rows(file("calm"));
        assertThat(expected).isNotEqualTo(StoreDump.rows(file("misread")));

        for (int kill = 0; kill < KILLS; kill++) {
            String store = "killed-" + kill;
            Files.copy(file("misread"), file(store));
            kill(store, random.nextInt(parts - 1));
            int done = done(runToTheEnd(store));

            assertThat(done)
                    .as("only what was left is read by the one that ends it")
                    .isLessThan(parts);
            assertThat(StoreDump.rows(file(store))).isEqualTo(expected);
            for (String table : List.of("raw_page", "coverage", "sample_revision", "record_revision")) {
                String count = "SELECT count(*) FROM " + table;
                assertThat(StoreFile.query(file(store), count))
                        .as(table)
                        .isEqualTo(StoreFile.query(file("calm"), count));
            }
            assertThat(StoreFile.query(file(store), "PRAGMA integrity_check")).containsExactly("ok");
            assertThat(runToTheEnd(store)).as("nothing is left to be read").isEmpty();
        }
    }

    private Path file(String store) {
        return folder.resolve(store + ".db");
    }

    private static int done(String said) {
        return (int) said.lines().filter(line -> line.startsWith("done")).count();
    }

    /** Kills a child a little after it has said that so many parts are done, or has begun. */
    private void kill(String store, int parts) throws Exception {
        Path log = folder.resolve(store + "-killed.log");
        Process child = child(store, log);
        while (child.isAlive() && done(said(log)) < Math.max(1, parts)) {
            LockSupport.parkNanos(1_000_000);
        }
        LockSupport.parkNanos(random.nextInt(20_000_000));
        child.destroyForcibly();
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).as("killed at work: %s", said(log)).isEqualTo(KILLED);
        assertThat(said(log)).as("not at its end").doesNotContain("ended");
    }

    /** Answers what it said. */
    private String runToTheEnd(String store) throws Exception {
        Path log = Files.createTempFile(folder, store, ".log");
        Process child = child(store, log);
        assertThat(child.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).as(said(log)).isZero();
        return said(log);
    }

    private Process child(String store, Path log) throws IOException {
        return ChildJvm.start(
                log, "256m", "off", ReprocessingChild.class, file(store).toString(), user);
    }

    private static String said(Path log) throws IOException {
        return Files.exists(log) ? Files.readString(log).strip() : "";
    }
}
