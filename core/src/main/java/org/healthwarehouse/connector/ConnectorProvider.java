package org.healthwarehouse.connector;

import java.util.Optional;
import org.healthwarehouse.model.SourceId;

/**
 * Makes a connector discoverable by {@link java.util.ServiceLoader}. Name it in {@code META-INF/services} and, for the
 * module path, in {@code provides}. Two providers of one source are an error that names both.
 */
public interface ConnectorProvider {
    /** The source that the connector serves. */
    SourceId source();

    /**
     * The connector; empty if the settings do not hold what it needs, for example no token. Called once, while the
     * warehouse is built.
     */
    Optional<Connector> create(ConnectorSettings settings);
}
