package org.healthwarehouse.testkit.whoop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.testkit.fakes.CallWindows;
import org.healthwarehouse.testkit.fakes.LoopbackServer;
import org.healthwarehouse.testkit.fakes.TrueItem;
import org.healthwarehouse.testkit.fulcra.Fault;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.fulcra.LoggedRequest;
import org.jspecify.annotations.Nullable;

/**
 * The vendor, played by this process: members of one application in the shapes and with the manners of WHOOP's
 * interface (pages newest first, whatever overlaps the range, allowances that all members share, refresh tokens that
 * die when they are used). Records come late, are rated hours later, edited and deleted; what it answers follows from
 * its seed, the time on its clock, and the calls and logins before. Reachable in memory ({@link #inMemory}) and, once
 * {@linkplain #start started}, over HTTP on loopback. Thread-safe.
 */
public final class WhoopSimulator implements AutoCloseable {
    /** Numbers of cycles of two members never meet. */
    private static final long CYCLES_APART = 1_000_000;

    private static final long DAY_MS = 86_400_000;

    private static final String API = "/developer";
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private final InstantSource clock;
    private final WhoopApi api;
    private final WhoopLogins logins;
    /** Of the application, whoever its users are. */
    private final CallWindows quota;

    private final String clientId;
    private final String clientSecret;
    private final Map<Long, WhoopMember> members = new TreeMap<>();
    private final Map<Long, String> standing = new HashMap<>();
    private final List<LoggedRequest> log = new ArrayList<>();
    private FaultPlan faults;
    private @Nullable LoopbackServer server;

    WhoopSimulator(WhoopSimulatorBuilder builder) {
        clock = builder.clock;
        api = new WhoopApi(builder.mostOnAPage);
        logins = new WhoopLogins(builder.clientId, builder.clientSecret, builder.tokenLifetime);
        quota = new CallWindows(builder.perMinute, builder.perDay);
        clientId = builder.clientId;
        clientSecret = builder.clientSecret;
        faults = builder.faults;
        long firstDay = Math.floorDiv(builder.memberSince.getEpochSecond(), 86_400L);
        for (long user : builder.members) {
            Draw draw = new Draw(builder.seed).of(user);
            WhoopDiary diary =
                    new WhoopDiary(draw.seed(), (members.size() + 1) * CYCLES_APART, firstDay, builder.changes);
            members.put(user, new WhoopMember(user, diary, draw, !builder.unmeasured.contains(user)));
        }
    }

    /** Starts to set up a simulator whose members' lives follow from the seed. */
    public static WhoopSimulatorBuilder seeded(long seed) {
        return new WhoopSimulatorBuilder(seed);
    }

    /** The application's id. */
    public String clientId() {
        return clientId;
    }

    /** The application's secret, with which webhooks are signed too. */
    public String clientSecret() {
        return clientSecret;
    }

    /** An access token of that member without a login; the same until all tokens expire, then another. */
    public synchronized String token(long userId) {
        return standing.computeIfAbsent(userId, logins::standing);
    }

    /** Lets all access tokens expire; refresh tokens stay good. */
    public synchronized void expireTokens() {
        standing.clear();
        logins.expireAll();
    }

    /** The member ends the application's access: neither access nor refresh tokens are accepted any more. */
    public synchronized void revoke(long userId) {
        standing.remove(userId);
        logins.revoke(userId);
    }

    /** Whether the application could renew a login of that member. */
    public synchronized boolean hasGrant(long userId) {
        return logins.hasGrant(userId);
    }

    /** How many renewals of logins were granted. */
    public synchronized int renewals() {
        return logins.renewals();
    }

    /** Every token, code and secret that there is, for tests that look where they must not be. */
    public synchronized Set<String> secrets() {
        return logins.secrets();
    }

    /**
     * A member agrees on the page.
     *
     * @param page the page of the login that the person was shown
     * @return where the vendor sends the person's browser
     */
    public synchronized URI agree(URI page, long userId) {
        return URI.create(logins.decide(fields(page.getRawQuery()), userId, true, clock.instant()));
    }

