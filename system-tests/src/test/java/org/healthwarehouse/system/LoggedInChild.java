package org.healthwarehouse.system;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.auth.Logins;
import org.healthwarehouse.auth.Pause;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.fulcra.FulcraLogin;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncSettings;

/**
 * A program with a stored login that has expired: eight threads want a token at once, then eight lanes sync. Ends with
 * 0 if everything is held, and with 4 if the login is over.
 */
final class LoggedInChild {
    static final Instant NOW = LoginBench.NOW.plus(Duration.ofDays(2));
    private static final int THREADS = 8;

    private LoggedInChild() {}

    /** Arguments: the database, the simulator's address, a file to create when another process renews the login. */
    public static void main(String[] arguments) throws Exception {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), NOW));
        URI vendor = URI.create(arguments[1]);
        Storage storage = SqliteStorage.open(Path.of(arguments[0]), clock);
        FulcraLogin login = FulcraLogin.with(Logins.in(storage).clock(clock).build())
                .clientId("test-client")
                .baseUri(vendor)
                .build();
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage(storage)
                .connector(
                        FulcraConnector.builder().login(login).baseUri(vendor).build())
                .clock(clock)
                .settings(SyncSettings.DEFAULT.pause(Duration.ZERO).lanes(THREADS))
                .withoutFirstSync()
                .build()) {
            inThreads(login.tokens(UserId.LOCAL), Path.of(arguments[2]));
            boolean complete = warehouse.sync(LoginBench.WEEK).await().isComplete();
            System.exit(complete ? 0 : 3);
        } catch (HealthWarehouseException e) {
            System.err.println(e);
            System.exit(e.failure() instanceof Failure.AuthenticationFailed ? 4 : 5);
        }
    }

    private static void inThreads(AccessTokens tokens, Path met) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            calls.add(threads.submit(() -> token(tokens, met)));
        }
        for (Future<Boolean> call : calls) {
            try {
                boolean unused = call.get();
            } catch (java.util.concurrent.ExecutionException e) {
                throw e.getCause() instanceof FetchException fetch ? new HealthWarehouseException(fetch.failure()) : e;
            }
        }
        threads.shutdown();
    }

    /** Waits as long as it is told to, as the engine does. */
    private static boolean token(AccessTokens tokens, Path met) throws Exception {
        while (true) {
            try {
                return !tokens.current().isEmpty();
            } catch (FetchException e) {
                if (!(e.failure() instanceof Failure.RateLimited limited)) {
                    throw e;
                }
                Files.writeString(met, "met");
                Pause.realTime().pause(limited.retryAfter().orElseThrow());
            }
        }
    }
}
