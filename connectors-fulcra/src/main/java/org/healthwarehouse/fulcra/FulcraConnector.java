package org.healthwarehouse.fulcra;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.auth.BearerTransport;
import org.healthwarehouse.connector.ChangeHint;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.Deriver;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.http.HttpStatus;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/**
 * Reads a person's raw samples, workouts, positions, visits and annotations from the Fulcra Life API.
 *
 * <p>Every metric of the vendor's catalogue is a feed, also such as are added after this library was built. Metrics
 * with a canonical type are converted into its unit; the others get a type of their own, {@code fulcra.<name>}.
 *
 * <pre>{@code
 * FulcraConnector.builder().token(token).build()
 * }</pre>
 */
public final class FulcraConnector implements Connector {
    /** The source that this connector serves: {@code fulcra}. */
    public static final SourceId SOURCE = SourceId.of("fulcra");

    private static final List<Deriver> DERIVERS = List.of(new SleepFromStages());
    private static final Duration CATALOGUE_KEPT = Duration.ofHours(24);
    private static final RawBody NO_ANNOTATIONS = RawBody.of(new byte[] {'[', ']'});
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    /** An account without annotations, or a service that has taken the alpha interface away: the rest still works. */
    private static final Set<Integer> WITHOUT_ANNOTATIONS = Set.of(403, NOT_FOUND, 405, 410);

    /** How long to leave a metric alone that the vendor's catalogue names but its data endpoint does not know. */
    private static final Duration UNKNOWN_METRIC_PAUSE = Duration.ofDays(1);

    private final Optional<UserId> owner;
    private final Function<UserId, AccessTokens> tokens;
    private final Optional<String> userId;
    private final FulcraAddress address;
    private final Set<String> metrics;

    FulcraConnector(
            Optional<UserId> owner,
            Function<UserId, AccessTokens> tokens,
            Optional<String> userId,
            FulcraAddress address,
            Set<String> metrics) {
        this.owner = owner;
        this.tokens = tokens;
        this.userId = userId;
        this.address = address;
        this.metrics = metrics;
    }

    /** Starts a connector to the live service, for all metrics; it needs a token. */
    public static FulcraConnectorBuilder builder() {
        return new FulcraConnectorBuilder();
    }

    @Override
    public SourceId source() {
        return SOURCE;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) throws FetchException, InterruptedException {
        requireOwner(context);
        List<CatalogueEntry> catalogue =
                context.metadata().get("catalogue", CATALOGUE_KEPT, () -> catalogue(context), CatalogueEntry::readAll);
        List<FeedSpec> specs = new ArrayList<>();
        Set<DataType> taken = new HashSet<>();
        for (CatalogueEntry entry : catalogue) {
            boolean wanted = metrics.isEmpty() || metrics.contains(entry.name());
            // Each type has one primary feed; a catalogue that names one twice gets one.
            FulcraFeed.of(entry)
                    .filter(feed -> wanted && taken.add(feed.type()))
                    .map(FulcraFeed::spec)
                    .ifPresent(specs::add);
        }
        FulcraFeed.withoutMetric().forEach(feed -> specs.add(feed.spec()));
        annotations(context)
                .forEach(annotation -> specs.add(FulcraFeed.of(annotation).spec()));
        return List.copyOf(specs);
    }

    private RawBody catalogue(FetchContext context) throws FetchException, InterruptedException {
        VendorResponse response = send(address.catalogue(), context);
        HttpStatus.requireSuccess(response, context.clock(), "Fulcra's catalogue of metrics");
        return response.body();
    }

    /** What the person notes down; kept like the catalogue. */
    private List<Annotation> annotations(FetchContext context) throws FetchException, InterruptedException {
        return context.metadata()
                .get("annotations", CATALOGUE_KEPT, () -> askForAnnotations(context), AnnotationDefinitions::read);
    }

    /** None for the data of somebody else: the definitions are those of whom the token names. */
    private RawBody askForAnnotations(FetchContext context) throws FetchException, InterruptedException {
        Optional<String> own = TokenClaims.userId(tokens.apply(context.user()).current());
        if (userId.isPresent() && own.isPresent() && !own.equals(userId)) {
            return NO_ANNOTATIONS;
        }
        VendorResponse response = send(address.annotations(), context);
        if (WITHOUT_ANNOTATIONS.contains(response.status())) {
            return NO_ANNOTATIONS;
        }
        HttpStatus.requireSuccess(response, context.clock(), "Fulcra's list of annotations");
        return response.body();
    }

