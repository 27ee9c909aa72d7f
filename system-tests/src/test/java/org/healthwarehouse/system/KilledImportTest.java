package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.healthwarehouse.testkit.garmin.FitArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of a long import loses nothing and doubles nothing; the next one ends it. */
class KilledImportTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 3);
    private static final int FILES = Integer.getInteger("crash.files", 220);
    private static final int KILLED = 128 + 9;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(Long.getLong("crash.seed", 1));

    @Test
    void afterKillsAtRandomMomentsTheStoreEqualsThatOfAnUninterruptedImport() throws Exception {
        long unused = FitArchive.seeded(random.nextLong()).write(folder.resolve("files"), FILES);
        int all = added(runToTheEnd("calm"));
        assertThat(all).isPositive();

        int held = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            // Each life gets further than the one before it, and is not let to its end.
            kill(kill, held + 1 + random.nextInt(FILES / (KILLS + 1)));
            int now = number("SELECT count(*) FROM raw_page");
            assertThat(now).as("files that are held after kill %d", kill).isBetween(held, FILES - 1);
            assertThat(number("SELECT count(*) FROM fetch WHERE raw_id IS NULL"))
                    .as("files of which only a part is held")
                    .isZero();
            held = now;
        }
        assertThat(held).as("files that the killed ones took").isPositive();
        int before = number("SELECT count(*) FROM sample")
                + number("SELECT count(*) FROM record")
                + number("SELECT count(*) FROM location");
        assertThat(added(runToTheEnd("killed")))
                .as("what was held is not added again")
                .isEqualTo(all - before);

        assertThat(StoreDump.rows(file("killed"))).isEqualTo(StoreDump.rows(file("calm")));
        for (String table : List.of("raw_page", "sample_revision", "record_revision", "location_revision")) {
            String count = "SELECT count(*) FROM " + table;
            assertThat(StoreFile.query(file("killed"), count))
                    .as(table)
                    .isEqualTo(StoreFile.query(file("calm"), count));
        }
        assertThat(StoreFile.query(file("killed"), "PRAGMA integrity_check")).containsExactly("ok");
        assertThat(runToTheEnd("killed")).endsWith("added 0, changed 0");
    }

    private Path file(String store) {
        return folder.resolve(store + ".db");
    }

    private int number(String sql) {
        return Integer.parseInt(StoreFile.query(file("killed"), sql).get(0));
    }

    private static int added(String end) {
        return Integer.parseInt(end.replaceAll("(?s).*added (\\d+), changed \\d+", "$1"));
    }

    /** Kills an import a little after it has come to so many files. */
    private void kill(int life, int files) throws Exception {
        Path log = folder.resolve("life-" + life + ".log");
        Process child = child("killed", log);
        while (child.isAlive() && lines(log) < files) {
            LockSupport.parkNanos(1_000_000);
        }
        LockSupport.parkNanos(random.nextInt(10_000_000));
        child.destroyForcibly();
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).as("killed at work: %s", tail(log)).isEqualTo(KILLED);
        assertThat(tail(log)).as("not at its end").doesNotContain("added");
    }

    /** Answers how it ended. */
    private String runToTheEnd(String store) throws Exception {
        Path log = Files.createTempFile(folder, store, ".log");
        Process child = child(store, log);
        assertThat(child.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).as(tail(log)).isZero();
        return tail(log);
    }

    private Process child(String store, Path log) throws IOException {
        return ChildJvm.start(
                log,
                "128m",
                ImportingChild.class,
                file(store).toString(),
                folder.resolve("files").toString());
    }

    private static long lines(Path log) throws IOException {
        return Files.exists(log) ? Files.readString(log).lines().count() : 0;
    }

    private static String tail(Path log) throws IOException {
        String said = Files.readString(log).strip();
        return said.substring(Math.max(0, said.length() - 400));
    }
}
