package org.healthwarehouse.testkit.fakes;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.testkit.fulcra.Fault;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.fulcra.LoggedRequest;
import org.jspecify.annotations.Nullable;

/** What all fake vendors share: logins, faults, the log of calls, and the date on every answer. Thread-safe. */
final class FrontDesk {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private final InstantSource clock;
    private final Service service;
    private final List<LoggedRequest> log = new ArrayList<>();
    private FaultPlan faults = FaultPlan.none();
    private int tokenNumber = 1;

    FrontDesk(InstantSource clock, Service service) {
        this.clock = clock;
        this.service = service;
    }

    /** Answers requests that are let through. */
    @FunctionalInterface
    interface Service {
        Answer answer(String path, Map<String, String> query, Instant now);
    }

    synchronized String token() {
        return "canary-fake-token-" + tokenNumber;
    }

    synchronized void faults(FaultPlan plan) {
        faults = plan;
    }

    synchronized List<LoggedRequest> log() {
        return List.copyOf(log);
    }

    synchronized int calls() {
        return log.size();
    }

    synchronized VendorResponse send(VendorRequest request) throws FetchException {
        Instant now = clock.instant();
        int number = log.size() + 1;
        Fault fault = faults.next(number).orElse(null);
        if (fault instanceof Fault.TokenExpired) {
            tokenNumber++;
        }
        Map<String, String> query = query(request.uri());
        Answer answer = answer(request, query, now, fault);
        boolean silent = answer.hangs() || fault instanceof Fault.SlowBody;
        boolean broken = fault instanceof Fault.ConnectionReset;
        log.add(new LoggedRequest(
                number,
                now,
                request.uri().getPath(),
                query,
                silent || broken ? 0 : answer.status(),
                Optional.ofNullable(fault)));
        if (broken) {
            throw new FetchException(new Failure.Unreachable("the connection broke", Optional.empty()));
        }
        if (silent) {
            throw new FetchException(new Failure.TimedOut("no full answer in time"));
        }
        Answer dated = answer.header("date", HTTP_DATE.format(now.atOffset(ZoneOffset.UTC)));
        return new VendorResponse(dated.status(), dated.headers(), RawBody.of(dated.body()));
    }

    private Answer answer(VendorRequest request, Map<String, String> query, Instant now, @Nullable Fault fault) {
        if (fault instanceof Fault.RateLimited limited) {
            Answer answer = Answer.status(429, "slow down");
            return limited.retryAfter()
                    .map(wait -> answer.header("retry-after", Long.toString(wait.toSeconds())))
                    .orElse(answer);
        }
        if (fault instanceof Fault.RateLimitedUntil limited) {
            String until = HTTP_DATE.format(now.plus(limited.pause()).atOffset(ZoneOffset.UTC));
            return Answer.status(429, "slow down").header("retry-after", until);
        }
        if (fault instanceof Fault.ServerError) {
            return Answer.status(503, "out of order");
        }
        if (fault instanceof Fault.NotFound) {
            return Answer.status(404, "no such thing");
        }
        if (!("Bearer " + token()).equals(authorization(request))) {
            return Answer.status(401, "who are you?");
        }
        Answer answer = service.answer(request.uri().getPath(), query, now);
        if (fault instanceof Fault.MalformedJson) {
            return answer.body(Arrays.copyOf(answer.body(), answer.body().length / 2));
        }
        return fault instanceof Fault.WebPage
                ? answer.body("<html><body>Are you human?</body></html>".getBytes(StandardCharsets.UTF_8))
                : answer;
    }

    private static @Nullable String authorization(VendorRequest request) {
        return request.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("authorization"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
