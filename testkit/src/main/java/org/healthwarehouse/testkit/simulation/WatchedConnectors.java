package org.healthwarehouse.testkit.simulation;

import java.util.List;
import java.util.function.Supplier;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.Snapshot;

/** All connectors of one life of a process. */
final class WatchedConnectors {
    private final List<WatchedConnector> connectors;

    WatchedConnectors(List<Connector> connectors, Supplier<Snapshot> snapshots, Object process, ClaimWatch watch) {
        this.connectors = connectors.stream()
                .map(connector -> new WatchedConnector(connector, snapshots, process, watch))
                .toList();
    }

    List<WatchedConnector> all() {
        return connectors;
    }

    /** Whether calls into settled time are asked for at the moment. */
    void allowSettled(boolean allowed) {
        connectors.forEach(connector -> connector.allowSettled(allowed));
    }

    List<String> violations() {
        return connectors.stream()
                .flatMap(connector -> connector.violations().stream())
                .toList();
    }

    int fetches() {
        return connectors.stream().mapToInt(WatchedConnector::fetches).sum();
    }

    /** Every source that has ever offered the type in this life. */
    List<SourceId> sources(DataType type) {
        return connectors.stream()
                .filter(connector -> connector.offers(type))
                .map(WatchedConnector::source)
                .toList();
    }

    /** How the ranges of the feed that decides the stream are given. */
    TimeAxis axis(StreamId stream) {
        return connectors.stream()
                .filter(connector -> connector.source().equals(stream.source()))
                .map(connector -> connector.axis(stream.type()))
                .findFirst()
                .orElse(TimeAxis.NONE);
    }
}
