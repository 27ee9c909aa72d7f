package org.healthwarehouse.whoop;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.auth.BearerTransport;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.ItemKey;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.ServerDate;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.http.HttpStatus;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/**
 * Reads cycles, recoveries, sleeps and workouts, the profile and the measures of the body from version 2 of WHOOP's
 * developer interface.
 *
 * <pre>{@code
 * WhoopConnector.builder().login(login).build()
 * }</pre>
 *
 * <p>WHOOP counts calls by application: all users of one client id share 100 calls a minute and 10,000 a day.
 */
public final class WhoopConnector implements Connector {
    /** The source that this connector serves: {@code whoop}. */
    public static final SourceId SOURCE = Whoop.SOURCE;

    private static final List<Budget.Allowance> ALLOWANCES =
            List.of(new Budget.Allowance(100, Duration.ofMinutes(1)), new Budget.Allowance(10_000, Duration.ofDays(1)));
    private static final int CONCURRENCY = 3;
    /** A tenth of each allowance is left to reads that a person waits for. */
    private static final double READ_RESERVE = 0.1;

    private static final int NOT_FOUND = 404;

    private final Optional<UserId> owner;
    private final Function<UserId, AccessTokens> tokens;
    private final WhoopAddress address;
    private final Budget budget;

    WhoopConnector(
            Optional<UserId> owner, Function<UserId, AccessTokens> tokens, WhoopAddress address, String application) {
        this.owner = owner;
        this.tokens = tokens;
        this.address = address;
        budget = new Budget(SOURCE + ":" + application, ALLOWANCES, Duration.ZERO, CONCURRENCY, READ_RESERVE);
    }

    /** Starts a connector to the live service; it needs a login or a token. */
    public static WhoopConnectorBuilder builder() {
        return new WhoopConnectorBuilder();
    }

    @Override
    public SourceId source() {
        return SOURCE;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) throws FetchException {
        requireOwner(context);
        return Arrays.stream(WhoopFeed.values()).map(WhoopFeed::spec).toList();
    }

