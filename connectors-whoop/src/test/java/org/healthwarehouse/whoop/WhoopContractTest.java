package org.healthwarehouse.whoop;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.testkit.contract.ConnectorContract;
import org.healthwarehouse.testkit.fakes.Change;
import org.healthwarehouse.testkit.whoop.WhoopSimulator;

class WhoopContractTest extends ConnectorContract {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-15T12:00:00Z"));
    private static final long MEMBER = 10_129;

    /** Nothing comes late: a recovery that does lies, as far as anybody can tell, outside of what was asked. */
    private final WhoopSimulator vendor = WhoopSimulator.seeded(7)
            .clock(CLOCK)
            .member(MEMBER)
            .memberSince(Instant.parse("2024-01-01T00:00:00Z"))
            .changing(Change.allBut(Change.LATE_UPLOADS))
            .mostOnAPage(7)
            .allowing(100_000, 1_000_000)
            .build();

    private final Connector connector = WhoopConnector.builder()
            .token(vendor.token(MEMBER))
            .clientId(vendor.clientId())
            .baseUri(URI.create("http://127.0.0.1/developer"))
            .build();

    @Override
    protected Connector connector() {
        return connector;
    }

    @Override
    protected VendorTransport vendor() {
        return vendor.inMemory();
    }

    @Override
    protected TimeRange rangeWithData() {
        return TimeRange.of(Instant.parse("2026-04-20T00:00:00Z"), Instant.parse("2026-06-01T00:00:00Z"));
    }

    @Override
    protected Optional<TimeRange> rangeWithoutData() {
        return Optional.of(TimeRange.of(Instant.parse("2023-05-01T00:00:00Z"), Instant.parse("2023-06-01T00:00:00Z")));
    }

    @Override
    protected InstantSource clock() {
        return CLOCK;
    }

    @Override
    protected Set<String> secrets() {
        return vendor.secrets();
    }
}
