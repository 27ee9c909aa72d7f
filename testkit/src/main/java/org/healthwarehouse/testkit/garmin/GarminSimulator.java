package org.healthwarehouse.testkit.garmin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.testkit.fakes.LoopbackServer;
import org.healthwarehouse.testkit.fakes.TrueItem;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.fulcra.LoggedRequest;
import org.jspecify.annotations.Nullable;

/**
 * The service behind Garmin's watches, played by this process: accounts of people with two watches each, in the shapes
 * and with the manners of the web interface. A date is answered as far as the watches have uploaded it, files of old
 * dates have to be called back, activities and weights are changed and deleted. What it answers follows from its seed,
 * the time on its clock, and the calls and logins before. Reachable in memory ({@link #inMemory}) and, once
 * {@linkplain #start started}, over HTTP on loopback; data and logins have the same address. Thread-safe.
 */
public final class GarminSimulator implements AutoCloseable {
    private final InstantSource clock;
    private final GarminApi api;
    private final GarminLogins logins;
    private final GarminDesk desk;
    private final int recordSeconds;
    private final Map<String, GarminAccount> accounts = new LinkedHashMap<>();
    private final Map<String, String> standing = new HashMap<>();
    private @Nullable LoopbackServer server;

    GarminSimulator(GarminSimulatorBuilder builder) {
        clock = builder.clock;
        api = new GarminApi(builder);
        logins = new GarminLogins(builder.tokenLifetime);
        desk = new GarminDesk(builder.clock, builder.faults, this::answer, this::expireTokens);
        recordSeconds = builder.recordSeconds;
        for (String name : builder.accounts) {
            accounts.put(name, new GarminAccount(name, accounts.size(), builder));
        }
    }

    /** Starts to set up a simulator whose people's lives follow from the seed. */
    public static GarminSimulatorBuilder seeded(long seed) {
        return new GarminSimulatorBuilder(seed);
    }

    /** The id of the application to which logins belong. */
    public String clientId() {
        return GarminLogins.CLIENT;
    }

    /** An access token of an account without a login; the same until all tokens expire, then another. */
    public synchronized String token(String displayName) {
        return standing.computeIfAbsent(account(displayName).displayName(), logins::standing);
    }

    /** A login of an account, made elsewhere. */
    public synchronized GarminLogin login(String displayName) {
        return logins.login(account(displayName).displayName(), clock.instant());
    }

    /** Lets all access tokens expire; refresh tokens stay good. */
    public synchronized void expireTokens() {
        standing.clear();
        logins.expireAll();
    }

    /** Neither access nor refresh tokens of the account are accepted any more. */
    public synchronized void revoke(String displayName) {
        standing.remove(displayName);
        logins.revoke(displayName);
    }

    /** How many renewals of logins were granted. */
    public synchronized int renewals() {
        return logins.renewals();
    }

    /** Every token that there is, for tests that look where they must not be. */
    public synchronized Set<String> secrets() {
        return logins.secrets();
    }

    /** Lets an account hide its data from everybody, or show them again. */
    public synchronized void privacyProtected(String displayName, boolean hidden) {
        account(displayName).hide(hidden);
    }

    /** Answers every call with a web page for people, or not any more. */
    public void botWall(boolean up) {
        desk.wall(up);
    }

    /** Makes further calls go wrong in another way. */
    public void faults(FaultPlan plan) {
        desk.faults(plan);
    }

    /** Every call so far, in order. */
    public List<LoggedRequest> log() {
        return desk.log();
    }

    /** How many calls there were so far, failed ones included. */
    public int calls() {
        return desk.log().size();
    }

    /** How many there were of each endpoint, for example {@code wellness} or {@code training-status}. */
    public Map<String, Integer> callsByEndpoint() {
        Map<String, Integer> counts = new TreeMap<>();
        desk.log()
                .forEach(call -> counts.merge(
                        GarminEndpoint.of(call.path())
                                .map(GarminEndpoint::title)
                                .orElse("unknown"),
                        1,
                        Integer::sum));
        return counts;
    }

    /** When one of the watches of an account uploaded last. */
    public Instant lastUpload(String displayName) {
        GarminAccount account = account(displayName);
        long now = clock.millis();
        LocalDate today = account.diary().calendar().date(now);
        return Instant.ofEpochMilli(
                ProfileJson.lastUsed(account, account.diary().watches().inUse(today), now)
                        .get("lastUsedDeviceUploadTime")
                        .asLong());
    }

    /** The types of which there is a {@linkplain #truth truth}. */
    public static List<DataType> types() {
        return TruthTypes.ALL;
    }