    /** One scope for all users: they share the allowances of the application. */
    @Override
    public Budget budget(UserId user) {
        return budget;
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        requireOwner(context);
        WhoopFeed feed = WhoopFeed.of(request.feed())
                .orElseThrow(() -> refused("WHOOP has no feed " + request.feed() + "; take one of feeds()"));
        Instant startedAt = context.clock().instant();
        VendorResponse response = answer(feed, request, context);
        if (!(response.status() == NOT_FOUND && mayBeGone(feed, request))) {
            HttpStatus.requireSuccess(response, context.clock(), "WHOOP's " + feed.id());
        }
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                SOURCE,
                request.feed(),
                Optional.of(request),
                startedAt,
                ServerDate.of(response),
                response.status(),
                response.header("content-type").orElse("application/json"),
                response.body()));
    }

    private VendorResponse answer(WhoopFeed feed, FetchRequest request, FetchContext context)
            throws FetchException, InterruptedException {
        if (request instanceof FetchRequest.Window window && feed.isListing()) {
            return get(
                    window.page().isPresent()
                            ? address.listing(
                                    feed, window.range(), window.page().get())
                            : address.listing(feed, window.range()),
                    context);
        }
        if (request instanceof FetchRequest.Current && !feed.isListing()) {
            return get(address.at(feed.path()), context);
        }
        if (request instanceof FetchRequest.ById one && feed.type().equals(one.type())) {
            return new SingleRecord(address, uri -> get(uri, context))
                    .ask(feed, one.key())
                    .orElseThrow(() -> refused("WHOOP knows no " + feed.id() + " by a key of the scheme "
                            + one.key().scheme()));
        }
        throw refused("WHOOP's " + feed.id() + " cannot be asked like that; "
                + (feed.isListing() ? "ask for a window of instants, or for one record" : "ask for what is current"));
    }

    /** Whether 404 is an answer: there is no such record, or the person has no measures of the body. */
    private static boolean mayBeGone(WhoopFeed feed, FetchRequest request) {
        return request instanceof FetchRequest.ById || feed == WhoopFeed.BODY_MEASUREMENT;
    }

    /** Cycles and their recoveries by {@code id}, sleeps and workouts by {@code uuid}. */
    @Override
    public Presence lookup(DataType type, RecordKey key, FetchContext context)
            throws FetchException, InterruptedException {
        requireOwner(context);
        Optional<WhoopFeed> feed = WhoopFeed.of(type).filter(WhoopFeed::isListing);
        if (feed.isEmpty() || !SingleRecord.isOwnKey(feed.get(), key)) {
            return Presence.UNKNOWN;
        }
        Optional<VendorResponse> response = new SingleRecord(address, uri -> get(uri, context)).ask(feed.get(), key);
        if (response.isEmpty()) {
            return Presence.UNKNOWN;
        }
        if (response.get().status() == NOT_FOUND) {
            return Presence.ABSENT;
        }
        HttpStatus.requireSuccess(response.get(), context.clock(), "WHOOP's lookup of a " + type.name());
        return Presence.PRESENT;
    }

    /** A recovery may pass on to another sleep, and a start to another record when the member edits one. */
    @Override
    public boolean isOwnKey(DataType type, RecordKey key) {
        return WhoopFeed.of(type)
                .map(feed -> !feed.isListing() || SingleRecord.isOwnKey(feed, key))
                .orElse(false);
    }

    /** With a sleep goes its recovery, which has no identity of its own. */
    @Override
    public List<ItemKey> dependants(DataType type, RecordKey key) {
        return type.equals(DataTypes.SLEEP) && key.scheme().equals("uuid")
                ? List.of(new ItemKey(DataTypes.RECOVERY, new RecordKey(Whoop.SLEEP, key.value())))
                : List.of();
    }

    private VendorResponse get(URI uri, FetchContext context) throws FetchException, InterruptedException {
        VendorRequest request = VendorRequest.get(uri).header("Accept", "application/json");
        return new BearerTransport(context.transport(), tokens.apply(context.user())).send(request);
    }

    private void requireOwner(FetchContext context) throws FetchException {
        if (owner.filter(user -> !user.equals(context.user())).isPresent()) {
            throw refused("this WHOOP account belongs to user '" + owner.get() + "', not to '" + context.user()
                    + "'; use a login for several users");
        }
    }

    private static FetchException refused(String message) {
        return new FetchException(new Failure.InvalidParameter(message));
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        WhoopFeed feed = WhoopFeed.of(page.feed())
                .orElseThrow(() -> new MalformedResponseException("the feed is none of WHOOP's", "its id"));
        FetchRequest request = page.request().orElse(null);
        WhoopPage reading = new WhoopPage(feed, sink);
        if (page.status() == NOT_FOUND && request != null && mayBeGone(feed, request)) {
            gone(feed, request, sink);
        } else if (page.status() != 0 && (page.status() < 200 || page.status() > 299)) {
            throw new MalformedResponseException("the page is no successful answer", "its status");
        } else if (request instanceof FetchRequest.ById || !feed.isListing()) {
            reading.single(page.body());
        } else {
            reading.listing(page.body());
        }
        if (request instanceof FetchRequest.Window window) {
            sink.claim(Claim.complete(feed.type(), window.range()));
        } else if (request instanceof FetchRequest.Current) {
            sink.claim(Claim.current(feed.type()));
        }
    }

    /** That the sleep of a recovery is gone proves nothing: by now the recovery may belong to another. */
    private static void gone(WhoopFeed feed, FetchRequest request, PageSink sink) {
        if (request instanceof FetchRequest.Current) {
            sink.deleted(feed.type(), CurrentReader.key(feed.type()));
        } else if (request instanceof FetchRequest.ById one && SingleRecord.isOwnKey(feed, one.key())) {
            sink.deleted(feed.type(), one.key());
        }
    }

    /** The address; neither token nor user. */
    @Override
    public String toString() {
        return "WhoopConnector[" + address.base() + "]";
    }
}
