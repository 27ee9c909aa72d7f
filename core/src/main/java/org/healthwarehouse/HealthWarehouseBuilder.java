package org.healthwarehouse;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.ConnectorProvider;
import org.healthwarehouse.connector.Importer;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.coverage.ChunkPlanner;
import org.healthwarehouse.coverage.GapDetector;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.export.Exporter;
import org.healthwarehouse.http.VendorHttp;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.RawPolicy;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.StorageProvider;
import org.healthwarehouse.sync.AfterSync;
import org.healthwarehouse.sync.EngineParts;
import org.healthwarehouse.sync.LogEvent;
import org.healthwarehouse.sync.RetryPolicy;
import org.healthwarehouse.sync.Scheduler;
import org.healthwarehouse.sync.SourceSettings;
import org.healthwarehouse.sync.SyncSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Assembles a {@link HealthWarehouse}. Only a storage is needed; everything else has a default that can be replaced.
 * Not thread-safe.
 */
public final class HealthWarehouseBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(HealthWarehouseBuilder.class);

    private final List<Connector> connectors = new ArrayList<>();
    private final List<Importer> importers = new ArrayList<>();
    private final Map<String, String> connectorSettings = new HashMap<>();
    private boolean discover;
    private @Nullable String address;
    private @Nullable Storage storage;
    private @Nullable WarehouseConfig config;
    private @Nullable VendorTransport transport;
    private @Nullable Scheduler scheduler;
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new java.security.SecureRandom();
    private GapDetector gapDetector = GapDetector.byLedger();
    private ChunkPlanner planner = ChunkPlanner.fewestCalls();
    private RetryPolicy retry = RetryPolicy.exponential();
    private SyncSettings settings = SyncSettings.DEFAULT;
    private long cachedRows = 250_000;
    private final Map<SourceId, SourceSettings> bySource = new HashMap<>();
    private final Map<SourceId, Map<DataType, Settling>> settling = new HashMap<>();
    private boolean fallback;
    private DailyPolicy daily = DailyPolicy.DEFAULT;
    private Optional<Duration> firstSync = Optional.of(Duration.ofDays(30));
    private final List<AfterSync> afterSync = new ArrayList<>();
    private Optional<ExportRequest> autoExport = Optional.empty();

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

    /**
     * The operator's settings: numbers of the engine, also for single sources, the timeout of calls, and the home
     * folder with the database, unless a storage is given by hand. If they switch the store off, there is none, also if
     * one was given. Numbers and retry policy set after this replace those for all sources that have none of their own.
     * If they ask for automatic export and none is set here, everybody's data is exported as Parquet if that module is
     * there, else as CSV, into the folder {@code parquet} or {@code csv} in the operator's export folder.
     */
    public HealthWarehouseBuilder config(WarehouseConfig operator) {
        config = operator;
        settings = operator.general().settings();
        retry = operator.general().retry();
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

    /** What reads files of a source; asked before those that {@link ServiceLoader} finds, which are always used. */
    public HealthWarehouseBuilder importer(Importer importer) {
        importers.add(importer);
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

    /** What runs the engine's steps; by default threads, three more than there are lanes. The warehouse closes it. */
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
     * Which of the vendors' bytes are kept, of sources that have no settings of their own; by default
     * {@link RawPolicy#KEEP_LATEST}. Set it after {@link #settings(SyncSettings)} and {@link #config}, of whose numbers
     * it is one.
     */
    public HealthWarehouseBuilder rawPolicy(RawPolicy policy) {
        settings = settings.rawPolicy(policy);
        return this;
    }

    /** What is different for one source; replaces what was given for it before. */
    public HealthWarehouseBuilder settings(SourceId source, SourceSettings own) {
        bySource.put(source, own);
        return this;
    }

    /**
     * When answers about one type of a source are final, and how soon recent ones are asked again, whatever its
     * connector declares. Streams that were written under other rules are brought in line when the source is first
     * asked what it offers: a longer settling time opens the end of what is settled, a shorter one settles more.
     */
    public HealthWarehouseBuilder settling(SourceId source, DataType type, Settling rules) {
        settling.computeIfAbsent(source, unused -> new HashMap<>()).put(type, rules);
        return this;
    }

    /**
     * How much of everything is fetched in the background, once, for each user who logs in at a source; by default the
     * last 30 days. What is kept in the store says for whom it was done, so it is done after a crash too and never
     * twice. Only logins count that are kept by {@link org.healthwarehouse.auth.Logins} in the same store; those that
     * another process keeps there are noticed when a schedule looks, or at the next start.
     *
     * @throws InvalidParameterException if it is not positive
     */
    public HealthWarehouseBuilder firstSync(Duration lookBack) {
        if (lookBack.isNegative() || lookBack.isZero()) {
            throw new InvalidParameterException(
                    "first sync", lookBack, "must be positive", "call withoutFirstSync() to turn it off");
        }
        firstSync = Optional.of(lookBack);
        return this;
    }

    /** Fetches nothing by itself when a user logs in at a source. */
    public HealthWarehouseBuilder withoutFirstSync() {
        firstSync = Optional.empty();
        return this;
    }

    /** What a read of days fetches by itself; by default {@link DailyPolicy#DEFAULT}. */
    public HealthWarehouseBuilder daily(DailyPolicy policy) {
        daily = policy;
        return this;
    }

    /**
     * If the store cannot be opened (it is damaged, locked, or something else is in its place), serve reads straight
     * from the sources all the same. Every answer says so; what needs the store throws. By default such a store makes
     * {@link #build} throw.
     */
    public HealthWarehouseBuilder fallbackToSource(boolean wanted) {
        fallback = wanted;
        return this;
    }

    /** Also tell this listener after every job that stored something new. */
    public HealthWarehouseBuilder afterSync(AfterSync listener) {
        afterSync.add(listener);
        return this;
    }

    /**
     * Also export by itself, in the background: whenever a sync or a read has stored something new that the request
     * asks for, at most once a minute, and only what has changed; everything, though, the first time after the
     * warehouse was built. A failure is logged and told by {@link HealthWarehouse#status()} and
     * {@link HealthWarehouse#lastAutoExport()}; it disturbs nothing else.
     */
    public HealthWarehouseBuilder autoExport(ExportRequest request) {
        autoExport = Optional.of(request);
        return this;
    }

    /**
     * Also export everybody's data by itself in the format of that name; see {@link #autoExport(ExportRequest)}.
     *
     * @throws InvalidParameterException if there is no such format; says which there are
     */
    public HealthWarehouseBuilder autoExport(String format, Path folder) {
        return autoExport(ExportRequest.to(format, folder).everybody());
    }

    /**
     * How many samples that were read stay in memory, for when they are read again before anything was committed; by
     * default 250,000, which take up about 7 MB. 0 keeps none.
     *
     * @throws InvalidParameterException if it is negative
     */
    public HealthWarehouseBuilder queryCacheRows(long rows) {
        if (rows < 0) {
            throw new InvalidParameterException(
                    "rows of the query cache", rows, "must not be negative", "give 0 to turn it off");
        }
        cachedRows = rows;
        return this;
    }

    /**
     * Opens the store and assembles the warehouse.
     *
     * @throws InvalidParameterException if there is no storage, none for its scheme, or two connectors of one source
     * @throws org.healthwarehouse.model.StorageFailedException if the store cannot be opened, unless
     *     {@link #fallbackToSource} is wanted
     */
    public HealthWarehouse build() {
        List<Connector> all = allConnectors();
        Map<SourceId, SourceSettings> single = singleSources(all);
        Storage opened = opened();
        try {
            Scheduler steps = scheduler != null ? scheduler : Scheduler.threads(threads(single), clock);
            Optional<AutoExport> exporting = exporting(opened, steps);
            List<AfterSync> told = new ArrayList<>(afterSync);
            exporting.ifPresent(told::add);
            return new HealthWarehouse(
                    new EngineParts(
                            opened,
                            all,
                            transport != null
                                    ? transport
                                    : http(config == null ? Optional.empty() : Optional.of(config.general())),
                            clock,
                            steps,
                            random,
                            owner(),
                            gapDetector,
                            planner,
                            retry,
                            settings,
                            single,
                            told),
                    cachedRows,
                    exporting,
                    allImporters(),
                    daily,
                    firstSync);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** What exports by itself, if anything shall; without a store there is nothing to export. */
    private Optional<AutoExport> exporting(Storage opened, Scheduler steps) {
        if (opened instanceof DisabledStorage) {
            return Optional.empty();
        }
        return autoExport
                .or(() -> Optional.ofNullable(config)
                        .filter(WarehouseConfig::autoExport)
                        .map(HealthWarehouseBuilder::export))
                .map(request -> new AutoExport(new Exports(opened, clock), request, clock, steps));
    }

    private static ExportRequest export(WarehouseConfig operator) {
        Exporter exporter = Exporter.find("parquet").orElseGet(Exporter::csv);
        return ExportRequest.to(exporter, operator.exportFolder().resolve(exporter.format()))
                .everybody();
    }

    /** For each lane, schedules, first syncs and exports one, and one to answer while all of them wait. */
    private int threads(Map<SourceId, SourceSettings> single) {
        return 4
                + Math.max(
                        settings.lanes(),
                        single.values().stream()
                                .mapToInt(own -> own.settings().lanes())
                                .max()
                                .orElse(0));
    }

    /** What is different for single sources: given by hand, or else by the operator. */
    private Map<SourceId, SourceSettings> singleSources(List<Connector> all) {
        Map<SourceId, SourceSettings> single = new HashMap<>(bySource);
        if (config != null) {
            warn(config);
            for (Connector connector : all) {
                if (config.differentSources().contains(connector.source())) {
                    single.putIfAbsent(connector.source(), own(config, connector.source()));
                } else if (config.general().recent().isPresent()) {
                    single.putIfAbsent(
                            connector.source(),
                            new SourceSettings(
                                    settings,
                                    retry,
                                    Optional.empty(),
                                    config.general().recent()));
                }
            }
        }
        settling.forEach((source, byType) -> {
            SourceSettings own = single.getOrDefault(
                    source, new SourceSettings(settings, retry, Optional.empty(), Optional.empty()));
            Map<DataType, Settling> both = new HashMap<>(own.settling());
            both.putAll(byType);
            single.put(source, own.settling(both));
        });
        return single;
    }

    private SourceSettings own(WarehouseConfig operator, SourceId source) {
        WarehouseConfig.SourceConfig own = operator.source(source);
        boolean ownWay = transport == null
                && !own.requestTimeout().equals(operator.general().requestTimeout());
        return new SourceSettings(
                own.settings().rawPolicy(settings.rawPolicy()),
                own.retry(),
                ownWay ? Optional.of(http(Optional.of(own))) : Optional.empty(),
                own.recent());
    }

    private static VendorTransport http(Optional<WarehouseConfig.SourceConfig> numbers) {
        VendorHttp.Builder http = VendorHttp.builder();
        return numbers.map(own -> http.timeout(own.requestTimeout()))
                .orElse(http)
                .build();
    }

    private static void warn(WarehouseConfig operator) {
        if (!operator.ignored().isEmpty()) {
            LOG.warn("config.ignored variables={} (misspelled, or store-wide)", operator.ignored());
        }
        if (operator.autoExport() && !operator.storeEnabled()) {
            LOG.warn("config.ignored variable=DB_AUTO_EXPORT: without a store there is nothing to export");
        }
    }

    private List<Importer> allImporters() {
        List<Importer> all = new ArrayList<>(importers);
        ServiceLoader.load(Importer.class).forEach(all::add);
        return all;
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

    private Storage opened() {
        if (config != null && !config.storeEnabled()) {
            if (storage != null) {
                storage.close();
            }
            return new DisabledStorage();
        }
        if (storage != null) {
            return storage;
        }
        if (address != null) {
            return open(address);
        }
        if (config == null) {
            throw new InvalidParameterException(
                    "storage", "none", "must be given", "call .storage(\"sqlite:health.db\")");
        }
        WarehouseConfig operator = config;
        return orNone(() -> open("sqlite:" + HomeFolder.prepare(operator.home())));
    }

    private Storage open(String address) {
        String[] parts = address.split(":", 2);
        List<String> schemes = new ArrayList<>();
        for (StorageProvider provider : ServiceLoader.load(StorageProvider.class)) {
            if (parts.length == 2 && provider.scheme().equals(parts[0])) {
                return orNone(() -> provider.open(parts[1], clock));
            }
            schemes.add(provider.scheme());
        }
        throw new InvalidParameterException(
                "storage",
                address,
                "has a scheme for which no storage was found (found: " + schemes + ")",
                "write it as sqlite:path and add healthwarehouse-storage-sqlite to the dependencies");
    }

    /** A store that cannot be opened stands for none, if that is wanted. */
    private Storage orNone(Supplier<Storage> opening) {
        try {
            return opening.get();
        } catch (StorageFailedException | InvalidParameterException e) {
            if (!fallback) {
                throw e;
            }
            LOG.warn(
                    "{} reason={}: the store cannot be opened; reads go straight to the source",
                    LogEvent.STORE_BYPASSED,
                    e.getMessage());
            return new DisabledStorage(e);
        }
    }

    private ClaimOwner owner() {
        return ClaimOwner.ofThisProcess(Long.toHexString(random.nextLong()));
    }
}