    /** The figures of a record on which the truth has a word; a store may know more of it. */
    public static Set<String> figures(DataType type) {
        return RecordTruth.FIGURES.getOrDefault(type, Set.of());
    }

    /**
     * What a store must hold of the type after everything of the range was fetched at the given moment: all items that
     * have a part in the range. Records have one key, of which there is one at the service, and their {@link #figures}.
     * Of dates whose files the service has lost by then nothing is told that only the files tell.
     *
     * @throws IllegalArgumentException if there is no such account
     */
    public List<TrueItem> truth(String displayName, DataType type, TimeRange range, Instant asOf) {
        return items(displayName, type, range, asOf, false);
    }

    /**
     * The same with the samples of what was deleted after it had been there: of activities and weights. Which of them a
     * store holds depends on when it asked.
     */
    public List<TrueItem> told(String displayName, DataType type, TimeRange range, Instant asOf) {
        return items(displayName, type, range, asOf, true);
    }

    private List<TrueItem> items(String displayName, DataType type, TimeRange range, Instant asOf, boolean deletedToo) {
        GarminAccount account = account(displayName);
        List<TrueItem> items = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(range.end(), ZoneOffset.UTC).plusDays(2);
        for (LocalDate date = LocalDate.ofInstant(range.start(), ZoneOffset.UTC).minusDays(2);
                !date.isAfter(last);
                date = date.plusDays(1)) {
            boolean lost = isLost(displayName, date, asOf);
            items.addAll(
                    new GarminTruth(account, recordSeconds, date, asOf.toEpochMilli(), deletedToo).items(type, lost));
        }
        items.removeIf(item -> !item.start().isBefore(range.end())
                || !(item.end().isAfter(range.start()) || !item.start().isBefore(range.start())));
        return items;
    }

    /** Whether the service has lost the files of the date by then. */
    public boolean isLost(String displayName, LocalDate date, Instant asOf) {
        GarminAccount account = account(displayName);
        return account.loses(date) && api.isOld(account, date, asOf.toEpochMilli());
    }

    /**
     * Whether an item that has a part in the range is asked for with it. What a night brought belongs to the date on
     * which it ended, which may begin after the range.
     */
    public boolean isAskedFor(String displayName, DataType type, TrueItem item, TimeRange range) {
        GarminCalendar calendar = account(displayName).diary().calendar();
        LocalDate told = toldWith(displayName, type, item);
        return !told.isAfter(calendar.date(item.start().toEpochMilli())) || calendar.start(told) < range.endMs();
    }

    /** The date with which the service tells of an item: that on which it is, of a night that on which it ended. */
    public LocalDate toldWith(String displayName, DataType type, TrueItem item) {
        GarminDiary diary = account(displayName).diary();
        LocalDate date = diary.calendar().date(item.start().toEpochMilli());
        boolean before = TruthTypes.OF_NIGHTS.contains(type)
                && diary.night(date.plusDays(1))
                        .filter(night -> night.start() <= item.start().toEpochMilli())
                        .isPresent();
        return before ? date.plusDays(1) : date;
    }

    private GarminAccount account(String displayName) {
        GarminAccount account = accounts.get(displayName);
        if (account == null) {
            throw new IllegalArgumentException("no account " + displayName);
        }
        return account;
    }

    /** The way to the service in memory, on the calling thread; any host will do. */
    public VendorTransport inMemory() {
        return this::send;
    }

    private synchronized org.healthwarehouse.connector.VendorResponse send(VendorRequest request)
            throws FetchException {
        return desk.send(request);
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

    private GarminAnswer answer(VendorRequest request, Map<String, String> query, Instant now) {
        String path = request.uri().getPath();
        Optional<GarminEndpoint> endpoint = GarminEndpoint.of(path);
        if (endpoint.isEmpty() || !endpoint.get().method().equals(request.method())) {
            return GarminAnswer.refused(404, "Not Found");
        }
        String authorization = GarminDesk.header(request, "authorization");
        if (endpoint.get() == GarminEndpoint.TOKEN) {
            return logins.token(authorization, fields(text(request)), now);
        }
        Optional<GarminAccount> account =
                logins.account(authorization.replaceFirst("^Bearer ", ""), now).map(accounts::get);
        return account.isEmpty()
                ? GarminAnswer.refused(401, "Unauthorized")
                : api.answer(account.get(), endpoint.get(), endpoint.get().parts(path), query, now.toEpochMilli());
    }

    private static String text(VendorRequest request) {
        try (InputStream in = request.body().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of a query or a form. */
    static Map<String, String> fields(@Nullable String text) {
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
