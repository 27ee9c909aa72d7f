package org.healthwarehouse.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.auth.CodeLogin;
import org.healthwarehouse.auth.Logins;
import org.healthwarehouse.auth.Secret;
import org.healthwarehouse.http.VendorHttp;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.healthwarehouse.testkit.whoop.WhoopSimulator;
import org.healthwarehouse.whoop.WhoopConnector;
import org.healthwarehouse.whoop.WhoopLogin;

/** One life of an application that logs its users in at a simulated WHOOP: real sockets, virtual clock, real file. */
final class WhoopBench implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    static final long ANN = 10_129;
    static final long BOB = 10_130;
    static final UserId BOBS = UserId.of("bob");

    private static final AtomicInteger LIVES = new AtomicInteger();

    final Storage storage;
    final WhoopLogin login;
    final HealthWarehouse warehouse;

    WhoopBench(Path database, WhoopSimulator vendor, ManualClock clock) {
        URI base = start(vendor);
        storage = SqliteStorage.open(database, clock);
        login = WhoopLogin.with(Logins.in(storage).clock(clock).build())
                .clientId(vendor.clientId())
                .clientSecret(Secret.of(vendor.clientSecret()))
                .redirect(URI.create("http://127.0.0.1:0/whoop"))
                .baseUri(base)
                .build();
        warehouse = HealthWarehouse.builder()
                .storage(storage)
                .connector(WhoopConnector.builder()
                        .login(login)
                        .baseUri(base.resolve("/developer"))
                        .build())
                .transport(VendorHttp.builder().build())
                .clock(clock)
                .scheduler(new SeededScheduler(clock, new SplittableRandom(1)))
                .random(new SecureRandom(new byte[] {(byte) LIVES.incrementAndGet()}))
                .settings(SyncSettings.DEFAULT.pause(Duration.ZERO))
                .build();
    }

    private static URI start(WhoopSimulator vendor) {
        try {
            return vendor.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The person agrees, and pastes the address to which they are sent. */
    String connect(UserId user, WhoopSimulator vendor, long member) throws InterruptedException {
        CodeLogin attempt = login.begin();
        return login.finish(user, attempt, vendor.agree(attempt.page(), member).toString());
    }

    Connection connection(UserId user) {
        return warehouse.connection(user, WhoopConnector.SOURCE);
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
