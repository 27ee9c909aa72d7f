package org.healthwarehouse.fulcra;

import java.net.URI;
import java.util.Optional;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.ConnectorProvider;
import org.healthwarehouse.connector.ConnectorSettings;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;

/**
 * Makes the connector discoverable. Settings: {@code fulcra.token}, without which there is no connector;
 * {@code fulcra.user-id} and {@code fulcra.base-uri}, as in {@link FulcraConnectorBuilder}.
 */
public final class FulcraConnectorProvider implements ConnectorProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public FulcraConnectorProvider() {}

    @Override
    public SourceId source() {
        return FulcraConnector.SOURCE;
    }

    @Override
    public Optional<Connector> create(ConnectorSettings settings) {
        return settings.get("fulcra.token").map(token -> {
            FulcraConnectorBuilder builder = FulcraConnector.builder().token(token);
            settings.get("fulcra.user-id").ifPresent(builder::userId);
            settings.get("fulcra.base-uri").map(FulcraConnectorProvider::uri).ifPresent(builder::baseUri);
            return builder.build();
        });
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(
                    "fulcra.base-uri", text, "must be a URI", "give for example " + FulcraAddress.LIVE.base());
        }
    }
}
