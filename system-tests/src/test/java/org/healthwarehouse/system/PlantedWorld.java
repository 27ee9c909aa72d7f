package org.healthwarehouse.system;

import java.time.Instant;
import java.util.List;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.testkit.simulation.SimulatedWorld;

/** A world like the one it holds. What extends it plants a bug that the simulation has to find. */
class PlantedWorld implements SimulatedWorld {
    private final SimulatedWorld world;

    PlantedWorld(SimulatedWorld world) {
        this.world = world;
    }

    @Override
    public Storage openStorage() {
        return world.openStorage();
    }

    @Override
    public Storage between(Storage storage) {
        return world.between(storage);
    }

    @Override
    public List<Connector> connectors() {
        return world.connectors();
    }

    @Override
    public boolean tellsTheTime() {
        return world.tellsTheTime();
    }

    @Override
    public VendorTransport transport() {
        return world.transport();
    }

    @Override
    public void faults(boolean on) {
        world.faults(on);
    }

    @Override
    public List<DataType> types() {
        return world.types();
    }

    @Override
    public List<String> differences(Snapshot snapshot, DataType type, TimeRange range) {
        return world.differences(snapshot, type, range);
    }

    @Override
    public List<String> missing(Snapshot snapshot, StreamId stream, TimeRange range, Instant asOf) {
        return world.missing(snapshot, stream, range, asOf);
    }

    @Override
    public void close() {
        world.close();
    }
}
