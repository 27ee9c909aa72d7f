package org.healthwarehouse.examples;

import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.LOCATION_VISIT;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.auth.DevicePrompt;
import org.healthwarehouse.auth.Logins;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.fulcra.FulcraConnectorBuilder;
import org.healthwarehouse.fulcra.FulcraLogin;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;

/**
 * Your own Fulcra account: log in once on a page in your browser, then fetch the last 30 days. Run it again whenever
 * you like: the login is kept and renewed, and only what is missing is fetched.
 *
 * <pre>
 * FulcraAccount --client-id ID [folder]     the id that Fulcra gave to your application
 * FulcraAccount --simulate [folder]         no account: a simulator on this machine plays the vendor
 * </pre>
 */
public final class FulcraAccount {
    private static final SyncRequest MONTH = SyncRequest.everything().last(Duration.ofDays(30));

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Path database;

    private FulcraAccount(Path folder) {
        database = folder.resolve("health.db");
    }

    /**
     * Runs it.
     *
     * @param args see above; the folder is {@code target/fulcra-account} unless another is given
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(args);
        boolean simulate = words.contains("--simulate");
        int id = words.indexOf("--client-id");
        if (!simulate && (id < 0 || id + 1 >= args.length)) {
            throw new IllegalArgumentException("give --client-id ID, or --simulate to try it without an account");
        }
        String last = args[args.length - 1];
        boolean hasFolder = !last.startsWith("--") && args.length - 1 != id + 1;
        FulcraAccount account = new FulcraAccount(Path.of(hasFolder ? last : "target/fulcra-account"));
        if (simulate) {
            account.simulated();
        } else {
            account.live(args[id + 1]);
        }
    }

    private void live(String clientId) throws InterruptedException {
        Storage storage = SqliteStorage.open(database, Clock.systemUTC());
        FulcraLogin login =
                FulcraLogin.with(Logins.in(storage).build()).clientId(clientId).build();
        run(storage, login, FulcraConnector.builder(), SyncSettings.DEFAULT, this::show);
    }

    /** The same, but the simulator is the vendor, and the person who agrees at once. */
    private void simulated() throws IOException, InterruptedException {
        try (FulcraSimulator vendor =
                FulcraSimulator.serving(SyntheticPerson.seeded(7)).build()) {
            URI address = vendor.start();
            Storage storage = SqliteStorage.open(database, Clock.systemUTC());
            FulcraLogin login = FulcraLogin.with(Logins.in(storage).build())
                    .clientId("example")
                    .baseUri(address)
                    .build();
            SyncSettings hurried = SyncSettings.DEFAULT.pause(Duration.ZERO);
            run(storage, login, FulcraConnector.builder().baseUri(address), hurried, prompt -> {
                show(prompt);
                vendor.approveLogin(prompt.userCode());
            });
        }
    }

    private void show(DevicePrompt prompt) {
        out.println(
                "Open " + prompt.pageWithCode().orElse(prompt.page()) + " and confirm the code " + prompt.userCode());
    }

    private void run(
            Storage storage,
            FulcraLogin login,
            FulcraConnectorBuilder connector,
            SyncSettings settings,
            Consumer<DevicePrompt> show)
            throws InterruptedException {
        try (HealthWarehouse health = HealthWarehouse.builder()
                .storage(storage)
                .connector(connector.login(login).build())
                // The one below shows its progress.
                .withoutFirstSync()
                .settings(settings)
                .build()) {
            if (!isConnected(health)) {
                connect(login, show);
            }
            try {
                sync(health);
            } catch (HealthWarehouseException e) {
                if (isConnected(health)) {
                    throw e;
                }
                out.println("The login no longer works: " + e.getMessage());
                connect(login, show);
                sync(health);
            }
            look(health);
        }
    }

    private static boolean isConnected(HealthWarehouse health) {
        return health.connection("fulcra").state() == ConnectionState.CONNECTED;
    }

    private void connect(FulcraLogin login, Consumer<DevicePrompt> show) throws InterruptedException {
        out.println("Connected as Fulcra user " + login.connect(UserId.LOCAL, show) + ".");
    }

    private void sync(HealthWarehouse health) {
        SyncReport report;
        try (SyncProgressBar bar = new SyncProgressBar()) {
            report = health.sync(MONTH, bar).await();
        }
        report.jobs().forEach(job -> out.println(job.state() + ": " + job.note()));
        report.recordsByType().forEach((type, count) -> out.printf(Locale.ROOT, "  %,10d %s%n", count, type));
    }

    private void look(HealthWarehouse health) {
        var heartRate = health.samples(HEART_RATE).last(Duration.ofDays(7)).read();
        var visits = health.records(LOCATION_VISIT).last(Duration.ofDays(7)).read();
        out.printf(
                Locale.ROOT,
                "The last week: %,d heart rates, %d visits. %s%n",
                heartRate.data().size(),
                visits.data().size(),
                heartRate.freshness().note());
        out.println("Everything is in " + database + " (the login encrypted, its key in " + database.getFileName()
                + ".key). Try:");
        out.println("  sqlite3 " + database + " \"select metric_name, count(*) from health_metrics group by 1\"");
        out.println("  sqlite3 " + database + " \"select state, datetime(changed_ms / 1000, 'unixepoch')"
                + " from connection\"");
    }
}
