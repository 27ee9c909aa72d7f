package org.healthwarehouse.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.fakes.FakeVendor;
import org.healthwarehouse.testkit.fakes.LocalDateArchive;
import org.healthwarehouse.testkit.fakes.PagedListing;
import org.healthwarehouse.testkit.fakes.RangeFeed;
import org.healthwarehouse.testkit.fulcra.Fault;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;

/** Runs through everything that could let a secret out, and prints all it can get hold of. */
final class TalkativeChild {
    /** A heart rate that is in no other number of the output. */
    static final String CANARY_VALUE = "87.65432";

    static final String CANARY_NOTE = "canary-note";

    private TalkativeChild() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[0]);
        ManualClock clock = new ManualClock(LoginBench.NOW);
        try (FulcraSimulator vendor =
                FulcraSimulator.serving(SyntheticPerson.seeded(5)).clock(clock).build()) {
            logins(work.resolve("health.db"), vendor, clock);
            values(work.resolve("values.db"));
            Set<String> secrets = new TreeSet<>(vendor.secrets());
            for (int seed = 1; seed <= 6; seed++) {
                fakes(work.resolve("fakes" + seed + ".db"), seed, secrets);
            }
            Files.write(Path.of(arguments[1]), secrets);
        }
    }

    private static void logins(Path database, FulcraSimulator vendor, ManualClock clock) throws Exception {
        try (LoginBench bench = new LoginBench(database, vendor, clock)) {
            say(() -> bench.login.connect(UserId.LOCAL, prompt -> {
                System.out.println(prompt);
                vendor.approveLogin(prompt.userCode());
            }));
            say(bench::sync);
            vendor.faults(FaultPlan.at(Map.of(
                    vendor.calls() + 2, new Fault.MalformedJson(),
                    vendor.calls() + 3, new Fault.RateLimited(Optional.empty()),
                    vendor.calls() + 4, new Fault.TokenExpired(),
                    vendor.calls() + 7, new Fault.ServerError())));
            say(() -> bench.warehouse.sync(LoginBench.WEEK.forced()).await());
            vendor.faults(FaultPlan.none());
            clock.advance(Duration.ofDays(2));
            say(() -> bench.warehouse.sync(LoginBench.WEEK.forced()).await());
            vendor.revokeLogins();
            clock.advance(Duration.ofDays(2));
            say(() -> bench.warehouse.sync(LoginBench.WEEK.forced()).await());
            say(() -> bench.login.connect(UserId.LOCAL, prompt -> vendor.refuseLogin(prompt.userCode())));
            say(bench::connection);
            say(() -> bench.storage.tokens().find(UserId.LOCAL, FulcraConnector.SOURCE));
            say(() -> bench.login + " " + bench.login.tokens(UserId.LOCAL) + " " + bench.storage);
            say(() -> bench.warehouse.jobs());
            say(() -> bench.connect(UserId.LOCAL, vendor));
            Files.write(database.resolveSibling("health.db.key"), new byte[32]);
        }
        try (LoginBench bench = new LoginBench(database, vendor, clock)) {
            say(bench::sync);
            VendorRequest request = VendorRequest.get(java.net.URI.create("http://127.0.0.1/x"))
                    .header(
                            "Authorization",
                            "Bearer " + vendor.secrets().iterator().next());
            say(() -> request);
            say(() -> new VendorResponse(200, Map.of("x", List.of(CANARY_NOTE)), RawBody.of(new byte[3])));
        }
    }

    /** Health values that are out of the ordinary, refused, changed and exported. */
    private static void values(Path database) {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));
        vendor.value = Double.parseDouble(CANARY_VALUE);
        var unused = vendor.then((request, context) -> vendor.page(request, context, "malformed " + CANARY_NOTE));
        try (Bench bench = new Bench(database, vendor)) {
            SyncRequest week = SyncRequest.of(DataTypes.HEART_RATE)
                    .between(Bench.NOW.minus(Duration.ofDays(20)), Bench.NOW.minus(Duration.ofDays(13)));
            say(() -> bench.sync(week));
            say(() -> bench.events);
            say(() -> bench.warehouse
                    .samples(DataTypes.HEART_RATE)
                    .between(Bench.NOW.minus(Duration.ofDays(20)), Bench.NOW.minus(Duration.ofDays(13)))
                    .read()
                    .freshness());
            say(() -> bench.warehouse.export(ExportRequest.csv(database.resolveSibling("csv"))));
            say(() -> bench.warehouse.jobs());
        }
    }

    /** Vendors of all three kinds, whose calls fail in every way there is. */
    private static void fakes(Path database, long seed, Set<String> secrets) {
        ManualClock clock = new ManualClock(Bench.NOW);
        for (FakeVendor vendor :
                List.of(new RangeFeed(seed, clock), new PagedListing(seed, clock), new LocalDateArchive(seed, clock))) {
            vendor.faults(FaultPlan.randomOfAllKinds(new SplittableRandom(seed), 0.3));
            secrets.add(vendor.token());
            Path file = database.resolveSibling(vendor.source() + "-" + database.getFileName());
            try (Storage storage = SqliteStorage.open(file, clock);
                    HealthWarehouse warehouse = HealthWarehouse.builder()
                            .storage(storage)
                            .connector(vendor.connector())
                            .transport(vendor.transport())
                            .clock(clock)
                            .scheduler(new SeededScheduler(clock, new SplittableRandom(seed)))
                            .random(new SplittableRandom(seed))
                            .build()) {
                for (int day = 0; day < 5; day++) {
                    say(() -> warehouse
                            .sync(
                                    SyncRequest.everything().last(Duration.ofDays(20)),
                                    event -> System.out.println(event))
                            .await());
                    secrets.add(vendor.token());
                    clock.advance(Duration.ofHours(25));
                }
                say(() -> warehouse.findings(UserId.LOCAL, 100));
                say(() -> warehouse.openErrors(UserId.LOCAL, 100));
                say(warehouse::status);
                say(warehouse::jobs);
            }
        }
    }

    private static void say(Callable<?> step) {
        try {
            System.out.println(step.call());
        } catch (Exception e) {
            e.printStackTrace(System.out);
        }
    }
}
