package org.healthwarehouse.system;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.auth.KeyProvider;
import org.healthwarehouse.auth.Logins;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.fulcra.FulcraLogin;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;

/** One life of an application that logs its users in at a simulated Fulcra, on a virtual clock. */
final class LoginBench implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    /** A few chunks of one day, all of them long past. */
    static final SyncRequest WEEK = SyncRequest.of(DataTypes.HEART_RATE)
            .between(NOW.minus(Duration.ofDays(20)), NOW.minus(Duration.ofDays(13)));

    private static final AtomicInteger LIVES = new AtomicInteger();

    final Storage storage;
    final FulcraLogin login;
    final HealthWarehouse warehouse;

    LoginBench(Path database, FulcraSimulator vendor, ManualClock clock) {
        this(SqliteStorage.open(database, clock), vendor, clock);
    }

    LoginBench(Storage storage, FulcraSimulator vendor, ManualClock clock) {
        this(storage, vendor, clock, Logins.in(storage).clock(clock).build());
    }

    LoginBench(Storage storage, FulcraSimulator vendor, ManualClock clock, KeyProvider keys) {
        this(storage, vendor, clock, Logins.in(storage).keys(keys).clock(clock).build());
    }

    private LoginBench(Storage storage, FulcraSimulator vendor, ManualClock clock, Logins logins) {
        this.storage = storage;
        URI nowhere = URI.create("http://127.0.0.1");
        login = FulcraLogin.with(logins)
                .clientId("test-client")
                .baseUri(nowhere)
                .transport(vendor.inMemory())
                .pause(clock::advance)
                .build();
        warehouse = HealthWarehouse.builder()
                .storage(storage)
                .connector(
                        FulcraConnector.builder().login(login).baseUri(nowhere).build())
                .transport(vendor.inMemory())
                .clock(clock)
                .scheduler(new SeededScheduler(clock, new SplittableRandom(1)))
                .random(new SecureRandom(new byte[] {(byte) LIVES.incrementAndGet()}))
                .settings(SyncSettings.DEFAULT.pause(Duration.ZERO))
                .withoutFirstSync()
                .build();
    }

    /** The person enters the code at once. */
    String connect(UserId user, FulcraSimulator vendor) throws InterruptedException {
        return login.connect(user, prompt -> vendor.approveLogin(prompt.userCode()));
    }

    SyncReport sync() {
        return warehouse.sync(WEEK).await();
    }

    Connection connection() {
        return warehouse.connection("fulcra");
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
