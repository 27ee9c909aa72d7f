package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.Failure;
import org.junit.jupiter.api.Test;

/** The rules about asking a vendor, as long as it answers. */
public abstract class FetchRules extends FeedRules {
    /** Instances are made by JUnit. */
    protected FetchRules() {}

    /** The request of a feed that most rules ask with. */
    final FetchRequest usual(FeedSpec feed) {
        return request(feed, newest(feed, rangeWithData()), Optional.empty());
    }

    /** The engine counts, spaces and retries calls; those that a connector adds by itself are out of its control. */
    @Test
    public void oneFetchMakesFewCalls() throws Exception {
        for (FeedSpec feed : feeds()) {
            Watched watched = new Watched(vendor());
            FetchResult unused = connector().fetch(usual(feed), context(watched));
            assertTrue(
                    watched.calls() >= 1 && watched.calls() <= callsPerFetch(),
                    () -> feed.id() + ": one fetch made " + watched.calls() + " calls");
        }
    }

    /** What settles is judged by when it was asked; a simulation and a replay have a time of their own. */
    @Test
    public void theClockIsOnlyReadFromTheContext() throws Exception {
        Instant then = Instant.parse("2001-09-09T01:46:40Z");
        for (FeedSpec feed : feeds()) {
            FetchContext context = new FetchContext(user(), vendor(), InstantSource.fixed(then));
            if (connector().fetch(usual(feed), context) instanceof FetchResult.Page page) {
                assertEquals(then, page.page().startedAt(), () -> feed.id() + ": a page begins when it is asked for");
            }
        }
    }

    /** A page is read again in years, when nothing but the page itself tells where it came from. */
    @Test
    public void aPageTellsWhatWasAsked() throws Exception {
        for (FeedSpec feed : feeds()) {
            for (FetchedPage page : listing(feed)) {
                RawPage raw = page.raw();
                assertEquals(RawPage.Origin.PULL, raw.origin());
                assertEquals(connector().source(), raw.source());
                assertEquals(feed.id(), raw.feed());
                assertEquals(Optional.of(page.request()), raw.request(), () -> page + ": the request is not told");
            }
        }
    }

    /** A token that comes again would lead in circles; the engine gives such a listing up. */
    @Test
    public void pagingEndsAndNoTokenRepeats() throws Exception {
        for (FeedSpec feed : feeds()) {
            Set<PageToken> tokens = new HashSet<>();
            for (FetchedPage page : listing(feed)) {
                page.seen()
                        .next()
                        .ifPresent(token -> assertTrue(tokens.add(token), () -> page + ": a token came twice"));
            }
        }
    }

    /** What a source said to be complete was fetched as complete; taking it back would leave a hole. */
    @Test
    public void theWatermarkNeverFalls() throws Exception {
        for (FeedSpec feed : feeds()) {
            Optional<Instant> before = Optional.empty();
            for (int i = 0; i < 3; i++) {
                Optional<Instant> mark = connector().watermark(feed.id(), context(vendor()));
                Optional<Instant> last = before;
                assertTrue(
                        last.isEmpty() || (mark.isPresent() && !mark.get().isBefore(last.get())),
                        () -> feed.id() + ": the watermark fell from " + last + " to " + mark);
                before = mark;
            }
        }
    }

    /** Absence is what lets a stored record be taken for deleted. */
    @Test
    public void aLookupNeverDeniesARecordThatIsListed() throws Exception {
        for (FeedSpec feed : feeds()) {
            List<SeenPage.RecordKeyOf> keys = listing(feed).stream()
                    .flatMap(page -> page.seen().keys().stream())
                    .limit(5)
                    .toList();
            for (SeenPage.RecordKeyOf listed : keys) {
                Presence presence = connector().lookup(listed.type(), listed.key(), context(vendor()));
                assertFalse(
                        presence == Presence.ABSENT, () -> feed.id() + ": a listed " + listed.type() + " is denied");
            }
        }
    }

    /** The transport knows best what went wrong on the way. */
    @Test
    public void whatTheTransportThrowsIsPassedOn() throws Exception {
        Failure failure = new Failure.TimedOut("no answer in time");
        for (FeedSpec feed : feeds()) {
            FetchException thrown = failing(feed, context(request -> {
                throw new FetchException(failure);
            }));
            assertSame(failure, thrown.failure(), () -> feed.id() + ": another failure came out");
        }
    }

    /** Waiting and retrying are the engine's: it knows what else waits, and when to give up. */
    @Test
    public void fetchNeitherWaitsNorRetries() throws Exception {
        for (FeedSpec feed : feeds()) {
            for (int status : List.of(429, 503)) {
                Watched watched = new Watched(Watched.refusingAndInterrupting(status));
                try {
                    FetchResult unused = connector().fetch(usual(feed), context(watched));
                } catch (InterruptedException e) {
                    fail(feed.id() + ": it waited after a refusal");
                } catch (FetchException e) {
                    assertEquals(1, watched.calls(), () -> feed.id() + ": it asked again after status " + status);
                } finally {
                    boolean unused = Thread.interrupted();
                }
            }
        }
    }

    /** Answers, when the vendor asks for a pause, how long it is. */
    @Test
    public void aPauseThatTheVendorAsksForIsPassedOn() throws Exception {
        Map<String, List<String>> headers = Map.of("retry-after", List.of("17"));
        for (FeedSpec feed : feeds()) {
            FetchException thrown = failing(feed, context(Watched.always(429, headers, "{}")));
            if (!(thrown.failure() instanceof Failure.RateLimited limited)) {
                fail(feed.id() + ": 429 became " + thrown.failure().type());
                return;
            }
            assertEquals(Optional.of(Duration.ofSeconds(17)), limited.retryAfter(), () -> feed.id() + ": Retry-After");
        }
    }

    /** The exception of a fetch that cannot succeed. */
    final FetchException failing(FeedSpec feed, FetchContext context) throws InterruptedException {
        try {
            FetchResult result = connector().fetch(usual(feed), context);
            return fail(feed.id() + ": a failure became " + result.getClass().getSimpleName());
        } catch (FetchException e) {
            return e;
        }
    }
}