    /**
     * What Fulcra knows of the account: the person's time zone and when the account was made.
     *
     * @throws FetchException if Fulcra does not say
     * @throws InterruptedException if the thread is interrupted
     */
    public FulcraUserInfo userInfo(FetchContext context) throws FetchException, InterruptedException {
        requireOwner(context);
        VendorResponse response = send(address.userInfo(), context);
        HttpStatus.requireSuccess(response, context.clock(), "Fulcra's user info");
        return FulcraUserInfo.read(response.body());
    }

    /** Sleeps, out of the stages that devices record. */
    @Override
    public List<Deriver> derivers() {
        return DERIVERS;
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        requireOwner(context);
        FulcraFeed feed = FulcraFeed.of(request.feed())
                .orElseThrow(() -> refused("Fulcra has no feed " + request.feed() + "; take one of feeds()"));
        if (!(request instanceof FetchRequest.Window window) || window.page().isPresent()) {
            throw refused(
                    "Fulcra is asked by ranges of instants and has no further pages; ask for a Window without token");
        }
        Instant startedAt = context.clock().instant();
        VendorResponse response = send(address.of(feed, currentUserId(context), window.range()), context);
        if (isUnknownDataType(response)) {
            return new FetchResult.Unavailable(
                    "Fulcra has no data type of this name", Optional.of(startedAt.plus(UNKNOWN_METRIC_PAUSE)));
        }
        HttpStatus.requireSuccess(response, context.clock(), "Fulcra's " + feed.id());
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                SOURCE,
                request.feed(),
                Optional.of(request),
                startedAt,
                serverDate(response),
                response.status(),
                response.header("content-type").orElse("application/json"),
                response.body()));
    }

    /** Fulcra names types and no ranges; one call for each day since then, at most 31. */
    @Override
    public List<ChangeHint> changes(Instant since, FetchContext context) throws FetchException, InterruptedException {
        requireOwner(context);
        Set<String> names = new TreeSet<>();
        for (TimeRange window : Updates.windows(since, context.clock().instant())) {
            VendorResponse response = send(address.updates(currentUserId(context), window), context);
            HttpStatus.requireSuccess(response, context.clock(), "Fulcra's feed of updates");
            try {
                names.addAll(Updates.read(response.body()));
            } catch (MalformedResponseException e) {
                throw new FetchException(e.failure(), e);
            }
        }
        return names.stream()
                .flatMap(name -> Updates.type(name).stream())
                .distinct()
                .map(type -> new ChangeHint(type, Optional.empty()))
                .toList();
    }

    private VendorResponse send(URI uri, FetchContext context) throws FetchException, InterruptedException {
        VendorRequest request = VendorRequest.get(uri).header("Accept", "application/json");
        return new BearerTransport(context.transport(), tokens.apply(context.user())).send(request);
    }

    private String currentUserId(FetchContext context) throws FetchException, InterruptedException {
        if (userId.isPresent()) {
            return userId.get();
        }
        return TokenClaims.userId(tokens.apply(context.user()).current())
                .orElseThrow(
                        () -> refused("the access token names no Fulcra user; give the id to the builder's userId()"
                                + " or take a token from Fulcra's own login"));
    }

    private void requireOwner(FetchContext context) throws FetchException {
        if (owner.filter(user -> !user.equals(context.user())).isPresent()) {
            throw refused("this Fulcra account belongs to user '" + owner.get() + "', not to '" + context.user()
                    + "'; give the connector of each user to a warehouse of its own");
        }
    }

    private static FetchException refused(String message) {
        return new FetchException(new Failure.InvalidParameter(message));
    }

    /** The vendor says {@code Data type '...' not found}; any other 404 is about something else and is a failure. */
    private static boolean isUnknownDataType(VendorResponse response) throws FetchException {
        if (response.status() != NOT_FOUND) {
            return false;
        }
        try (InputStream body = response.body().open()) {
            return new String(body.readNBytes(1_000), StandardCharsets.UTF_8).contains("Data type");
        } catch (IOException e) {
            throw new FetchException(new Failure.DataNotFound("Fulcra answered 404 without a readable reason"), e);
        }
    }

    private static Optional<Instant> serverDate(VendorResponse response) {
        try {
            return response.header("date").map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        FulcraFeed feed = FulcraFeed.of(page.feed())
                .orElseThrow(() -> new MalformedResponseException("the feed is none of Fulcra's", "its id"));
        if (page.status() != 0 && page.status() != OK) {
            throw new MalformedResponseException("the page is no successful answer", "its status");
        }
        feed.reader().read(page.body(), sink);
        if (page.request().orElse(null) instanceof FetchRequest.Window window) {
            sink.claim(feed.claim(window.range()));
        }
    }

    /** The address; neither token nor user. */
    @Override
    public String toString() {
        return "FulcraConnector[" + address.base() + "]";
    }
}
