package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.junit.jupiter.api.Test;

/**
 * What every connector must keep. Extend it in a test, give it a connector, a vendor and a range with data, and every
 * rule is a test of yours; its Javadoc says why it is one. The rules are spread over the classes that this one extends:
 * feeds, fetching, failures, claims, items, and here reading.
 */
public abstract class ConnectorContract extends ItemRules {
    private static final int CUTS = 150;

    /** Instances are made by JUnit. */
    protected ConnectorContract() {}

    /** Kept pages are read again after years: the same page must say the same. */
    @Test
    public void readingTwiceGivesTheSame() throws Exception {
        for (FeedSpec feed : feeds()) {
            for (FetchedPage page : listing(feed)) {
                assertEquals(page.seen().calls(), read(page.raw()).calls(), () -> page + " was read otherwise before");
            }
        }
    }

    /** Reading asks neither the vendor nor a clock; offline, years later, both would say something else. */
    @Test
    public void readingAsksNobody() throws Exception {
        for (FeedSpec feed : feeds()) {
            Watched watched = new Watched(vendor());
            AtomicBoolean clockRead = new AtomicBoolean();
            InstantSource clock = () -> {
                clockRead.set(true);
                return clock().instant();
            };
            if (connector().fetch(usual(feed), new FetchContext(user(), watched, clock))
                    instanceof FetchResult.Page page) {
                int calls = watched.calls();
                clockRead.set(false);
                SeenPage unused = read(page.page());
                assertEquals(calls, watched.calls(), () -> feed.id() + ": reading a page called the vendor");
                assertFalse(clockRead.get(), () -> feed.id() + ": reading a page read the clock");
            }
        }
    }

    /** An answer that broke off is not an answer: its claim would make the missing part a silent hole. */
    @Test
    public void whatIsCutOffIsRefused() throws Exception {
        for (FeedSpec feed : feeds()) {
            for (FetchedPage page : listing(feed)) {
                byte[] whole = bytes(page.raw());
                int step = Math.max(1, whole.length / CUTS);
                for (int length = 0; length < whole.length; length += step) {
                    requireRefused(page.raw(), Arrays.copyOf(whole, length), "cut at byte " + length);
                }
                byte[] allButTheLast = Arrays.copyOf(whole, Math.max(0, lastVisible(whole)));
                requireRefused(page.raw(), allButTheLast, "cut before its last character");
            }
        }
    }

    private static int lastVisible(byte[] bytes) {
        int last = bytes.length - 1;
        while (last > 0 && Character.isWhitespace(bytes[last])) {
            last--;
        }
        return last;
    }

    /** Whatever comes, the only exception is the one that names a place; any other is a bug that stops a job. */
    @Test
    public void noiseIsRefused() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        for (FeedSpec feed : feeds()) {
            FetchedPage page = listing(feed).stream().findFirst().orElse(null);
            if (page == null) {
                continue;
            }
            for (int i = 0; i < 60; i++) {
                byte[] noise = new byte[1 + random.nextInt(200)];
                random.nextBytes(noise);
                requireRefused(page.raw(), noise, "noise");
                Optional<SeenPage> unused = outcome(page.raw(), disturbed(bytes(page.raw()), random), "disturbed");
            }
            requireRefused(
                    page.raw(), "[".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII), "deep");
            requireRefused(
                    page.raw(), "{\"a\":".repeat(50_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII), "deep");
        }
    }

    /** Changes some bytes; the result may still be a page, and may be read. */
    private static byte[] disturbed(byte[] whole, SplittableRandom random) {
        byte[] changed = whole.clone();
        for (int i = 0; i < 1 + random.nextInt(4) && changed.length > 0; i++) {
            changed[random.nextInt(changed.length)] = (byte) "09-.eE\"{}[]:,nt x".charAt(random.nextInt(17));
        }
        return changed;
    }

    /** The pages that the author knows to be broken. */
    @Test
    public void brokenPagesAreRefused() {
        for (RawPage page : brokenPages()) {
            var unused = assertThrows(MalformedResponseException.class, () -> read(page));
        }
    }

    private void requireRefused(RawPage page, byte[] body, String how) {
        outcome(page, body, how)
                .ifPresent(seen -> assertEquals(
                        List.of(), seen.claims, () -> page.feed() + ": a page claims something although it is " + how));
    }

    /** What is read off another body; empty if it is refused. Any other exception breaks the rule. */
    private Optional<SeenPage> outcome(RawPage page, byte[] body, String how) {
        RawPage other = new RawPage(
                page.origin(),
                page.source(),
                page.feed(),
                page.request(),
                page.startedAt(),
                page.serverDate(),
                page.status(),
                page.mediaType(),
                RawBody.of(body));
        try {
            return Optional.of(read(other));
        } catch (MalformedResponseException e) {
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            return fail(page.feed() + ": a page that is " + how + " made the parser throw "
                    + e.getClass().getName());
        }
    }

    private static byte[] bytes(RawPage page) throws IOException {
        try (InputStream in = page.body().open()) {
            return in.readAllBytes();
        }
    }
}
