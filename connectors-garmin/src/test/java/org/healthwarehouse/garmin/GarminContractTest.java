package org.healthwarehouse.garmin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.http.VendorHttp;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.testkit.contract.ConnectorContract;
import org.junit.jupiter.api.AfterEach;

class GarminContractTest extends ConnectorContract {
    private static final LocalDate FIRST = LocalDate.of(2026, 5, 1);

    private final ConnectServer server = new ConnectServer(new ConnectVendor(date -> date.getYear() == 2026)::answer);
    private final VendorTransport way = VendorHttp.builder().build();
    private final Connector connector = GarminConnector.builder()
            .token("canary-garmin-token")
            .baseUri(server.uri())
            .build();

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected Connector connector() {
        return connector;
    }

    @Override
    protected VendorTransport vendor() {
        return way;
    }

    @Override
    protected TimeRange rangeWithData() {
        return TimeRange.ofDates(FIRST, FIRST.plusDays(14));
    }

    @Override
    protected Optional<TimeRange> rangeWithoutData() {
        return Optional.of(
                TimeRange.ofDates(FIRST.minusYears(2), FIRST.minusYears(2).plusDays(7)));
    }

    @Override
    protected Set<String> secrets() {
        return Set.of("canary-garmin-token");
    }

    @Override
    protected List<RawPage> brokenPages() {
        return List.of(
                page(GarminFeed.SUMMARY, "{\"calendarDate\":\"2026-05-01\",\"privacyProtected\":true}"),
                page(GarminFeed.SUMMARY, ""),
                page(GarminFeed.WELLNESS, "[]"));
    }

    private static RawPage page(GarminFeed feed, String body) {
        FetchRequest request = new FetchRequest.Dates(
                org.healthwarehouse.model.UserId.LOCAL, feed.id(), FIRST, FIRST.plusDays(1), Optional.empty());
        return new RawPage(
                RawPage.Origin.PULL,
                GarminConnector.SOURCE,
                feed.id(),
                Optional.of(request),
                Instant.parse("2026-06-01T00:00:00Z"),
                Optional.empty(),
                200,
                "application/json",
                RawBody.of(body.getBytes(StandardCharsets.UTF_8)));
    }
}
