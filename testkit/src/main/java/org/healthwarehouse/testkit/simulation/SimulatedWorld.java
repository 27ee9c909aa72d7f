package org.healthwarehouse.testkit.simulation;

import java.util.List;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;

/**
 * What a simulation plays with: a vendor that can fail, a connector to it, a store that survives crashes, and the
 * truth.
 */
public interface SimulatedWorld extends AutoCloseable {
    /** Opens the store; called again after each crash, on what the crash left behind. */
    Storage openStorage();

    /** A connector to the vendor. */
    Connector connector();

    /** The way to the vendor, in memory. */
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

    /** Leaves nothing behind. */
    @Override
    void close();
}
