package org.healthwarehouse.garmin;

import java.net.URI;
import java.util.Optional;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.ConnectorProvider;
import org.healthwarehouse.connector.ConnectorSettings;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;

/**
 * Makes the connector discoverable. Settings: {@code garmin.token}, without which there is no connector;
 * {@code garmin.domain} ({@code garmin.com} or {@code garmin.cn}) and {@code garmin.base-uri}, as in
 * {@link GarminConnectorBuilder}. A token lasts about a day: an application that runs longer uses {@link GarminLogin}
 * and gives the connector to the builder.
 */
public final class GarminConnectorProvider implements ConnectorProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public GarminConnectorProvider() {}

    @Override
    public SourceId source() {
        return GarminConnector.SOURCE;
    }

    @Override
    public Optional<Connector> create(ConnectorSettings settings) {
        return settings.get("garmin.token").map(token -> {
            GarminConnectorBuilder builder = GarminConnector.builder().token(token);
            settings.get("garmin.domain").map(GarminConnectorProvider::domain).ifPresent(builder::domain);
            settings.get("garmin.base-uri").map(GarminConnectorProvider::uri).ifPresent(builder::baseUri);
            return builder.build();
        });
    }

    private static GarminDomain domain(String host) {
        for (GarminDomain domain : GarminDomain.values()) {
            if (domain.host().equals(host)) {
                return domain;
            }
        }
        throw new InvalidParameterException("garmin.domain", host, "must be garmin.com or garmin.cn", "leave it out");
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(
                    "garmin.base-uri", text, "must be a URI", "give for example https://connectapi.garmin.com");
        }
    }
}
