package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/**
 * What the author of a connector gives to its contract. JUnit makes an instance for every rule, so a vendor that is set
 * up in a field or a constructor is a fresh one for each.
 */
public abstract class ConnectorSubject {
    /** More pages than any honest vendor needs for the ranges of a test. */
    private static final int MOST_PAGES = 500;

    /** Instances are made by JUnit. */
    protected ConnectorSubject() {}

    /** The connector; the same one whenever it is asked for in one test. */
    protected abstract Connector connector();

    /** The way to a vendor that answers, in memory or over HTTP: a simulator, or recorded responses. */
    protected abstract VendorTransport vendor();

    /**
     * A range in the past in which the vendor has data, at best of every feed. Each feed is asked for the newest part
     * of it that it answers at once; a few days to some weeks are enough. Feeds on local dates are asked for the dates
     * that are its UTC dates.
     */
    protected abstract TimeRange rangeWithData();

    /** A range in the past in which the vendor has nothing at all; empty, the default, skips the rule. */
    protected Optional<TimeRange> rangeWithoutData() {
        return Optional.empty();
    }

    /** For whom; by default the user of an application that has only one. */
    protected UserId user() {
        return UserId.LOCAL;
    }

    /** The present; by default 60 days after the range with data. */
    protected InstantSource clock() {
        return InstantSource.fixed(rangeWithData().end().plus(Duration.ofDays(60)));
    }

    /** Everything that must never be told: tokens, client secrets. At best it is what the connector really sends. */
    protected Set<String> secrets() {
        return Set.of();
    }

    /** Pages that the connector must refuse, for example recordings of a vendor's faults. */
    protected List<RawPage> brokenPages() {
        return List.of();
    }

    /** The most calls that one fetch makes when nothing goes wrong; by default 2. */
    protected int callsPerFetch() {
        return 2;
    }

    final FetchContext context(VendorTransport transport) {
        return new FetchContext(user(), transport, clock());
    }

    final List<FeedSpec> feeds() throws FetchException, InterruptedException {
        return connector().feeds(context(vendor()));
    }

    /** The newest part of a range that the feed answers at once. */
    static TimeRange newest(FeedSpec feed, TimeRange range) {
        Duration most = feed.limits().preferredWindow().orElse(feed.limits().maxWindow());
        if (range.duration().compareTo(most) <= 0) {
            return range;
        }
        return new TimeRange(range.end().minus(most), range.end());
    }

    /** The request that the engine would make for a range: padded, or by date, or for what is current. */
    final FetchRequest request(FeedSpec feed, TimeRange range, Optional<PageToken> page) {
        return switch (feed.axis()) {
            case UTC ->
                new FetchRequest.Window(
                        user(),
                        feed.id(),
                        new TimeRange(
                                range.start().minus(feed.padding()), range.end().plus(feed.padding())),
                        page);
            case LOCAL_DATE ->
                new FetchRequest.Dates(
                        user(),
                        feed.id(),
                        date(range.start()),
                        date(range.end().plus(Duration.ofDays(1)).minusMillis(1)),
                        page);
            case NONE -> new FetchRequest.Current(user(), feed.id());
        };
    }

    private static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Everything that the vendor has of the newest part of the range with data. */
    final List<FetchedPage> listing(FeedSpec feed)
            throws FetchException, InterruptedException, MalformedResponseException {
        return listing(feed, newest(feed, rangeWithData()));
    }

    /** All pages of a range, in the order in which they came. */
    final List<FetchedPage> listing(FeedSpec feed, TimeRange range)
            throws FetchException, InterruptedException, MalformedResponseException {
        List<FetchedPage> pages = new ArrayList<>();
        Optional<PageToken> token = Optional.empty();
        do {
            assertTrue(pages.size() < MOST_PAGES, () -> feed.id() + ": paging does not end");
            FetchRequest request = request(feed, range, token);
            Optional<RawPage> raw = fetchUntilReady(request);
            if (raw.isEmpty()) {
                return pages;
            }
            FetchedPage page = new FetchedPage(feed, request, raw.get(), read(raw.get()));
            token = page.seen().next().filter(next -> feed.axis() != TimeAxis.NONE);
            pages.add(page);
        } while (token.isPresent());
        return pages;
    }

    /** A page; empty if the vendor says that it cannot tell. */
    private Optional<RawPage> fetchUntilReady(FetchRequest request) throws FetchException, InterruptedException {
        FetchResult result = connector().fetch(request, context(vendor()));
        if (result instanceof FetchResult.NotReady) {
            return fail(request.feed() + ": the vendor is not ready for the range with data; give a newer one");
        }
        return result instanceof FetchResult.Page page ? Optional.of(page.page()) : Optional.empty();
    }

    final SeenPage read(RawPage page) throws MalformedResponseException {
        SeenPage seen = new SeenPage();
        connector().parse(page, seen);
        return seen;
    }
}
