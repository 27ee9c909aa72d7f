package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/**
 * Reads days, nights, weights, training and activities from Garmin Connect, as the person's own login sees them.
 *
 * <pre>{@code
 * GarminConnector.builder().login(login).build()
 * }</pre>
 *
 * <p>It only ever reads. It knows no password and imitates no other program: it uses tokens that an application has got
 * ({@link GarminLogin}). Where the service keeps programs out, it says so and stops. One call at a time, at least a
 * second apart; the watch's last upload is asked first, and nothing else as long as that is what it was.
 */
public final class GarminConnector implements Connector {
    /** The source that this connector serves: {@code garmin}. */
    public static final SourceId SOURCE = FitImporter.SOURCE;

    private static final Duration SPACING = Duration.ofSeconds(1);

    private final Optional<UserId> owner;
    private final ConnectClient client;
    private final ConnectFacts facts;
    private final Set<GarminFeed> asked;

    GarminConnector(
            Optional<UserId> owner,
            Function<UserId, AccessTokens> tokens,
            GarminAddress address,
            String userAgent,
            Set<GarminFeed> asked) {
        this.owner = owner;
        client = new ConnectClient(address, tokens, userAgent, new AccountPauses());
        facts = new ConnectFacts(client);
        this.asked = Set.copyOf(asked);
    }

    /** Starts a connector to the live service; it needs a login or tokens. */
    public static GarminConnectorBuilder builder() {
        return new GarminConnectorBuilder();
    }

    @Override
    public SourceId source() {
        return SOURCE;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) throws FetchException {
        requireOwner(context);
        return asked.stream().sorted().map(feed -> feed.spec(asked)).toList();
    }

    /** Each user is an account of its own. */
    @Override
    public Budget budget(UserId user) {
        return new Budget(SOURCE + ":" + user, List.of(), SPACING, 1, 0);
    }

    /** The last upload of a watch, for everything that has a date. */
    @Override
    public Optional<Instant> watermark(FeedId feed, FetchContext context) throws FetchException, InterruptedException {
        requireOwner(context);
        return GarminFeed.of(feed).filter(GarminFeed::isDated).isPresent()
                ? facts.lastUpload(context)
                : Optional.empty();
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        requireOwner(context);
        GarminFeed feed = GarminFeed.of(request.feed())
                .filter(asked::contains)
                .orElseThrow(() -> refused("this connector has no feed " + request.feed() + "; take one of feeds()"));
        Instant startedAt = context.clock().instant();
        ConnectFetch fetch = new ConnectFetch(client, facts, feed, request, context, startedAt);
        if (request instanceof FetchRequest.Current && !feed.isDated()) {
            return fetch.page("", LocalDate.EPOCH, LocalDate.EPOCH);
        }
        if (request instanceof FetchRequest.Dates dates && feed.isDated()) {
            return fetch.dates(dates);
        }
        throw refused("Garmin's " + feed.endpoint() + " cannot be asked like that; ask for "
                + (feed.isDated() ? "dates" : "what is current"));
    }

    static FetchException refused(String message) {
        return new FetchException(new Failure.InvalidParameter(message));
    }

    private void requireOwner(FetchContext context) throws FetchException {
        if (owner.filter(user -> !user.equals(context.user())).isPresent()) {
            throw refused("this Garmin account belongs to user '" + owner.get() + "', not to '" + context.user()
                    + "'; use a login for several users");
        }
    }

    /** Also reads bodies of feeds that are not asked for, and of none, that an application hands in. */
    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        Optional<GarminFeed> feed = GarminFeed.of(page.feed());
        if (feed.isPresent()) {
            new ConnectParser(feed.get(), feed.get().spec(asked).primaryFor(), page, sink).parse();
        } else {
            DayOutline unused = ConnectPage.parse(page.feed().value(), page, sink);
        }
    }

    /** The address; neither token nor user. */
    @Override
    public String toString() {
        return "GarminConnector[" + client.address().base() + "]";
    }
}
