package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.ServerDate;
import org.healthwarehouse.connector.VendorResponse;

/** Gets one page of one feed. */
final class ConnectFetch {
    private static final String JSON = "application/json";
    /** Shorter than the lease of a chunk, so that nobody has to begin anew. */
    private static final Duration ONCE_MORE = Duration.ofMinutes(1);

    private final ConnectClient client;
    private final ConnectFacts facts;
    private final GarminFeed feed;
    private final FetchRequest request;
    private final FetchContext context;
    private final Instant startedAt;

    ConnectFetch(
            ConnectClient client,
            ConnectFacts facts,
            GarminFeed feed,
            FetchRequest request,
            FetchContext context,
            Instant startedAt) {
        this.client = client;
        this.facts = facts;
        this.feed = feed;
        this.request = request;
        this.context = context;
        this.startedAt = startedAt;
    }

    FetchResult dates(FetchRequest.Dates dates) throws FetchException, InterruptedException {
        if (feed == GarminFeed.ACTIVITIES) {
            return activities(dates);
        }
        if (dates.page().isPresent()
                && !(feed.isIntraday() && DayReload.knows(dates.page().get()))) {
            throw GarminConnector.refused("Garmin's " + feed.endpoint() + " has no such page");
        }
        String name = feed.needsName() ? facts.displayName(context) : "";
        if (!feed.isIntraday()) {
            return page(name, dates.first(), dates.endExclusive());
        }
        DayReload reload = new DayReload(client, context, dates.first(), dates.page());
        if (!reload.isToBeAsked()) {
            return intraday(name, dates, reload);
        }
        FetchResult said = reload.ask();
        return said instanceof FetchResult.Unavailable && !feed.isArchive() ? reload.lastLook() : said;
    }

    /** A day; one that was put away is fetched back, or is not available. */
    private FetchResult intraday(String name, FetchRequest.Dates dates, DayReload reload)
            throws FetchException, InterruptedException {
        FetchResult.Page page = page(name, dates.first(), dates.endExclusive());
        if (!reload.mayBePutAway() || !isPutAway(page.page(), dates.first(), reload)) {
            return page;
        }
        // Where a page says itself that it lacks the measurements, what it has is kept.
        return reload.next()
                .filter(next -> feed.isArchive() || !(next instanceof FetchResult.Unavailable))
                .orElseGet(() -> feed.isArchive() ? reload.unavailable() : page);
    }

    private boolean isPutAway(RawPage page, LocalDate date, DayReload reload)
            throws FetchException, InterruptedException {
        try {
            if (feed.isArchive()) {
                boolean empty = ConnectParser.isNothing(page.status())
                        || ArchiveEnd.members(page.body()).orElse(-1) == 0;
                return empty && (reload.isBeingLookedFor() || new DaySummary(client, facts, context).hasMeasured(date));
            }
            return !ConnectParser.isNothing(page.status())
                    && ConnectPage.parse(feed.endpoint(), page, new Nowhere()).offloaded();
        } catch (MalformedResponseException e) {
            // Whoever reads the page says so, with the place.
            return false;
        }
    }

    private FetchResult activities(FetchRequest.Dates dates) throws FetchException, InterruptedException {
        ActivityToken token = ActivityToken.first();
        if (dates.page().isPresent()) {
            token = ActivityToken.parse(dates.page().get())
                    .orElseThrow(() -> GarminConnector.refused("Garmin's activities have no such page"));
        }
        Optional<String> file = token.file().map(ActivityToken.Activity::id);
        return file.isPresent()
                ? file(file.get(), token)
                : page(client.get(
                        feed.path(
                                "",
                                dates.first(),
                                dates.endExclusive(),
                                token.listAt().orElse(0)),
                        JSON,
                        feed.endpoint(),
                        context));
    }

    /** A file; what is no archive but something else is only believed when it comes again a while later. */
    private FetchResult file(String activity, ActivityToken token) throws FetchException, InterruptedException {
        VendorResponse answer = client.file("/download-service/files/activity/" + activity, context);
        boolean other = answer.status() >= 200
                && answer.status() <= 299
                && !ConnectParser.isNothing(answer.status())
                && answer.body().size() > 1
                && !FitArchive.isBegun(answer.body());
        return other && !token.again()
                ? new FetchResult.NotReady(
                        context.clock().instant().plus(ONCE_MORE),
                        token.onceMore().token())
                : page(answer);
    }

    /** The page of these dates. */
    FetchResult.Page page(String name, LocalDate first, LocalDate endExclusive)
            throws FetchException, InterruptedException {
        FetchResult.Page page = page(client.get(
                feed.path(name, first, endExclusive, 0), feed.isArchive() ? "*/*" : JSON, feed.endpoint(), context));
        if (feed == GarminFeed.SUMMARY) {
            requireAuthorised(page.page());
        }
        return page;
    }

    /** An account that the login may not see answers with an empty day. */
    private static void requireAuthorised(RawPage page) throws FetchException {
        try {
            if (!ConnectParser.isNothing(page.status())) {
                DaySummary.requireAuthorised(ConnectFacts.object(page.body()));
            }
        } catch (MalformedResponseException e) {
            // Whoever reads the page says so, with the place.
        }
    }

    private FetchResult.Page page(VendorResponse response) {
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                GarminConnector.SOURCE,
                request.feed(),
                Optional.of(request),
                startedAt,
                ServerDate.of(response),
                response.status(),
                response.header("content-type").orElse(feed.isArchive() ? "application/zip" : JSON),
                response.body()));
    }
}
