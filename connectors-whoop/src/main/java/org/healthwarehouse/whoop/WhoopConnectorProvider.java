package org.healthwarehouse.whoop;

import java.net.URI;
import java.util.Optional;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.ConnectorProvider;
import org.healthwarehouse.connector.ConnectorSettings;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;

/**
 * Makes the connector discoverable. Settings: {@code whoop.token}, without which there is no connector;
 * {@code whoop.client-id} and {@code whoop.base-uri}, as in {@link WhoopConnectorBuilder}. A token lasts an hour: an
 * application that runs longer logs its users in with {@link WhoopLogin} and gives the connector to the builder.
 */
public final class WhoopConnectorProvider implements ConnectorProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public WhoopConnectorProvider() {}

    @Override
    public SourceId source() {
        return WhoopConnector.SOURCE;
    }

    @Override
    public Optional<Connector> create(ConnectorSettings settings) {
        return settings.get("whoop.token").map(token -> {
            WhoopConnectorBuilder builder = WhoopConnector.builder().token(token);
            settings.get("whoop.client-id").ifPresent(builder::clientId);
            settings.get("whoop.base-uri").map(WhoopConnectorProvider::uri).ifPresent(builder::baseUri);
            return builder.build();
        });
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(
                    "whoop.base-uri", text, "must be a URI", "give for example " + WhoopAddress.LIVE.base());
        }
    }
}
