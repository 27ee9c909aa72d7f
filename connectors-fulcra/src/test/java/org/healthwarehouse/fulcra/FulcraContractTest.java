package org.healthwarehouse.fulcra;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.testkit.contract.ConnectorContract;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;

class FulcraContractTest extends ConnectorContract {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-15T12:00:00Z"));

    private final FulcraSimulator vendor = FulcraSimulator.serving(SyntheticPerson.seeded(7))
            .clock(CLOCK)
            .longestRange(Duration.ofDays(40), Duration.ofDays(40))
            .build();

    @Override
    protected Connector connector() {
        return FulcraConnector.builder()
                .token(vendor.token())
                .userId(vendor.userId())
                .baseUri(URI.create("http://127.0.0.1"))
                .metrics("HeartRate", "StepCount", "SleepStage")
                .build();
    }

    @Override
    protected VendorTransport vendor() {
        return vendor.inMemory();
    }

    /** Short, since every feed is asked many times. */
    @Override
    protected TimeRange rangeWithData() {
        return TimeRange.of(Instant.parse("2026-05-30T00:00:00Z"), Instant.parse("2026-06-01T00:00:00Z"));
    }

    @Override
    protected InstantSource clock() {
        return CLOCK;
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(vendor.token());
    }
}
