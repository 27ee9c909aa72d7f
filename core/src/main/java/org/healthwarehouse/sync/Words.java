package org.healthwarehouse.sync;

import java.util.Arrays;
import org.healthwarehouse.model.TimeRange;

/** Items of one kind with the page that has the last word on each, and whether a newer listing misses it. */
abstract class Words {
    /** No complete answer misses it. */
    static final int SURE = 0;
    /** A newer complete answer misses it. */
    static final int MISSED = -1;

    /** For each item the page, by its place among all pages. */
    int[] pages = new int[16];
    /** For each item {@link #SURE}, {@link #MISSED}, or by which answer it was one of too many that were missed. */
    int[] doubts = new int[16];

    abstract int size();

    /** Whether a listing would certainly name the item. */
    abstract boolean isCertain(ChunkAnswer answer, ChunkAnswer.Certain certain, int item);

    abstract boolean isNamed(Listing listing, int item);

    final void grow(int least) {
        if (pages.length < least) {
            int length = Math.max(least, pages.length * 2);
            pages = Arrays.copyOf(pages, length);
            doubts = Arrays.copyOf(doubts, length);
        }
    }

    final void word(int item, int page) {
        grow(item + 1);
        pages[item] = page;
        doubts[item] = SURE;
    }

    /** Whether an item belongs to a part, by the page that has the last word on it. */
    @FunctionalInterface
    interface Home {
        boolean isIn(int page, long startMs);
    }

    /** Where a page's items may begin: one that begins elsewhere counts as if it began at the nearer end. */
    static long near(TimeRange reach, long startMs) {
        return Math.max(reach.startMs(), Math.min(reach.endMs() - 1, startMs));
    }
}
