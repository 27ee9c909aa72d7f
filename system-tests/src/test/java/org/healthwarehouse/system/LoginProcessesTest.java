package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.fulcra.LoggedRequest;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes share one login whose access token has expired and whose refresh token rotates. */
class LoginProcessesTest {
    private static final int KILLED = 128 + 9;

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(LoginBench.NOW);
    private final FulcraSimulator vendor =
            FulcraSimulator.serving(SyntheticPerson.seeded(5)).clock(clock).build();

    private Path database() {
        return folder.resolve("health.db");
    }

    /** After this the access token has been dead for a day. */
    private void connected() throws Exception {
        try (LoginBench bench = new LoginBench(database(), vendor, clock)) {
            String unused = bench.connect(UserId.LOCAL, vendor);
        }
        clock.set(LoggedInChild.NOW);
    }

    private Process start(String name) throws Exception {
        return ChildJvm.start(
                folder.resolve(name + ".log"),
                "256m",
                LoggedInChild.class,
                database().toString(),
                vendor.start().toString(),
                folder.resolve(name + ".met").toString());
    }

    private int end(Process child) throws Exception {
        assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return child.exitValue();
    }

    /** Runs at each renewal, while the vendor has not answered yet. */
    private void atRenewals(IntConsumer action) {
        int before = vendor.calls();
        vendor.faults(number -> {
            if (number == before + 1) {
                action.accept(number);
            }
            return Optional.empty();
        });
    }

    @Test
    void twoProcessesOfEightThreadsRenewOnceAndAllCallsSucceed() throws Exception {
        connected();
        // The first renewal is answered only when the other process has met it.
        atRenewals(number -> {
            for (int i = 0; i < 6000 && !someoneMetIt(); i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        });

        Process one = start("one");
        Process two = start("two");

        assertThat(end(one)).as(Files.readString(folder.resolve("one.log"))).isZero();
        assertThat(end(two)).as(Files.readString(folder.resolve("two.log"))).isZero();
        assertThat(someoneMetIt()).as("the two met").isTrue();
        assertThat(vendor.renewals()).isEqualTo(1);
        assertThat(vendor.log().stream()
                        .filter(call -> call.query().containsValue("refresh_token"))
                        .count())
                .isEqualTo(1);
        assertThat(vendor.log()).filteredOn(call -> call.status() == 401).isEmpty();
    }

    private boolean someoneMetIt() {
        return Files.exists(folder.resolve("one.met")) || Files.exists(folder.resolve("two.met"));
    }

    @Test
    void aProcessKilledBeforeTheFirstUseOfANewPairLeavesItToTheNext() throws Exception {
        connected();
        AtomicReference<Process> child = new AtomicReference<>();
        FaultPlan killer = number -> {
            LoggedRequest last = vendor.log().get(number - 2);
            if (last.query().containsValue("refresh_token")) {
                kill(child.get());
            }
            return Optional.empty();
        };
        vendor.faults(killer);
        // The simulator asks for faults under its own lock: the child is set before its first call can get there.
        synchronized (vendor) {
            child.set(start("killed"));
        }
        assertThat(end(child.get())).isEqualTo(KILLED);
        assertThat(vendor.renewals()).isEqualTo(1);
        vendor.faults(FaultPlan.none());

        assertThat(end(start("next")))
                .as(Files.readString(folder.resolve("next.log")))
                .isZero();
        assertThat(vendor.renewals()).isEqualTo(1);
    }

    @Test
    void aProcessKilledBeforeTheAnswerCameLeavesAConnectionThatHasToBeMadeAnew() throws Exception {
        connected();
        AtomicReference<Process> child = new AtomicReference<>();
        atRenewals(number -> kill(child.get()));
        synchronized (vendor) {
            child.set(start("killed"));
        }
        assertThat(end(child.get())).isEqualTo(KILLED);
        assertThat(vendor.renewals()).as("the vendor has rotated all the same").isEqualTo(1);

        Process next = start("next");
        assertThat(end(next)).as(Files.readString(folder.resolve("next.log"))).isEqualTo(4);
        try (SqliteStorage storage = SqliteStorage.open(database(), clock)) {
            assertThat(storage.connections()
                            .find(UserId.LOCAL, SourceId.of("fulcra"))
                            .orElseThrow()
                            .state())
                    .isEqualTo(ConnectionState.NEEDS_RECONNECT);
        }
    }

    /** The process must be gone before the vendor goes on. */
    private static void kill(Process child) {
        child.destroyForcibly();
        try {
            boolean unused = child.waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
