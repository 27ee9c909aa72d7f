package org.healthwarehouse.testkit.fakes;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.auth.BearerTransport;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.http.HttpStatus;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;

/** What the connectors to the fake vendors share: addresses, logins, and the page made of an answer. */
final class FakeClient {
    private final SourceId source;
    private final URI base;
    private final AccessTokens tokens;

    FakeClient(SourceId source, URI base, Supplier<String> token) {
        this.source = source;
        this.base = base;
        tokens = new AccessTokens() {
            @Override
            public String current() {
                return token.get();
            }

            @Override
            public String replace(String rejected) throws FetchException {
                if (token.get().equals(rejected)) {
                    throw new FetchException(new Failure.AuthenticationFailed("the login is no longer accepted"));
                }
                return token.get();
            }
        };
    }

    VendorResponse get(String path, Map<String, String> query, FetchContext context)
            throws FetchException, InterruptedException {
        String text = query.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI uri = base.resolve(text.isEmpty() ? path : path + "?" + text);
        return new BearerTransport(context.transport(), tokens)
                .send(VendorRequest.get(uri).header("Accept", "application/json"));
    }

    /** The page that a successful answer is. */
    FetchResult page(FetchRequest request, FetchContext context, Instant startedAt, VendorResponse response)
            throws FetchException {
        HttpStatus.requireSuccess(response, context.clock(), source + "'s " + request.feed());
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                source,
                request.feed(),
                Optional.of(request),
                startedAt,
                serverDate(response),
                response.status(),
                response.header("content-type").orElse("application/json"),
                response.body()));
    }

    FetchException refused(String remedy) {
        return new FetchException(new Failure.InvalidParameter(source + " cannot be asked like that; " + remedy));
    }

    private static Optional<Instant> serverDate(VendorResponse response) {
        try {
            return response.header("date").map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return source + " at " + base;
    }
}
