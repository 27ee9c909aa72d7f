package org.healthwarehouse.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.contract.ConnectorContract;
import org.healthwarehouse.testkit.fakes.LoopbackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that it takes to test a connector: a small vendor, and the contract. */
class CustomConnectorTest extends ConnectorContract {
    private static final String TOKEN = "pulsar-secret-token";
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final TimeRange RECORDED =
            TimeRange.of(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-11T00:00:00Z"));

    /** Pulsar: a heart beat every ten minutes of the first days of March. */
    private static VendorResponse pulsar(VendorRequest request) {
        if (!("Bearer " + TOKEN).equals(request.headers().get("Authorization"))) {
            return new VendorResponse(401, Map.of(), RawBody.of(new byte[0]));
        }
        String[] query = request.uri().getQuery().split("[=&]", -1);
        TimeRange asked = TimeRange.of(Instant.parse(query[1]), Instant.parse(query[3]));
        StringBuilder lines = new StringBuilder();
        for (Instant at = RECORDED.start(); at.isBefore(RECORDED.end()); at = at.plus(STEP)) {
            if (asked.contains(at)) {
                lines.append(at)
                        .append(',')
                        .append(60 + at.getEpochSecond() / 600 % 40)
                        .append('\n');
            }
        }
        byte[] body = lines.append("end\n").toString().getBytes(StandardCharsets.UTF_8);
        return new VendorResponse(200, Map.of("content-type", List.of("text/csv")), RawBody.of(body));
    }

    @Override
    protected Connector connector() {
        return new CustomConnector(URI.create("http://127.0.0.1"), AccessTokens.fixed(TOKEN));
    }

    @Override
    protected VendorTransport vendor() {
        return CustomConnectorTest::pulsar;
    }

    @Override
    protected TimeRange rangeWithData() {
        return RECORDED;
    }

    @Override
    protected Optional<TimeRange> rangeWithoutData() {
        return Optional.of(TimeRange.of(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-08T00:00:00Z")));
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(TOKEN);
    }

    @Test
    void aWarehouseSyncsWithItOverHttp(@TempDir Path folder) throws Exception {
        try (LoopbackServer server = LoopbackServer.serving(CustomConnectorTest::pulsar);
                HealthWarehouse warehouse = HealthWarehouse.builder()
                        .storage("sqlite:" + folder.resolve("health.db"))
                        .connector(new CustomConnector(server.uri(), AccessTokens.fixed(TOKEN)))
                        .clock(InstantSource.fixed(RECORDED.end().plus(Duration.ofDays(30))))
                        .build()) {
            assertThat(warehouse
                            .sync(SyncRequest.of(DataTypes.HEART_RATE).in(RECORDED))
                            .await()
                            .isComplete())
                    .isTrue();
            assertThat(warehouse.statistics().samples())
                    .isEqualTo(RECORDED.duration().dividedBy(STEP));
        }
    }
}
