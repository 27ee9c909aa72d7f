package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.junit.jupiter.api.Test;

/** The rules about what pages claim. A claim is what makes a range count as fetched. */
public abstract class ClaimRules extends FailureRules {
    /** Instances are made by JUnit. */
    protected ClaimRules() {}

    /** Other types have another feed, which alone knows whether all of them came. */
    @Test
    public void aPageClaimsOnlyTypesThatItsFeedDecides() throws Exception {
        for (FeedSpec feed : feeds()) {
            for (FetchedPage page : listing(feed)) {
                for (Claim claim : page.seen().claims) {
                    assertTrue(
                            feed.primaryFor().contains(claim.type()),
                            () -> page + " claims " + claim.type() + ", which its feed does not decide");
                }
            }
        }
    }

    /** What was not asked for was not answered. */
    @Test
    public void claimsStayInsideTheRequest() throws Exception {
        for (FeedSpec feed : feeds()) {
            for (FetchedPage page : listing(feed)) {
                for (Claim claim : page.seen().claims) {
                    assertTrue(
                            page.asked().contains(claim.range()), () -> page + " claims " + claim.range() + " as well");
                }
            }
        }
    }

    /** What no page claims counts as never fetched and is asked for again and again. */
    @Test
    public void everyPageClaimsAllThatWasAsked() throws Exception {
        for (FeedSpec feed : feeds()) {
            requireClaimed(listing(feed));
        }
    }

    /** Nothing is an answer too: where a person took the device off, the range must still be held. */
    @Test
    public void aRangeWithoutDataIsClaimedToo() throws Exception {
        assumeTrue(rangeWithoutData().isPresent(), "no range without data was given");
        for (FeedSpec feed : feeds()) {
            TimeRange range = newest(feed, rangeWithoutData().orElseThrow());
            List<FetchedPage> pages = listing(feed, range);
            requireClaimed(pages);
            for (FetchedPage page : pages) {
                assertTrue(
                        feed.axis() == TimeAxis.NONE
                                || page.seen().items.stream()
                                        .noneMatch(item -> item.intersects(range.startMs(), range.endMs())),
                        () -> page + " holds data; give a range without");
            }
        }
    }

    private static void requireClaimed(List<FetchedPage> pages) {
        for (FetchedPage page : pages) {
            for (DataType type : page.feed().primaryFor()) {
                TimeRangeSet claimed = TimeRangeSet.of(page.seen().claims.stream()
                        .filter(claim -> claim.type().equals(type))
                        .map(Claim::range)
                        .toList());
                assertTrue(
                        claimed.contains(page.asked()),
                        () -> page + " does not claim " + type + " for all of the range");
            }
        }
    }
}
