package org.healthwarehouse.connector;

import java.util.Optional;

/**
 * The settings that an application gives to discovered connectors. Names begin with the source: {@code fulcra.token}.
 */
@FunctionalInterface
public interface ConnectorSettings {
    /** The value of that name; empty if it was not given. Values may be secrets: never log them. */
    Optional<String> get(String name);
}
