package org.healthwarehouse.testkit.fulcra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.jspecify.annotations.Nullable;

/**
 * The vendor, played by this process: serves a {@link SyntheticPerson} in the shapes and with the manners of the Fulcra
 * Life API (items that overlap the range, no paging, 500 on too large a range, 401 without a valid token), makes calls
 * go wrong as the {@link FaultPlan} says, and logs every call. Reachable in memory ({@link #inMemory}) and, once
 * {@linkplain #start started}, over HTTP on loopback. Thread-safe.
 */
public final class FulcraSimulator implements AutoCloseable {
    private final FulcraApi api;
    private final FulcraLogins logins;
    private final InstantSource clock;
    private final String userId;
    private final List<LoggedRequest> log = new ArrayList<>();
    private FaultPlan faults;
    private String token = "canary-token-1";
    private int tokenNumber = 1;
    private @Nullable FulcraHttpServer server;

    FulcraSimulator(FulcraSimulatorBuilder builder) {
        api = new FulcraApi(
                builder.person, builder.userId, builder.longestDense, builder.longestSparse, builder.shuffled);
        logins = new FulcraLogins(builder);
        clock = builder.clock;
        userId = builder.userId;
        faults = builder.faults;
    }

    /** Starts to set up a simulator of that person's account. */
    public static FulcraSimulatorBuilder serving(SyntheticPerson person) {
        return new FulcraSimulatorBuilder(person);
    }

    /** The vendor's id of the person. */
    public String userId() {
        return userId;
    }

    /** The token that is accepted now. */
    public synchronized String token() {
        return token;
    }

    /** The person enters the code of a device login and agrees. */
    public synchronized void approveLogin(String userCode) {
        logins.decide(userCode, true);
    }

    /** The person enters the code of a device login and refuses. */
    public synchronized void refuseLogin(String userCode) {
        logins.decide(userCode, false);
    }

    /** Ends every login: neither access nor refresh tokens are accepted any more. */
    public synchronized void revokeLogins() {
        logins.revokeAll();
    }

    /** How many renewals of logins were granted. */
    public synchronized int renewals() {
        return logins.renewals();
    }

    /** Every token and code of a login that was handed out, for tests that look where they must not be. */
    public synchronized Set<String> secrets() {
        return logins.secrets();
    }

    /**
     * Lets the current token, and the access tokens of all logins, expire; answers the one that takes the place of the
     * first.
     */
    public synchronized String expireToken() {
        logins.expireAll();
        tokenNumber++;
        token = "canary-token-" + tokenNumber;
        return token;
    }

    /** Makes further calls go wrong in another way. */
    public synchronized void faults(FaultPlan plan) {
        faults = plan;
    }

    /** Every call so far, in order. */
    public synchronized List<LoggedRequest> log() {
        return List.copyOf(log);
    }

    /** How many calls there were so far, failed ones included. */
    public synchronized int calls() {
        return log.size();
    }

    /** The form that answers in memory, on the calling thread. */
    public VendorTransport inMemory() {
        return this::answerInMemory;
    }

    private VendorResponse answerInMemory(VendorRequest request) throws FetchException {
        Outcome outcome = handle(
                request.uri(), Optional.ofNullable(request.headers().get("Authorization")), text(request.body()));
        if (outcome.fault().filter(Fault.ConnectionReset.class::isInstance).isPresent()) {
            throw new FetchException(new Failure.Unreachable("the connection broke", Optional.empty()));
        }
        if (outcome.fault().filter(Fault.SlowBody.class::isInstance).isPresent()) {
            throw new FetchException(new Failure.TimedOut("no full answer in time"));
        }
        return new VendorResponse(outcome.status(), outcome.headers(), RawBody.of(outcome.body()));
    }

    /**
     * Starts the HTTP form on a free port of the loopback address and answers its base address.
     *
     * @throws IOException if no port could be had
     */
    public synchronized URI start() throws IOException {
        if (server == null) {
            server = new FulcraHttpServer(this);
        }
        return server.uri();
    }

