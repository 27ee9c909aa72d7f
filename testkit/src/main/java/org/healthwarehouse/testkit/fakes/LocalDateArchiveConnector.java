package org.healthwarehouse.testkit.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.Selection;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.http.HttpStatus;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/** Asks the archive: one feed for the ten types of the local dates, one for the profile. */
final class LocalDateArchiveConnector implements Connector {
    private static final FeedId WELLNESS = new FeedId("wellness");
    private static final FeedId PROFILE = new FeedId("profile");
    private static final FetchLimits LIMITS =
            new FetchLimits(Optional.of(Duration.ofDays(7)), Duration.ofDays(28), Duration.ofDays(1), Optional.empty());
    private static final Settling SETTLING =
            new Settling(Duration.ofDays(7), Duration.ZERO, Duration.ZERO, Duration.ofDays(7));

    private final FakeClient client;

    LocalDateArchiveConnector(FakeClient client) {
        this.client = client;
    }

    @Override
    public SourceId source() {
        return LocalDateArchive.SOURCE;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        return List.of(
                FeedSpec.of(WELLNESS, ArchiveType.SUMMARY, LIMITS)
                        .axis(TimeAxis.LOCAL_DATE)
                        .types(ArchiveType.ALL, ArchiveType.ALL)
                        .selecting(Selection.DATES, Duration.ZERO)
                        .settling(SETTLING),
                FeedSpec.of(PROFILE, ArchiveType.PROFILE, FetchLimits.UNDECLARED)
                        .axis(TimeAxis.NONE)
                        .lateArrival(false));
    }

    @Override
    public Budget budget(UserId user) {
        return new Budget("archive:" + user, List.of(), Duration.ofSeconds(1), 1, 0);
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        Instant startedAt = context.clock().instant();
        if (request instanceof FetchRequest.Current && request.feed().equals(PROFILE)) {
            return client.page(request, context, startedAt, client.get("/profile", Map.of(), context));
        }
        if (!(request instanceof FetchRequest.Dates dates) || dates.page().isPresent()) {
            throw client.refused("ask for dates without a page token, or for the current profile");
        }
        Map<String, String> query = Map.of(
                "from", dates.first().toString(), "to", dates.endExclusive().toString());
        VendorResponse response = client.get("/wellness", query, context);
        if (response.status() == 202) {
            return new FetchResult.NotReady(startedAt.plus(wait(response)), Optional.empty());
        }
        return response.status() == 410
                ? new FetchResult.Unavailable("the vendor has lost these dates", Optional.empty())
                : client.page(request, context, startedAt, response);
    }

    private static Duration wait(VendorResponse response) {
        return response.header("retry-after")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(LocalDateArchive.RECALL);
    }

    @Override
    public Optional<Instant> watermark(FeedId feed, FetchContext context) throws FetchException, InterruptedException {
        if (!feed.equals(WELLNESS)) {
            return Optional.empty();
        }
        VendorResponse response = client.get("/device/last-upload", Map.of(), context);
        HttpStatus.requireSuccess(response, context.clock(), "archive's last upload");
        try {
            return Optional.of(Json.time(Json.read(response.body()), "last_upload", "the body"));
        } catch (MalformedResponseException e) {
            throw new FetchException(e.failure(), e);
        }
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        JsonNode body = Json.read(page.body());
        if (page.feed().equals(WELLNESS)) {
            ArchiveReader.wellness(body, page.request(), sink);
        } else if (page.feed().equals(PROFILE)) {
            ArchiveReader.profile(body, page.request(), sink);
        } else {
            throw new MalformedResponseException("an unknown feed", "the request");
        }
    }

    @Override
    public String toString() {
        return "LocalDateArchiveConnector[" + client + "]";
    }
}
