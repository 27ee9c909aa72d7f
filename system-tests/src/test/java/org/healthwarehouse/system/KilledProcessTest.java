package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of a sync loses nothing and doubles nothing. */
class KilledProcessTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 3);
    /** So many lives of one store are killed before it may run to its end; then the next store begins. */
    private static final int KILLS_OF_A_STORE = 4;

    private static final Clock CLOCK = Clock.fixed(SyncingChild.NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void afterKillsAtRandomMomentsTheStoreEqualsThatOfAnUninterruptedRun() throws Exception {
        SyntheticPerson person = SyntheticPerson.seeded(11);
        Path calm = folder.resolve("calm.db");
        int calls = runToTheEnd(person, calm);
        SplittableRandom random = new SplittableRandom(Long.getLong("crash.seed", 1));

        for (int kills = 0; kills < KILLS; kills += KILLS_OF_A_STORE) {
            Path killed = folder.resolve("killed-" + kills + ".db");
            for (int life = 0; life < Math.min(KILLS_OF_A_STORE, KILLS - kills); life++) {
                kill(person, killed, calls, random);
            }
            int rest = runToTheEnd(person, killed);

            assertThat(rest).as("what was committed is not fetched again").isLessThan(calls);
            assertThat(dump(killed)).isEqualTo(dump(calm));
            equalsTheTruth(person, killed);
        }
    }

    private static void equalsTheTruth(SyntheticPerson person, Path database) {
        try (Storage storage = SqliteStorage.open(database, CLOCK);
                Snapshot snapshot = storage.snapshot()) {
            FulcraTruth truth = new FulcraTruth(person);
            for (DataType type : SyncingChild.REQUEST.types()) {
                assertThat(truth.differences(snapshot, type, SyncingChild.RANGE))
                        .isEmpty();
            }
        }
    }

    /** One life that ends in the middle of its work; a life that gets to its end before is none. */
    private void kill(SyntheticPerson person, Path database, int calls, SplittableRandom random) throws Exception {
        boolean killed = false;
        while (!killed) {
            int at = 8 + random.nextInt(calls / KILLS_OF_A_STORE - 8);
            killed = runAndKill(person, database, at, random.nextInt(30_000_000));
        }
    }

    /** Kills the child a little after its n-th call; answers whether it was still at work then. */
    private boolean runAndKill(SyntheticPerson person, Path database, int call, int nanosLater) throws Exception {
        AtomicReference<Process> child = new AtomicReference<>();
        FaultPlan killer = number -> {
            if (number == call) {
                LockSupport.parkNanos(nanosLater);
                child.get().destroyForcibly();
            }
            return Optional.empty();
        };
        try (FulcraSimulator vendor = vendor(person, killer)) {
            // The simulator asks for faults under its own lock: the child is set before its first call can get there.
            synchronized (vendor) {
                child.set(start(vendor, database));
            }
            assertThat(child.get().waitFor(2, TimeUnit.MINUTES)).isTrue();
            return child.get().exitValue() == 128 + 9;
        }
    }

    private int runToTheEnd(SyntheticPerson person, Path database) throws Exception {
        try (FulcraSimulator vendor = vendor(person, FaultPlan.none())) {
            Process child = start(vendor, database);
            assertThat(child.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(child.exitValue()).as(Files.readString(output())).isZero();
            return vendor.calls();
        }
    }

    private static FulcraSimulator vendor(SyntheticPerson person, FaultPlan faults) {
        return FulcraSimulator.serving(person).clock(CLOCK).faults(faults).build();
    }

    private Process start(FulcraSimulator vendor, Path database) throws Exception {
        URI address = vendor.start();
        return ChildJvm.start(
                output(),
                "256m",
                SyncingChild.class,
                database.toString(),
                address.toString(),
                vendor.token(),
                vendor.userId());
    }

    private Path output() {
        return folder.resolve("child.log");
    }

    /** Rows and ledger by natural keys; times of fetching differ between runs and are left out. */
    private static List<String> dump(Path database) {
        List<String> lines = new ArrayList<>();
        try (Storage storage = SqliteStorage.open(database, CLOCK);
                Snapshot snapshot = storage.snapshot()) {
            for (DataType type : SyncingChild.REQUEST.types()) {
                new TreeSet<>(FulcraTruth.stored(snapshot, type, SyncingChild.RANGE))
                        .forEach(row -> lines.add(type + " " + row));
                StreamId stream = new StreamId(UserId.LOCAL, FulcraTruth.FULCRA, type);
                for (CoverageEntry line : snapshot.coverage(stream, SyncingChild.RANGE)) {
                    lines.add(type + " " + line.range() + " " + line.held() + " " + line.settled());
                }
            }
        }
        return lines.stream().sorted().toList();
    }
}