    /** A member refuses on the page. */
    public synchronized URI refuse(URI page) {
        return URI.create(logins.decide(fields(page.getRawQuery()), 0, false, clock.instant()));
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

    /**
     * What a store must hold after everything of the range was fetched at the given moment. Cycles, sleeps and workouts
     * that have a part in the range; recoveries that were made in it; of what is only known as it is now, just that.
     *
     * @throws IllegalArgumentException if there is no such member
     */
    public List<TrueItem> truth(long userId, DataType type, TimeRange range, Instant asOf) {
        return items(userId, type, range, asOf, entry -> true);
    }

    /**
     * The same, but of recoveries only those that a question about the range, a day more on either side, brings: one
     * that was made long after its night belongs to another range as far as the vendor is concerned.
     */
    public List<TrueItem> listed(long userId, DataType type, TimeRange range, Instant asOf) {
        return items(
                userId, type, range, asOf, entry -> entry.isSelected(range.startMs() - DAY_MS, range.endMs() + DAY_MS));
    }

    private List<TrueItem> items(
            long userId, DataType type, TimeRange range, Instant asOf, Predicate<WhoopEntry> selected) {
        WhoopMember member = member(userId);
        return WhoopKind.of(type)
                .map(kind -> member.diary().around(kind, range.startMs(), range.endMs(), asOf.toEpochMilli()).stream()
                        .filter(entry -> entry.intersects(range.startMs(), range.endMs()))
                        .filter(selected)
                        .map(WhoopTruth::item)
                        .toList())
                .orElseGet(() -> member.current(type, asOf).stream().toList());
    }

    /**
     * The webhooks about everything that happened to a member's records after the one moment and until the other, in
     * order, signed at the latter. They come whether or not there is a login: it is for the test to deliver them.
     */
    public List<WhoopDelivery> webhooks(long userId, Instant after, Instant until) {
        return WhoopEvents.between(member(userId), after, until, clientSecret);
    }

    /** A webhook with that body, signed at that moment. */
    public WhoopDelivery sign(byte[] body, Instant now) {
        return WhoopEvents.signed(body, now, clientSecret);
    }

    private WhoopMember member(long userId) {
        WhoopMember member = members.get(userId);
        if (member == null) {
            throw new IllegalArgumentException("no member " + userId);
        }
        return member;
    }

    /** The way to the vendor in memory, on the calling thread; any host will do. */
    public VendorTransport inMemory() {
        return this::send;
    }

    /**
     * Starts the HTTP form on a free port of the loopback address and answers its base address.
     *
     * @throws IOException if no port could be had
     */
    public synchronized URI start() throws IOException {
        if (server == null) {
            server = LoopbackServer.serving(inMemory());
        }
        return server.uri();
    }

    private synchronized VendorResponse send(VendorRequest request) throws FetchException {
        Instant now = clock.instant();
        int number = log.size() + 1;
        Fault fault = faults.next(number).orElse(null);
        Map<String, String> query = fields(request.uri().getRawQuery());
        if (fault instanceof Fault.TokenExpired) {
            expireTokens();
        }
        WhoopAnswer answer = answer(request, query, now, fault);
        boolean broken = fault instanceof Fault.ConnectionReset || fault instanceof Fault.SlowBody;
        String path = request.uri().getPath();
        log.add(new LoggedRequest(number, now, path, query, broken ? 0 : answer.status(), Optional.ofNullable(fault)));
        if (fault instanceof Fault.ConnectionReset) {
            throw new FetchException(new Failure.Unreachable("the connection broke", Optional.empty()));
        }
        if (fault instanceof Fault.SlowBody) {
            throw new FetchException(new Failure.TimedOut("no full answer in time"));
        }
        WhoopAnswer dated = answer.header("date", httpDate(now));
        return new VendorResponse(dated.status(), dated.headers(), RawBody.of(dated.body()));
    }

    private WhoopAnswer answer(VendorRequest request, Map<String, String> query, Instant now, @Nullable Fault fault) {
        if (fault instanceof Fault.RateLimited limited) {
            WhoopAnswer refused = WhoopAnswer.status(429, "too many requests").headers(quota.headers(now));
            return limited.retryAfter()
                    .map(wait -> refused.header("retry-after", Long.toString(wait.toSeconds())))
                    .orElse(refused);
        }
        if (fault instanceof Fault.RateLimitedUntil limited) {
            return WhoopAnswer.status(429, "too many requests")
                    .header("retry-after", httpDate(now.plus(limited.pause())));
        }
        if (fault instanceof Fault.ServerError) {
            return WhoopAnswer.status(503, "out of order");
        }
        if (fault instanceof Fault.NotFound) {
            return WhoopAnswer.status(404, "not found");
        }
        WhoopAnswer answer = served(request, query, now);
        if (fault instanceof Fault.WebPage) {
            return answer.webPage();
        }
        return fault instanceof Fault.MalformedJson ? answer.brokenOff() : answer;
    }

    private WhoopAnswer served(VendorRequest request, Map<String, String> query, Instant now) {
        String path = request.uri().getPath();
        if (path.equals("/oauth/oauth2/token") && request.method().equals("POST")) {
            return logins.token(fields(text(request.body())), now);
        }
        if (!path.startsWith(API + "/")) {
            return WhoopAnswer.status(404, "not found");
        }
        if (!quota.admit(now)) {
            return WhoopAnswer.status(429, "too many requests").headers(quota.headers(now));
        }
        Optional<WhoopMember> member = logins.user(token(request), now).map(members::get);
        WhoopAnswer answer = member.isEmpty()
                ? WhoopAnswer.status(401, "unauthorized")
                : forMember(member.get(), request, path.substring(API.length()), query, now);
        return answer.headers(quota.headers(now));
    }

    private WhoopAnswer forMember(
            WhoopMember member, VendorRequest request, String path, Map<String, String> query, Instant now) {
        if (request.method().equals("DELETE") && path.equals("/v2/user/access")) {
            revoke(member.userId());
            return WhoopAnswer.empty(204);
        }
        return request.method().equals("GET")
                ? api.answer(member, path, query, now)
                : WhoopAnswer.status(405, "method");
    }

    private static String token(VendorRequest request) {
        return request.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("authorization"))
                .map(Map.Entry::getValue)
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()))
                .findFirst()
                .orElse("");
    }

    private static String httpDate(Instant moment) {
        return HTTP_DATE.format(moment.atOffset(ZoneOffset.UTC));
    }

    private static String text(RawBody body) {
        try (InputStream in = body.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of a query or a form. */
    private static Map<String, String> fields(@Nullable String text) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : (text == null ? "" : text).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    /** Stops the HTTP form. */
    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
