package org.healthwarehouse.testkit.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.testkit.fakes.FakeVendor;

/** The contract of a connector to a fake vendor. */
abstract class FakeContract extends ConnectorContract {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-15T12:00:00Z"));
    private static final TimeRange RANGE =
            new TimeRange(Instant.parse("2026-05-20T00:00:00Z"), Instant.parse("2026-05-31T00:00:00Z"));
    /** The future, of which no vendor has anything yet. */
    private static final TimeRange EMPTY =
            new TimeRange(Instant.parse("2026-08-01T00:00:00Z"), Instant.parse("2026-08-09T00:00:00Z"));

    private final FakeVendor vendor;
    private final Connector connector;

    FakeContract(FakeVendor vendor) {
        this(vendor, FakeVendor::connector);
    }

    FakeContract(FakeVendor vendor, Function<FakeVendor, Connector> connector) {
        this.vendor = vendor;
        this.connector = connector.apply(vendor);
    }

    @Override
    protected Connector connector() {
        return connector;
    }

    @Override
    protected VendorTransport vendor() {
        return vendor.transport();
    }

    @Override
    protected TimeRange rangeWithData() {
        return RANGE;
    }

    @Override
    protected Optional<TimeRange> rangeWithoutData() {
        return Optional.of(EMPTY);
    }

    @Override
    protected InstantSource clock() {
        return CLOCK;
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(vendor.token());
    }

    @Override
    protected List<RawPage> brokenPages() {
        byte[] body = "{\"message\":\"try again later\"}".getBytes(StandardCharsets.UTF_8);
        FeedId feed = new FeedId("heart_rate");
        return List.of(new RawPage(
                RawPage.Origin.PULL,
                vendor.source(),
                feed,
                Optional.empty(),
                CLOCK.instant(),
                Optional.empty(),
                200,
                "application/json",
                RawBody.of(body)));
    }
}