    private static String text(RawBody body) {
        try (InputStream in = body.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Decides on one call and logs it; of a form only what kind of grant it asks for. */
    synchronized Outcome handle(URI uri, Optional<String> authorization, String form) {
        int number = log.size() + 1;
        Optional<Fault> fault = faults.next(number);
        if (fault.filter(Fault.TokenExpired.class::isInstance).isPresent()) {
            String unused = expireToken();
        }
        Outcome outcome = outcome(uri, authorization, form, fault);
        int logged = outcome.breaksOff() ? 0 : outcome.status();
        Map<String, String> query = isLogin(uri) ? grantType(form) : FulcraApi.query(uri);
        log.add(new LoggedRequest(number, now(), uri.getPath(), query, logged, fault));
        return outcome;
    }

    private static boolean isLogin(URI uri) {
        return uri.getPath().startsWith("/oauth/");
    }

    private static Map<String, String> grantType(String form) {
        return Map.of("grant_type", FulcraApi.fields(form).getOrDefault("grant_type", ""));
    }

    private boolean isAccepted(Optional<String> authorization) {
        return authorization
                .filter(text -> text.startsWith("Bearer "))
                .map(text -> text.substring("Bearer ".length()))
                .filter(given -> given.equals(token) || logins.accepts(given, now()))
                .isPresent();
    }

    private Outcome outcome(URI uri, Optional<String> authorization, String form, Optional<Fault> fault) {
        Fault kind = fault.orElse(null);
        if (kind instanceof Fault.RateLimited limited) {
            Map<String, List<String>> headers = limited.retryAfter()
                    .map(wait -> Map.of("retry-after", List.of(Long.toString(wait.toSeconds()))))
                    .orElse(Map.of());
            return new Outcome(429, headers, FulcraJson.detail("Too Many Requests"), fault);
        }
        if (kind instanceof Fault.ServerError) {
            return new Outcome(503, Map.of(), FulcraJson.detail("Service Unavailable"), fault);
        }
        if (kind instanceof Fault.RateLimitedUntil limited) {
            String until = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    now().plus(limited.pause()).atOffset(ZoneOffset.UTC));
            return new Outcome(
                    429, Map.of("retry-after", List.of(until)), FulcraJson.detail("Too Many Requests"), fault);
        }
        if (kind instanceof Fault.NotFound) {
            return new Outcome(404, Map.of(), FulcraJson.detail("Not Found"), fault);
        }
        if (kind instanceof Fault.WebPage) {
            return new Outcome(200, Map.of(), "<html></html>".getBytes(StandardCharsets.UTF_8), fault);
        }
        if (!isLogin(uri) && !isAccepted(authorization)) {
            return new Outcome(401, Map.of(), FulcraJson.detail("Unauthorized"), fault);
        }
        FulcraApi.Answer answer =
                isLogin(uri) ? logins.answer(uri.getPath(), FulcraApi.fields(form), now()) : api.answer(uri, now());
        byte[] body = kind instanceof Fault.MalformedJson
                ? java.util.Arrays.copyOf(answer.body(), answer.body().length / 2)
                : answer.body();
        return new Outcome(answer.status(), Map.of(), body, fault);
    }

    private Instant now() {
        return clock.instant();
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** What a call is answered with. */
    static final class Outcome {
        private final int status;
        private final Map<String, List<String>> headers;
        private final byte[] body;
        private final Optional<Fault> fault;

        Outcome(int status, Map<String, List<String>> headers, byte[] body, Optional<Fault> fault) {
            this.status = status;
            this.headers = headers;
            this.body = body;
            this.fault = fault;
        }

        int status() {
            return status;
        }

        Map<String, List<String>> headers() {
            return headers;
        }

        byte[] body() {
            return body;
        }

        Optional<Fault> fault() {
            return fault;
        }

        boolean breaksOff() {
            return fault.filter(kind -> kind instanceof Fault.ConnectionReset || kind instanceof Fault.SlowBody)
                    .isPresent();
        }
    }
}
