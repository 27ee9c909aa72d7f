package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.fulcra.LoggedRequest;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two processes sync ranges that overlap into one file: together they ask for everything once. */
class TwoProcessesTest {
    private static final int ROUNDS = Integer.getInteger("processes.rounds", 1);
    private static final Clock CLOCK = Clock.fixed(SharingChild.NOW, ZoneOffset.UTC);
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final SyntheticPerson person = SyntheticPerson.seeded(11);
    private final FulcraSimulator vendor =
            FulcraSimulator.serving(person).clock(CLOCK).build();
    private final Duration offset = Duration.between(Instant.now(), SharingChild.NOW);
    private VendorDoor first;
    private VendorDoor second;

    @BeforeEach
    void open() throws Exception {
        first = new VendorDoor(vendor.inMemory());
        second = new VendorDoor(vendor.inMemory());
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void overlappingJobsOfTwoProcessesNeverFetchOneRangeTwice() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path database = folder.resolve("shared-" + round + ".db");
            int before = vendor.calls();
            first.hold();
            Process one = start("one", database, first, LONG, 3, 60, 30);
            first.awaitHeld();
            // The first is in the middle of its work while the second makes its plan and begins.
            second.hold();
            Process two = start("two", database, second, LONG, 3, 50, 20);
            second.awaitHeld();
            first.release();
            second.release();

            endsWell("one", one);
            endsWell("two", two);
            assertNothingWasFetchedTwice(vendor.log().subList(before, vendor.calls()));
            assertThat(jobs(database)).hasSize(2).allMatch(job -> job.state() == JobState.COMPLETED);
            equalsTheTruth(database, SharingChild.request(60, 20));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProcessThatWasStoppedBeyondItsLeaseWritesNothingStaleWhenItGoesOn() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path database = folder.resolve("stopped-" + round + ".db");
            Duration lease = Duration.ofSeconds(1);
            int askedBefore = first.asked().size();
            first.hold();
            Process stopped = start("stopped", database, first, lease, 1, 45, 20);
            first.awaitHeld();
            signal("STOP", stopped);
            Process other = start("other", database, second, lease, 3, 45, 20);
            endsWell("other", other);
            List<String> taken = dump(database);
            equalsTheTruth(database, SharingChild.request(45, 20));

            // Its answer is there, and has been overtaken.
            first.release();
            signal("CONT", stopped);
            endsWell("stopped", stopped);

            assertThat(first.asked())
                    .as("what somebody else has fetched is not asked for")
                    .hasSize(askedBefore + 1);
            assertThat(dump(database)).as("rows, and by which fetch they came").isEqualTo(taken);
            assertThat(jobs(database)).hasSize(2).allMatch(job -> job.state() == JobState.COMPLETED);
        }
    }

    private Process start(String name, Path database, VendorDoor door, Duration lease, int lanes, int from, int to)
            throws Exception {
        return ChildJvm.start(
                log(name),
                "256m",
                SharingChild.class,
                database.toString(),
                door.uri().toString(),
                vendor.token(),
                vendor.userId(),
                lease.toString(),
                Integer.toString(lanes),
                Integer.toString(from),
                Integer.toString(to),
                offset.toString());
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private void endsWell(String name, Process child) throws Exception {
        assertThat(child.waitFor(3, TimeUnit.MINUTES)).as(name + " ends").isTrue();
        assertThat(child.exitValue()).as(Files.readString(log(name))).isZero();
    }

    private static void signal(String signal, Process child) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start();
        assertThat(kill.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    private static void assertNothingWasFetchedTwice(List<LoggedRequest> calls) {
        Map<String, TimeRangeSet> fetched = new HashMap<>();
        for (LoggedRequest call : calls) {
            if (call.range().isPresent()) {
                TimeRangeSet range = TimeRangeSet.of(call.range().get());
                String feed = call.path() + call.query().getOrDefault("metric", "");
                TimeRangeSet known = fetched.getOrDefault(feed, TimeRangeSet.EMPTY);
                assertThat(known.intersection(range).isEmpty())
                        .as(feed + " " + range)
                        .isTrue();
                fetched.put(feed, known.union(range));
            }
        }
        assertThat(fetched).hasSize(4);
    }

    private static List<SyncJob> jobs(Path database) {
        try (Storage storage = SqliteStorage.open(database, CLOCK)) {
            return storage.jobs().list(UserId.LOCAL);
        }
    }

    private void equalsTheTruth(Path database, SyncRequest request) {
        FulcraTruth truth = new FulcraTruth(person);
        try (Storage storage = SqliteStorage.open(database, CLOCK);
                Snapshot snapshot = storage.snapshot()) {
            for (DataType type : request.types()) {
                assertThat(truth.differences(snapshot, type, request.range(SharingChild.NOW)))
                        .isEmpty();
            }
        }
    }

    /** Every line of the ledger with its moment, and how many rows there are. */
    private static List<String> dump(Path database) {
        SyncRequest request = SharingChild.request(60, 20);
        TimeRange range = request.range(SharingChild.NOW);
        List<String> lines = new ArrayList<>();
        try (Storage storage = SqliteStorage.open(database, CLOCK);
                Snapshot snapshot = storage.snapshot()) {
            for (DataType type : request.types()) {
                StreamId stream = new StreamId(UserId.LOCAL, FulcraTruth.FULCRA, type);
                snapshot.coverage(stream, range).forEach(line -> lines.add(type + " " + line));
                lines.add(type + " " + FulcraTruth.stored(snapshot, type, range).size());
            }
        }
        return lines;
    }
}
