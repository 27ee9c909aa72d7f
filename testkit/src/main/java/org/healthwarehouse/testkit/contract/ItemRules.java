package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.Selection;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.TimeRange;
import org.junit.jupiter.api.Test;

/** The rules about the samples, records and locations on pages. */
public abstract class ItemRules extends ClaimRules {
    /** A date is nowhere on earth further than that from its namesake in UTC; nights begin on the evening before. */
    private static final Duration DATES_REACH = Duration.ofHours(50);

    /** Instances are made by JUnit. */
    protected ItemRules() {}

    /** Without data the other rules would prove nothing. */
    @Test
    public void theRangeWithDataHoldsData() throws Exception {
        int items = 0;
        for (FeedSpec feed : feeds()) {
            for (FetchedPage page : listing(feed)) {
                items += page.seen().items.size();
            }
        }
        assertTrue(items > 0, "the range with data holds none");
    }

    /** What a feed does not announce is nobody's coverage. */
    @Test
    public void everyItemHasATypeThatItsFeedYields() throws Exception {
        for (FeedSpec feed : feeds()) {
            for (FetchedPage page : listing(feed)) {
                page.seen()
                        .items
                        .forEach(item -> assertTrue(
                                feed.yields().contains(item.type()), () -> page + " holds " + item + " unannounced"));
                page.seen()
                        .deleted
                        .forEach(type -> assertTrue(
                                feed.yields().contains(type), () -> page + " deletes a " + type + " unannounced"));
            }
        }
    }

    /** Items from elsewhere are a sign that times, zones or parameters are misunderstood. */
    @Test
    public void itemsHaveAPartInWhatWasAsked() throws Exception {
        for (FeedSpec feed : feeds()) {
            for (FetchedPage page : listing(feed)) {
                long slack = (feed.axis() == TimeAxis.LOCAL_DATE ? DATES_REACH : feed.padding()).toMillis();
                long from = page.asked().startMs() - slack;
                long to = page.asked().endMs() + slack;
                for (SeenItem item : page.seen().items) {
                    boolean inside = feed.selection() == Selection.STARTS_IN
                            ? item.startMs() >= from && item.startMs() < to
                            : item.intersects(from, to);
                    assertTrue(
                            inside || feed.axis() == TimeAxis.NONE, () -> page + " holds " + item + " from elsewhere");
                }
            }
        }
    }

    /** The engine cuts ranges as it likes: two halves bring what the whole brings, nothing more and nothing less. */
    @Test
    public void theSizeOfTheWindowDoesNotMatter() throws Exception {
        for (FeedSpec feed : feeds()) {
            TimeRange whole = newest(feed, rangeWithData());
            if (feed.axis() != TimeAxis.NONE && !isOneDate(feed, whole)) {
                Instant middle = middle(feed, whole);
                Set<SeenItem> once = inside(whole, listing(feed));
                Set<SeenItem> twice = inside(whole, listing(feed, new TimeRange(whole.start(), middle)));
                twice.addAll(inside(whole, listing(feed, new TimeRange(middle, whole.end()))));
                assertEquals(once, twice, () -> feed.id() + ": the halves of " + whole + " hold other items");
            }
        }
    }

    /** A date cannot be halved. */
    private static boolean isOneDate(FeedSpec feed, TimeRange whole) {
        return feed.axis() == TimeAxis.LOCAL_DATE && whole.duration().compareTo(Duration.ofDays(1)) <= 0;
    }

    private static Instant middle(FeedSpec feed, TimeRange whole) {
        Instant middle = whole.start().plus(whole.duration().dividedBy(2));
        if (feed.axis() == TimeAxis.UTC) {
            return middle;
        }
        Instant midnight = middle.truncatedTo(java.time.temporal.ChronoUnit.DAYS);
        return midnight.isAfter(whole.start()) ? midnight : midnight.plus(Duration.ofDays(1));
    }

    private static Set<SeenItem> inside(TimeRange range, List<FetchedPage> pages) {
        Set<SeenItem> items = new HashSet<>();
        for (FetchedPage page : pages) {
            page.seen().items.stream()
                    .filter(item -> page.feed().axis() == TimeAxis.LOCAL_DATE
                            || item.intersects(range.startMs(), range.endMs()))
                    .forEach(items::add);
        }
        return items;
    }

    /** The store tells items apart by identity: it must not change between two fetches. */
    @Test
    public void theSameQuestionBringsTheSameItems() throws Exception {
        for (FeedSpec feed : feeds()) {
            assertEquals(all(feed), all(feed), () -> feed.id() + ": the same range holds other items when asked again");
        }
    }

    private Set<SeenItem> all(FeedSpec feed) throws Exception {
        Set<SeenItem> items = new HashSet<>();
        listing(feed).forEach(page -> items.addAll(page.seen().items));
        return items;
    }

    /**
     * Of two different items with one identity the store keeps one. A device or a channel may have to tell them apart.
     */
    @Test
    public void noTwoItemsShareAnIdentity() throws Exception {
        for (FeedSpec feed : feeds()) {
            Map<List<Object>, SeenItem> byIdentity = new HashMap<>();
            for (SeenItem item : all(feed)) {
                SeenItem other = byIdentity.put(List.of(item.type(), item.identity()), item);
                assertTrue(other == null, () -> feed.id() + ": " + item + " and " + other + " have one identity");
            }
        }
    }

    /** Numbers and times that cannot be are refused by the engine, and with them the whole page. */
    @Test
    public void samplesAreFiniteAndInTime() throws Exception {
        for (FeedSpec feed : feeds()) {
            for (FetchedPage page : listing(feed)) {
                assertEquals(List.of(), page.seen().refused, page::toString);
            }
        }
    }

    /** Only the vendor knows when a date of a person on the move began; without it the ledger would have to guess. */
    @Test
    public void everyLocalDateWithDataIsToldWhenItWas() throws Exception {
        for (FeedSpec feed : feeds()) {
            for (FetchedPage page : listing(feed)) {
                if (feed.axis() == TimeAxis.LOCAL_DATE) {
                    List<TimeRange> days = page.seen().localDays.stream()
                            .map(LocalDay::interval)
                            .toList();
                    page.seen()
                            .items
                            .forEach(item -> assertTrue(
                                    days.stream().anyMatch(day -> item.intersects(day.startMs(), day.endMs())),
                                    () -> page + ": no local day was told for " + item));
                }
            }
        }
    }
}
