package org.healthwarehouse;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.ConnectorProvider;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.coverage.ChunkPlanner;
import org.healthwarehouse.coverage.GapDetector;
import org.healthwarehouse.http.VendorHttp;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.StorageProvider;
import org.healthwarehouse.sync.EngineParts;
import org.healthwarehouse.sync.RetryPolicy;
import org.healthwarehouse.sync.Scheduler;
import org.healthwarehouse.sync.SyncSettings;
import org.jspecify.annotations.Nullable;

/**
 * Assembles a {@link HealthWarehouse}. Only a storage is needed; everything else has a default that can be replaced.
 * Not thread-safe.
 */
public final class HealthWarehouseBuilder {
    private final List<Connector> connectors = new ArrayList<>();
    private final Map<String, String> connectorSettings = new HashMap<>();
    private boolean discover;
    private @Nullable String address;
    private @Nullable Storage storage;
    private @Nullable VendorTransport transport;
    private @Nullable Scheduler scheduler;
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new java.security.SecureRandom();
    private GapDetector gapDetector = GapDetector.byLedger();
    private ChunkPlanner planner = ChunkPlanner.fewestCalls();
    private RetryPolicy retry = RetryPolicy.exponential();
    private SyncSettings settings = SyncSettings.DEFAULT;

    HealthWarehouseBuilder() {}

    /** The store, by address: {@code sqlite:health.db}. The scheme chooses among the storages that are found. */
    public HealthWarehouseBuilder storage(String schemeAndAddress) {
        address = schemeAndAddress;
        storage = null;
        return this;
    }

    /** The store itself; the warehouse closes it. */
    public HealthWarehouseBuilder storage(Storage opened) {
        storage = opened;
        address = null;
        return this;
    }

    /** A connector; the warehouse closes it. */
    public HealthWarehouseBuilder connector(Connector connector) {
        connectors.add(connector);
        return this;
    }

    /**
     * Also use every connector that {@link ServiceLoader} finds and that has the settings it needs. A connector given
     * by hand takes precedence over a discovered one of the same source.
     */
    public HealthWarehouseBuilder discoverConnectors() {
        discover = true;
        return this;
    }

    /** A setting for discovered connectors, for example {@code fulcra.token}. May be a secret. */
    public HealthWarehouseBuilder connectorSetting(String name, String value) {
        connectorSettings.put(name, value);
        return this;
    }

    /** The way to vendors; by default {@link VendorHttp} with its defaults. */
    public HealthWarehouseBuilder transport(VendorTransport way) {
        transport = way;
        return this;
    }

    /** The clock; by default the system's. */
    public HealthWarehouseBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** What runs the engine's steps; by default threads, one more than there are lanes. The warehouse closes it. */
    public HealthWarehouseBuilder scheduler(Scheduler steps) {
        scheduler = steps;
        return this;
    }

    /** Chance, for jitter and job ids; by default a secure generator. */
    public HealthWarehouseBuilder random(RandomGenerator generator) {
        random = generator;
        return this;
    }

    /** How gaps are found; by default {@link GapDetector#byLedger}. */
    public HealthWarehouseBuilder gapDetector(GapDetector detector) {
        gapDetector = detector;
        return this;
    }

    /** How gaps are cut into chunks; by default {@link ChunkPlanner#fewestCalls}. */
    public HealthWarehouseBuilder chunkPlanner(ChunkPlanner chunkPlanner) {
        planner = chunkPlanner;
        return this;
    }

    /** When failed attempts are repeated; by default {@link RetryPolicy#exponential}. */
    public HealthWarehouseBuilder retryPolicy(RetryPolicy policy) {
        retry = policy;
        return this;
    }

    /** Numbers of the engine; by default {@link SyncSettings#DEFAULT}. */
    public HealthWarehouseBuilder settings(SyncSettings numbers) {
        settings = numbers;
        return this;
    }

    /**
     * Opens the store and assembles the warehouse.
     *
     * @throws InvalidParameterException if there is no storage, none for its scheme, or two connectors of one source
     * @throws org.healthwarehouse.model.StorageFailedException if the store cannot be opened
     */
    public HealthWarehouse build() {
        List<Connector> all = allConnectors();
        Storage opened = storage != null ? storage : open();
        try {
            return new HealthWarehouse(new EngineParts(
                    opened,
                    all,
                    transport != null ? transport : VendorHttp.builder().build(),
                    clock,
                    scheduler != null ? scheduler : Scheduler.threads(settings.lanes() + 1, clock),
                    random,
                    owner(),
                    gapDetector,
                    planner,
                    retry,
                    settings));
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private List<Connector> allConnectors() {
        List<Connector> all = new ArrayList<>(connectors);
        if (discover) {
            Map<SourceId, ConnectorProvider> found = new TreeMap<>();
            for (ConnectorProvider provider : ServiceLoader.load(ConnectorProvider.class)) {
                ConnectorProvider other = found.put(provider.source(), provider);
                if (other != null) {
                    throw new InvalidParameterException(
                            "connector provider",
                            provider.source(),
                            "is found twice (" + other.getClass().getName() + " and "
                                    + provider.getClass().getName() + ")",
                            "keep one of them on the class path");
                }
            }
            connectors.forEach(given -> found.remove(given.source()));
            found.values()
                    .forEach(provider -> provider.create(name -> Optional.ofNullable(connectorSettings.get(name)))
                            .ifPresent(all::add));
        }
        return requireOneForEachSource(all);
    }

    private static List<Connector> requireOneForEachSource(List<Connector> all) {
        Map<SourceId, Connector> bySource = new HashMap<>();
        for (Connector connector : all) {
            Connector other = bySource.put(connector.source(), connector);
            if (other != null) {
                throw new InvalidParameterException(
                        "connector",
                        connector.source(),
                        "is given twice (" + other.getClass().getName() + " and "
                                + connector.getClass().getName() + ")",
                        "give one connector for each source");
            }
        }
        return all;
    }

    private Storage open() {
        if (address == null) {
            throw new InvalidParameterException(
                    "storage", "none", "must be given", "call .storage(\"sqlite:health.db\")");
        }
        String[] parts = address.split(":", 2);
        List<String> schemes = new ArrayList<>();
        for (StorageProvider provider : ServiceLoader.load(StorageProvider.class)) {
            if (parts.length == 2 && provider.scheme().equals(parts[0])) {
                return provider.open(parts[1], clock);
            }
            schemes.add(provider.scheme());
        }
        throw new InvalidParameterException(
                "storage",
                address,
                "has a scheme for which no storage was found (found: " + schemes + ")",
                "write it as sqlite:path and add healthwarehouse-storage-sqlite to the dependencies");
    }

    private ClaimOwner owner() {
        return ClaimOwner.ofThisProcess(Long.toHexString(random.nextLong()));
    }
}
