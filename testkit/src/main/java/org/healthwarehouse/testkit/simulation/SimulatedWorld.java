package org.healthwarehouse.testkit.simulation;

import java.time.Instant;
import java.util.List;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;

/**
 * What a simulation plays with: vendors that can fail, connectors to them, a store that survives crashes, and the
 * truth.
 */
public interface SimulatedWorld extends AutoCloseable {
    /**
     * Opens the store; called by every process and again after each crash, on what the crash left behind. Storages of
     * two processes are open at once.
     */
    Storage openStorage();

    /**
     * What a process takes for its store; by default just that. Bugs that the simulation has to find are planted here.
     *
     * @param storage the store, under which the process may end at any write
     */
    default Storage between(Storage storage) {
        return storage;
    }

    /** Connectors to the vendors; those that are asked for again after each crash know nothing of the ones before. */
    List<Connector> connectors();

    /**
     * Whether every answer of the vendors names the true time. If so, the clock of the machine is set ahead and back in
     * some simulations; without it nobody could tell. By default it does not.
     */
    default boolean tellsTheTime() {
        return false;
    }

    /** The way to the vendors, in memory. */
    VendorTransport transport();

    /** Lets calls go wrong from now on, or not. */
    void faults(boolean on);

    /** The data types that are asked for. */
    List<DataType> types();

    /**
     * Compares what the store holds with what the vendor has.
     *
     * @return what differs, one line each; empty if nothing does
     */
    List<String> differences(Snapshot snapshot, DataType type, TimeRange range);

    /**
     * What the vendor had at a moment in the past and the store lacks; values do not matter. By default not checked.
     *
     * @param range on the axis of the stream's feed, as the ledger has it
     * @param asOf the moment; answers as of then are in the store
     * @return what is missing, one line each; empty if nothing is
     */
    default List<String> missing(Snapshot snapshot, StreamId stream, TimeRange range, Instant asOf) {
        return List.of();
    }

    /** Leaves nothing behind. */
    @Override
    void close();
}
