package org.healthwarehouse.system;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.HealthWarehouseBuilder;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.SyncFinding;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncEvent;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.jspecify.annotations.Nullable;

/** A warehouse on a virtual clock over a real file, for one test. */
final class Bench implements AutoCloseable {
    /** Every bench draws other job ids. */
    private static final AtomicInteger BENCHES = new AtomicInteger();

    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private final Path file;
    final ManualClock clock;
    final SeededScheduler scheduler;
    final Storage storage;
    final HealthWarehouse warehouse;
    final List<SyncEvent> events = new ArrayList<>();
    final List<SyncFinding> findings = new ArrayList<>();
    private Map<String, List<String>> headers = Map.of();

    Bench(Path file, Connector connector) {
        this(file, connector, SyncSettings.DEFAULT, new ManualClock(NOW));
    }

    /** With a warehouse that is built otherwise. */
    Bench(Path file, Connector connector, UnaryOperator<HealthWarehouseBuilder> otherwise) {
        this(file, connector, SyncSettings.DEFAULT, new ManualClock(NOW), Optional.empty(), null, otherwise);
    }

    Bench(Path file, Connector connector, SyncSettings settings, ManualClock clock) {
        this(file, connector, settings, clock, new SeededScheduler(clock, new SplittableRandom(1)));
    }

    Bench(Path file, Connector connector, SyncSettings settings, ManualClock clock, SeededScheduler scheduler) {
        this(file, connector, settings, clock, scheduler, null);
    }

    Bench(
            Path file,
            Connector connector,
            SyncSettings settings,
            ManualClock clock,
            SeededScheduler scheduler,
            @Nullable VendorTransport transport) {
        this(file, connector, settings, clock, Optional.of(scheduler), transport, UnaryOperator.identity());
    }

    private Bench(
            Path file,
            Connector connector,
            SyncSettings settings,
            ManualClock clock,
            Optional<SeededScheduler> steps,
            @Nullable VendorTransport transport,
            UnaryOperator<HealthWarehouseBuilder> otherwise) {
        this.file = file;
        this.clock = clock;
        this.scheduler = steps.orElseGet(() -> new SeededScheduler(clock, new SplittableRandom(1)));
        storage = SqliteStorage.open(file, clock);
        warehouse = otherwise
                .apply(HealthWarehouse.builder()
                        .storage(noticing(storage))
                        .connector(connector)
                        .transport(
                                transport != null
                                        ? transport
                                        : request -> new VendorResponse(200, headers, RawBody.of(new byte[0])))
                        .clock(clock)
                        .scheduler(scheduler)
                        .random(new SplittableRandom(BENCHES.incrementAndGet()))
                        .settings(settings))
                .build();
    }

    /** The store, with an eye on what pages remark. */
    private Storage noticing(Storage real) {
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("commit")) {
                            findings.addAll(((PageCommit) arguments[0]).findings());
                        }
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** What every answer carries from now on: names and values in turn. */
    void headers(String... namesAndValues) {
        Map<String, List<String>> all = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        headers = Map.copyOf(all);
    }

    SyncReport sync(SyncRequest request) {
        return warehouse.sync(request, events::add).await();
    }

    /** Another process claims part of the range of every chunk that overlaps it, and goes on for a minute. */
    void takeOver(TimeRange range) {
        ClaimOwner other = new ClaimOwner("another-machine", 1, 1, "other");
        for (SyncJob job : storage.jobs().list(UserId.LOCAL)) {
            for (Chunk chunk : storage.jobs().chunks(job.id())) {
                var unused = storage.jobs()
                        .claim(
                                chunk.number(),
                                other,
                                clock.instant(),
                                Duration.ofMinutes(1),
                                (whole, ledger) -> TimeRangeSet.of(range));
            }
        }
    }

    /** All rows that plain SQL finds, the columns of each joined by a bar. */
    List<String> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Changes the file behind the back of the warehouse. */
    void change(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            var unused = statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** What the fetch log says was called, over all entries. */
    long loggedCalls() {
        return number("SELECT sum(calls) FROM fetch_log");
    }

    /** The first number that a query of the file answers. */
    long number(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The values of the scripted source that are stored. */
    List<Double> stored(SampleType type, TimeRange range) {
        return stored(ScriptedVendor.SOURCE, type, range);
    }

    /** The values of a source that are stored. */
    List<Double> stored(SourceId source, SampleType type, TimeRange range) {
        List<Double> values = new ArrayList<>();
        try (Snapshot snapshot = storage.snapshot()) {
            snapshot.samples(
                    List.of(new StreamId(UserId.LOCAL, source, type)),
                    range,
                    (series, start, end, value) -> values.add(value));
        }
        return values;
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
