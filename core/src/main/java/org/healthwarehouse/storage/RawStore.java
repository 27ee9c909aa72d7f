package org.healthwarehouse.storage;

import java.util.Collection;
import java.util.List;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/** The vendors' bytes that are kept, and what is read off them anew. Every method is one transaction. Thread-safe. */
public interface RawStore {
    /** Keeps no bytes. */
    RawStore NONE = new RawStore() {
        @Override
        public List<KeptPage> pages(UserId user, SourceId source, FeedId feed, TimeRange asked) {
            return List.of();
        }

        @Override
        public List<KeptFeed> feeds(UserId user) {
            return List.of();
        }

        @Override
        public CommitReceipt replay(ReplayCommit commit) {
            throw new UnsupportedOperationException("this storage keeps no pages");
        }

        @Override
        public int drop(UserId user, SourceId source, FeedId feed, Collection<Long> pages) {
            return 0;
        }
    };

    /**
     * The pages of the feed that are kept and were asked for some of the range, in the order in which they were
     * fetched. Bytes that came twice are two pages.
     *
     * @param asked in the time of the ledger
     */
    List<KeptPage> pages(UserId user, SourceId source, FeedId feed, TimeRange asked);

    /** The feeds of the user of which pages are kept, by source and name. */
    List<KeptFeed> feeds(UserId user);

    /**
     * Writes what was read anew off kept pages about one part of a feed: all or nothing, and only while the claim
     * holds. What differs is rewritten, and its former form is kept as a revision with the reason {@code REPARSED}.
     *
     * <ul>
     *   <li>A stored item takes the form that its page gives, unless a newer page that does not take part wrote it.
     *   <li>What is not stored comes in, unless its source said after the page that it is gone.
     *   <li>What came from one of the pages, begins in the part and is not named any more goes. So does what came from
     *       a page that was {@linkplain #drop dropped}: what newer pages hold of it they would name.
     *   <li>Of a record of which several tell, all of this holds for the parts of those who tell on these pages; what
     *       others told of it, and its keys, stay.
     *   <li>Everything else stays as it is, the ledger too but for the lines of the commit.
     * </ul>
     *
     * With the last chunk of its feed and job every page of the feed that was there before the job counts as read by
     * the new version.
     *
     * @throws StaleClaimException if the chunk is no longer claimed by this fence; nothing was written
     */
    CommitReceipt replay(ReplayCommit commit);

    /**
     * Drops the bytes of pages, because newer ones hold everything that they held. What stands in the fetch log stays.
     *
     * @return how many were there
     */
    int drop(UserId user, SourceId source, FeedId feed, Collection<Long> pages);
}
