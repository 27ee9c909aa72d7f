package org.healthwarehouse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.coverage.Coverage;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.sync.EngineParts;
import org.healthwarehouse.sync.SyncEngine;
import org.healthwarehouse.sync.SyncListener;
import org.healthwarehouse.sync.SyncPlan;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncRun;

/**
 * A person's whole health history in one store. Asks each source for each piece of data once, keeps it, knows exactly
 * which time ranges it holds and lacks, and fetches only what is missing, in jobs that can be resumed.
 *
 * <pre>{@code
 * try (HealthWarehouse warehouse = HealthWarehouse.builder()
 *         .storage("sqlite:health.db")
 *         .connector(FulcraConnector.builder().token(token).build())
 *         .build()) {
 *     warehouse.sync(SyncRequest.everything().last(Duration.ofDays(365))).await();
 *     Reading<SampleSeries> heartRate = warehouse.samples(HEART_RATE).last(Duration.ofDays(30)).read();
 * }
 * }</pre>
 *
 * <p>Thread-safe; several warehouses may live side by side, also on one store. After {@link #close} every method throws
 * {@link InvalidParameterException}. Every method may throw {@link org.healthwarehouse.model.StorageFailedException} if
 * the store cannot be used.
 */
public final class HealthWarehouse implements AutoCloseable {
    private final EngineParts parts;
    private final SyncEngine engine;
    private final Reads reads;
    private final AtomicBoolean closed = new AtomicBoolean();

    HealthWarehouse(EngineParts parts) {
        this.parts = parts;
        engine = new SyncEngine(parts);
        reads = new Reads(parts.storage(), engine, parts.clock());
    }

    /** Starts assembling a warehouse. */
    public static HealthWarehouseBuilder builder() {
        return new HealthWarehouseBuilder();
    }

    /**
     * What a sync of the request would fetch; nothing is fetched, but a source may be asked for the list of what it
     * offers.
     *
     * @throws InvalidParameterException if the request names a source without a connector or a type that no source
     *     offers, or its range is missing or wholly in the future
     * @throws org.healthwarehouse.model.HealthWarehouseException if a source cannot say what it offers
     */
    public SyncPlan plan(SyncRequest request) {
        requireOpen();
        return engine.plan(request);
    }

    /** Fetches what of the request is missing. Returns at once; see {@link #plan} for what it throws. */
    public SyncRun sync(SyncRequest request) {
        return sync(request, event -> {});
    }

    /** Fetches what of the request is missing and tells the listener. Returns at once; see {@link #plan}. */
    public SyncRun sync(SyncRequest request, SyncListener listener) {
        requireOpen();
        return engine.start(request, listener);
    }

    /**
     * Goes on with every chunk of the job that is not done. Resuming a completed job makes no call and says so.
     *
     * @throws InvalidParameterException if the store has no such job
     */
    public SyncRun resume(JobId job) {
        return resume(job, event -> {});
    }

    /** Goes on with every chunk of the job that is not done and tells the listener. */
    public SyncRun resume(JobId job, SyncListener listener) {
        requireOpen();
        return engine.resume(job, listener);
    }

    /** The jobs of the local user, newest first. */
    public List<SyncJob> jobs() {
        return jobs(UserId.LOCAL);
    }

    /** The jobs of the user, newest first. */
    public List<SyncJob> jobs(UserId user) {
        requireOpen();
        return parts.storage().jobs().list(user);
    }

    /** Asks for samples of the local user. */
    public SampleQuery samples(SampleType type) {
        requireOpen();
        return new SampleQuery(this, type, SyncRequest.of(type), ReadMode.LOCAL_FIRST);
    }

    /** Asks for records of the local user. */
    public RecordQuery records(RecordType type) {
        requireOpen();
        return new RecordQuery(this, type, SyncRequest.of(type), ReadMode.LOCAL_FIRST);
    }

    /** Asks for locations of the local user. */
    public LocationQuery locations(LocationType type) {
        requireOpen();
        return new LocationQuery(this, type, SyncRequest.of(type), ReadMode.LOCAL_FIRST);
    }

    /** What is known of a range of the local user, one answer for each source that has or had the type. */
    public List<Coverage> coverage(DataType type, TimeRange range) {
        return coverage(UserId.LOCAL, type, range);
    }

    /** What is known of a range, one answer for each source that has or had the type. */
    public List<Coverage> coverage(UserId user, DataType type, TimeRange range) {
        requireOpen();
        try (Snapshot snapshot = parts.storage().snapshot()) {
            return snapshot.streams(user).stream()
                    .filter(stream -> stream.type().equals(type))
                    .map((StreamId stream) -> CoverageReader.read(engine, snapshot, stream, range))
                    .toList();
        }
    }

    /** How the local user stands with a source; {@code NOT_CONNECTED} if nothing is known. */
    public Connection connection(String source) {
        return connection(UserId.LOCAL, SourceId.of(source));
    }

    /** How the user stands with a source; {@code NOT_CONNECTED} if nothing is known. */
    public Connection connection(UserId user, SourceId source) {
        requireOpen();
        return parts.storage().connections().find(user, source).orElse(Connection.none(user, source));
    }

    /** How the local user stands with every source that has a connector here or was ever connected. */
    public List<Connection> connections() {
        return connections(UserId.LOCAL);
    }

    /** How the user stands with every source that has a connector here or was ever connected, ordered by source. */
    public List<Connection> connections(UserId user) {
        requireOpen();
        Map<SourceId, Connection> bySource = new TreeMap<>();
        parts.connectors().forEach(each -> bySource.put(each.source(), Connection.none(user, each.source())));
        parts.storage().connections().list(user).forEach(each -> bySource.put(each.source(), each));
        return List.copyOf(bySource.values());
    }

    /** Every data type that the connected sources offer to the local user, ordered by name. */
    public List<DataType> offeredTypes() {
        requireOpen();
        return List.copyOf(engine.offeredTypes(UserId.LOCAL).values());
    }

    /**
     * Writes what is stored into files, one for each data type, readable by their owner only. Files appear whole or not
     * at all; older ones of the same name are replaced.
     */
    public ExportReport export(ExportRequest request) {
        requireOpen();
        return new Exports(parts.storage()).export(request);
    }

    /**
     * Pauses what is running at once, gives up its claims, and closes connectors and store. What is committed stays;
     * paused jobs can be resumed. Safe to call twice.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            engine.close();
            parts.connectors().forEach(Connector::close);
            parts.storage().close();
        }
    }

    Reads reads() {
        requireOpen();
        return reads;
    }

    Instant now() {
        return parts.clock().instant();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new InvalidParameterException(
                    "warehouse", parts.storage().describe(), "is closed", "build a new one on the same store");
        }
    }
}
