package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.Failure;
import org.junit.jupiter.api.Test;

/** The rules about vendors that refuse: the type of a failure decides what the engine does next. */
public abstract class FailureRules extends FetchRules {
    private static final String WEB_PAGE = "<!DOCTYPE html><html><head><title>Sign in</title></head></html>";

    /** Instances are made by JUnit. */
    protected FailureRules() {}

    /** Only this failure makes the engine ask the person to connect again. */
    @Test
    public void aRejectedLoginIsToldAsSuch() throws Exception {
        assertFailure(Failure.AuthenticationFailed.class, 401);
    }

    /** The login is fine and another one would not help. */
    @Test
    public void aMissingPermissionIsToldAsSuch() throws Exception {
        assertFailure(Failure.NoPermission.class, 403);
    }

    /** The engine tries again, and stops trying when the vendor seems to be down. */
    @Test
    public void aFaultOfTheVendorIsToldAsSuch() throws Exception {
        assertFailure(Failure.Unreachable.class, 500);
        assertFailure(Failure.Unreachable.class, 502);
        assertFailure(Failure.Unreachable.class, 503);
    }

    private void assertFailure(Class<? extends Failure> expected, int status) throws Exception {
        VendorTransport refusing = Watched.always(status, Map.of(), "{}");
        for (FeedSpec feed : feeds()) {
            FetchException thrown = failing(feed, context(refusing));
            assertEquals(
                    expected.getSimpleName(),
                    thrown.failure().type(),
                    () -> feed.id() + ": what status " + status + " became");
        }
    }

    /** A sign-in page or a wall against robots comes with status 200. Taken for data, it would be an empty range. */
    @Test
    public void aWebPageInsteadOfDataIsMalformed() throws Exception {
        Map<String, List<String>> headers = Map.of("content-type", List.of("text/html"));
        for (FeedSpec feed : feeds()) {
            Optional<String> failure = outcome(feed, Watched.always(200, headers, WEB_PAGE));
            assertEquals(Optional.of("MalformedResponse"), failure, () -> feed.id() + ": what a web page became");
        }
    }

    /** Fetches and reads a page; answers the type of the failure, if there was one. */
    private Optional<String> outcome(FeedSpec feed, VendorTransport transport) throws InterruptedException {
        try {
            if (connector().fetch(usual(feed), context(transport)) instanceof FetchResult.Page page) {
                SeenPage unused = read(page.page());
            }
            return Optional.empty();
        } catch (FetchException e) {
            return Optional.of(e.failure().type());
        } catch (MalformedResponseException e) {
            return Optional.of(e.failure().type());
        }
    }

    /** Texts of exceptions and objects end in logs and bug reports, also when a vendor repeats what it was sent. */
    @Test
    public void noSecretIsEverTold() throws Exception {
        List<String> told = new ArrayList<>();
        told.add(connector().toString());
        for (FeedSpec feed : feeds()) {
            told.add(feed.toString());
            for (int status : List.of(200, 400, 401, 403, 404, 429, 500)) {
                told.add(toldAbout(feed, Watched.echo(status)));
            }
        }
        for (String text : told) {
            assertTrue(secrets().stream().noneMatch(text::contains), "a secret is told");
        }
    }

    private String toldAbout(FeedSpec feed, VendorTransport transport) throws InterruptedException {
        try {
            FetchResult result = connector().fetch(usual(feed), context(transport));
            if (result instanceof FetchResult.Page page) {
                SeenPage unused = read(page.page());
            }
            return result.toString();
        } catch (FetchException | MalformedResponseException e) {
            return allTexts(e);
        }
    }

    private static String allTexts(Throwable thrown) {
        StringBuilder texts = new StringBuilder();
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            texts.append(at).append('\n');
            for (Throwable other : at.getSuppressed()) {
                texts.append(other).append('\n');
            }
        }
        return thrown instanceof FetchException e ? texts.append(e.failure()).toString() : texts.toString();
    }
}
