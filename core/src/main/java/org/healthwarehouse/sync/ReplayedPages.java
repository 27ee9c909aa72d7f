package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.KeptPage;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.ReplayCommit;
import org.jspecify.annotations.Nullable;

/** What kept pages say together, read again in the order in which they were fetched. */
final class ReplayedPages {
    private final FeedSpec feed;
    private final ReplayedLedger ledger;
    private final LastWords words = new LastWords();
    private final List<KeptPage> read = new ArrayList<>();
    private final Map<Asked, ReplayedAnswer> open = new HashMap<>();
    /** When bytes came for the first time that nobody asked for. */
    private final Map<RawBody, Instant> firstTold = new HashMap<>();

    private boolean whole = true;

    /** Pages of one answer have this in common. */
    private record Asked(JobId job, TimeRange range) {
        static Asked of(KeptPage page) {
            return new Asked(page.job(), page.asked());
        }
    }

    ReplayedPages(FeedSpec feed, ReplayedLedger ledger) {
        this.feed = feed;
        this.ledger = ledger;
    }

    /** Takes note of the next page. */
    void add(KeptPage page, PageBuffer buffer) {
        int place = read.size();
        read.add(page);
        PageContent content = buffer.content();
        words.add(
                told(content, page.page().tells()), standing(page), page.page().tells());
        ReplayedAnswer answer = answer(page, place);
        if (answer != null) {
            if (!answer.add(page, buffer, content)) {
                open.remove(Asked.of(page));
            } else if (answer.isWhole()) {
                open.remove(Asked.of(page));
                ended(answer);
            }
        }
    }

    private Standing standing(KeptPage page) {
        Standing standing = Standing.of(page);
        return standing.asked()
                ? standing
                : standing.firstTold(
                        firstTold.merge(page.page().body(), standing.moment(), (a, b) -> a.isBefore(b) ? a : b));
    }

    /** What a file says of records stays the word of a file. */
    private static PageContent told(PageContent content, RecordOrigin by) {
        return by == RecordOrigin.API
                ? content
                : new PageContent(
                        content.samples(),
                        content.records().stream()
                                .map(record -> record.toldBy(record.origin().orElse(by)))
                                .toList(),
                        content.locations(),
                        content.deleted(),
                        content.localDays(),
                        content.problems());
    }

    /** The next page cannot be read: what it is a page of is never whole. */
    void unreadable(KeptPage page) {
        open.remove(Asked.of(page));
        whole = false;
    }

    private @Nullable ReplayedAnswer answer(KeptPage page, int place) {
        Asked asked = Asked.of(page);
        ReplayedAnswer before = open.get(asked);
        if (before != null && before.goesOnWith(page)) {
            return before;
        }
        open.remove(asked);
        boolean single = page.page()
                .request()
                .filter(FetchRequest.ById.class::isInstance)
                .isPresent();
        if (page.token().isPresent() || single) {
            return null;
        }
        ReplayedAnswer begun = new ReplayedAnswer(feed, page, place, ledger.of(page.asked()));
        open.put(asked, begun);
        return begun;
    }

    private void ended(ReplayedAnswer answer) {
        ledger.add(answer);
        Optional<TimeRange> past = answer.past();
        if (past.isEmpty()) {
            return;
        }
        for (DataType type : answer.answer().listed()) {
            for (ChunkAnswer.Certain certain : answer.answer().certain(type, past.get())) {
                words.listed(answer.answer(), type, certain, answer.firstPage());
            }
        }
    }

    /** Whether every page could be read. */
    boolean isWhole() {
        return whole;
    }

    /** The pages that were read, each with what it has the last word on. */
    List<ReplayCommit.Page> pages(Words.Home home) {
        Map<Integer, PageContent> sure = words.contents(home, false);
        Map<Integer, PageContent> missed = words.contents(home, true);
        List<ReplayCommit.Page> pages = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            pages.add(new ReplayCommit.Page(
                    read.get(i).number(),
                    sure.getOrDefault(i, PageContent.EMPTY),
                    missed.getOrDefault(i, PageContent.EMPTY)));
        }
        return pages;
    }

    /** The keys of records and locations that belong to another part. */
    Map<DataType, Set<RecordKey>> elsewhere(Words.Home home) {
        return words.elsewhere(home);
    }

    /** The page at that place. */
    KeptPage page(int place) {
        return read.get(place);
    }
}
