package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.KeptPage;
import org.healthwarehouse.storage.PageContent;
import org.jspecify.annotations.Nullable;

/** The pages of one answer, read again one by one. Whether it is whole is known once its last page was read. */
final class ReplayedAnswer {
    private final FeedSpec feed;
    private final TimeRange asked;
    private final int firstPage;
    private final Instant asOf;
    private final ChunkAnswer answer;
    private final Optional<ChunkLedger> ledger;
    private final Map<DataType, TimeRangeSet> claimed = new HashMap<>();
    private final Set<PageToken> seen = new HashSet<>();
    private @Nullable PageToken next;

    /**
     * @param first its first page
     * @param place the place of that page among all pages
     * @param ledger turns it into lines; empty if no ledger lacks any
     */
    ReplayedAnswer(FeedSpec feed, KeptPage first, int place, Optional<ChunkLedger> ledger) {
        this.feed = feed;
        this.asked = first.asked();
        this.firstPage = place;
        this.asOf = first.page()
                .serverDate()
                .filter(first.page().startedAt()::isAfter)
                .orElse(first.page().startedAt());
        this.answer = new ChunkAnswer(feed);
        this.ledger = ledger;
    }

    /** Whether that page is the next one; then it belongs to it. */
    boolean goesOnWith(KeptPage page) {
        return next != null && page.token().filter(next::equals).isPresent();
    }

    /** Answers whether there may be more pages; a token that came before ends an answer that is never whole. */
    boolean add(KeptPage page, PageBuffer buffer, PageContent content) {
        answer.add(buffer, content, page.page().startedAt());
        ledger.ifPresent(lines -> lines.add(content));
        for (DataType type : feed.primaryFor()) {
            claimed.merge(type, buffer.claimed(type, asked), TimeRangeSet::intersection);
        }
        next = buffer.next().orElse(null);
        return next == null || seen.add(next);
    }

    boolean isWhole() {
        return next == null;
    }

    TimeRange asked() {
        return asked;
    }

    int firstPage() {
        return firstPage;
    }

    /** The moment that it speaks of. */
    Instant asOf() {
        return asOf;
    }

    ChunkAnswer answer() {
        return answer;
    }

    Optional<ChunkLedger> ledger() {
        return ledger;
    }

    /** What it says it holds of a type. */
    TimeRangeSet claimed(DataType type) {
        return claimed.getOrDefault(type, TimeRangeSet.EMPTY);
    }

    /** What of the range was over at the moment that it speaks of. */
    Optional<TimeRange> past() {
        Instant end = asOf.isBefore(asked.end()) ? asOf : asked.end();
        return asked.startMs() < end.toEpochMilli() ? Optional.of(new TimeRange(asked.start(), end)) : Optional.empty();
    }
}
