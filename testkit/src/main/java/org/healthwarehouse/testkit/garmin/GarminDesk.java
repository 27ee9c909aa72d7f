package org.healthwarehouse.testkit.garmin;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
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

/** Where calls come in: faults, the wall against machines, the log, the date on every answer. Thread-safe. */
final class GarminDesk {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private final InstantSource clock;
    private final Service service;
    private final Runnable expireTokens;
    private final List<LoggedRequest> log = new ArrayList<>();
    private FaultPlan faults;
    private boolean wall;

    GarminDesk(InstantSource clock, FaultPlan faults, Service service, Runnable expireTokens) {
        this.clock = clock;
        this.faults = faults;
        this.service = service;
        this.expireTokens = expireTokens;
    }

    /** Answers calls that are let through. */
    @FunctionalInterface
    interface Service {
        GarminAnswer answer(VendorRequest request, Map<String, String> query, Instant now);
    }

    synchronized void faults(FaultPlan plan) {
        faults = plan;
    }

    synchronized void wall(boolean up) {
        wall = up;
    }

    synchronized List<LoggedRequest> log() {
        return List.copyOf(log);
    }

    synchronized VendorResponse send(VendorRequest request) throws FetchException {
        Instant now = clock.instant();
        int number = log.size() + 1;
        Fault fault = faults.next(number).orElse(null);
        Map<String, String> query = GarminSimulator.fields(request.uri().getRawQuery());
        if (fault instanceof Fault.TokenExpired) {
            expireTokens.run();
        }
        GarminAnswer answer = answer(request, query, now, fault);
        boolean broken = fault instanceof Fault.ConnectionReset || fault instanceof Fault.SlowBody;
        String path = request.uri().getPath();
        log.add(new LoggedRequest(number, now, path, query, broken ? 0 : answer.status(), Optional.ofNullable(fault)));
        if (fault instanceof Fault.ConnectionReset) {
            throw new FetchException(new Failure.Unreachable("the connection broke", Optional.empty()));
        }
        if (fault instanceof Fault.SlowBody) {
            throw new FetchException(new Failure.TimedOut("no full answer in time"));
        }
        GarminAnswer dated = answer.header("date", httpDate(now));
        return new VendorResponse(dated.status(), dated.headers(), RawBody.of(dated.body()));
    }

    private GarminAnswer answer(VendorRequest request, Map<String, String> query, Instant now, @Nullable Fault fault) {
        if (wall) {
            return GarminAnswer.webPage(403);
        }
        if (fault instanceof Fault.RateLimited limited) {
            GarminAnswer refused = GarminAnswer.refused(429, "Too Many Requests");
            return limited.retryAfter()
                    .map(wait -> refused.header("retry-after", Long.toString(wait.toSeconds())))
                    .orElse(refused);
        }
        if (fault instanceof Fault.RateLimitedUntil limited) {
            return GarminAnswer.refused(429, "Too Many Requests")
                    .header("retry-after", httpDate(now.plus(limited.pause())));
        }
        if (fault instanceof Fault.ServerError) {
            return GarminAnswer.refused(503, "Service Unavailable");
        }
        if (fault instanceof Fault.NotFound) {
            return GarminAnswer.refused(404, "Not Found");
        }
        if (fault instanceof Fault.WebPage) {
            return GarminAnswer.webPage(200);
        }
        GarminAnswer answer = service.answer(request, query, now);
        return fault instanceof Fault.MalformedJson ? answer.brokenOff() : answer;
    }

    static String header(VendorRequest request, String name) {
        return request.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static String httpDate(Instant moment) {
        return HTTP_DATE.format(moment.atOffset(ZoneOffset.UTC));
    }
}
