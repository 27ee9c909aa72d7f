package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.CoverageLedger;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.KeptPage;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.RawPolicy;
import org.healthwarehouse.storage.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is kept of the vendors' bytes, as the source's {@link RawPolicy} wants it. */
final class RawKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(RawKeeping.class);

    private RawKeeping() {}

    /** What becomes of the bytes of a page that is about to be stored. */
    static PageCommit.Keeping of(EngineParts parts, ChunkWork work, boolean last) {
        boolean kept = parts.settings().rawPolicy() != RawPolicy.NONE;
        return new PageCommit.Keeping(kept, last && kept ? complete(work) : Optional.empty());
    }

    /** The range of which the answer lists everything that there was, of every type that the feed yields. */
    private static Optional<TimeRange> complete(ChunkWork work) {
        FeedSpec feed = work.feed();
        if (feed.yields().isEmpty() || !feed.primaryFor().containsAll(feed.yields())) {
            return Optional.empty();
        }
        TimeRangeSet listed = TimeRangeSet.of(new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST));
        for (DataType type : feed.primaryFor()) {
            listed = listed.intersection(work.answer().complete(type));
        }
        return listed.ranges().size() == 1 ? before(listed.ranges().get(0), work.asOf()) : Optional.empty();
    }

    private static Optional<TimeRange> before(TimeRange range, Instant end) {
        return range.start().isBefore(end)
                ? Optional.of(new TimeRange(range.start(), range.end().isBefore(end) ? range.end() : end))
                : Optional.empty();
    }

    /**
     * A job has ended: drops what its answers have made superfluous. What fails is made up for by the next job there.
     *
     * @param answered for what its source has answered, by feed
     */
    static void tidy(EngineParts parts, NewJob job, Collection<FeedSpec> feeds, Map<FeedId, TimeRangeSet> answered) {
        if (parts.settings().rawPolicy() != RawPolicy.KEEP_LATEST) {
            return;
        }
        try {
            for (FeedSpec feed : feeds) {
                answered.getOrDefault(feed.id(), TimeRangeSet.EMPTY)
                        .hull()
                        .ifPresent(range -> tidy(parts, job, feed, range));
            }
        } catch (StorageFailedException e) {
            LOG.warn("{} job={} failure={}", LogEvent.RAW_NOT_DROPPED, job.id(), e.failure());
        }
    }

    private static void tidy(EngineParts parts, NewJob job, FeedSpec feed, TimeRange range) {
        List<KeptPage> pages = parts.storage().raw().pages(job.user(), job.source(), feed.id(), range);
        if (pages.size() < 2) {
            return;
        }
        List<Long> superseded = superseded(pages, settled(parts, job, feed, range));
        if (!superseded.isEmpty()) {
            int dropped = parts.storage().raw().drop(job.user(), job.source(), feed.id(), superseded);
            LOG.info("{} job={} feed={} pages={}", LogEvent.RAW_DROPPED, job.id(), feed.id(), dropped);
        }
    }

    private static TimeRangeSet settled(EngineParts parts, NewJob job, FeedSpec feed, TimeRange range) {
        TimeRangeSet settled = TimeRangeSet.of(new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST));
        try (Snapshot snapshot = parts.storage().snapshot()) {
            for (DataType type : feed.primaryFor()) {
                StreamId stream = new StreamId(job.user(), job.source(), type);
                settled = settled.intersection(
                        CoverageLedger.ranges(snapshot.coverage(stream, range), line -> line.settled()));
            }
        }
        return settled;
    }

    /** An answer that lists everything. */
    private record Whole(long first, TimeRange range) {}

    /**
     * The pages whose whole range is settled and listed completely by answers that began after them.
     *
     * @param pages of one feed, in the order in which they were fetched
     */
    static List<Long> superseded(List<KeptPage> pages, TimeRangeSet settled) {
        List<Whole> answers = answers(pages);
        List<Long> superseded = new ArrayList<>();
        TimeRangeSet covered = TimeRangeSet.EMPTY;
        int next = 0;
        for (int i = pages.size() - 1; i >= 0; i--) {
            KeptPage page = pages.get(i);
            while (next < answers.size() && answers.get(next).first > page.number()) {
                covered = covered.union(TimeRangeSet.of(answers.get(next++).range));
            }
            // Nobody could ask once more for what was pushed or imported.
            if (page.page().origin() == RawPage.Origin.PULL
                    && settled.contains(page.asked())
                    && covered.contains(spokenOf(page))) {
                superseded.add(page.number());
            }
        }
        return superseded;
    }

    /** Those that list everything, the latest first. */
    private static List<Whole> answers(List<KeptPage> pages) {
        List<Whole> answers = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            KeptPage last = pages.get(i);
            if (last.complete().isPresent()) {
                int first = i;
                while (first >= 0 && !begins(pages.get(first), last)) {
                    first--;
                }
                if (first >= 0) {
                    answers.add(
                            new Whole(pages.get(first).number(), last.complete().get()));
                }
            }
        }
        answers.sort(Comparator.comparingLong(Whole::first).reversed());
        return answers;
    }

    private static boolean begins(KeptPage page, KeptPage last) {
        return page.token().isEmpty()
                && page.job().equals(last.job())
                && page.asked().equals(last.asked());
    }

    /** What was asked for, padding and all, as far as it was over. */
    private static TimeRange spokenOf(KeptPage page) {
        TimeRange asked = page.page()
                .request()
                .filter(FetchRequest.Window.class::isInstance)
                .map(request -> ((FetchRequest.Window) request).range())
                .or(() -> page.page()
                        .request()
                        .filter(FetchRequest.Dates.class::isInstance)
                        .map(FetchRequest.Dates.class::cast)
                        .map(dates -> TimeRange.ofDates(dates.first(), dates.endExclusive())))
                .orElse(page.asked());
        return before(asked, page.page().startedAt()).orElse(asked);
    }
}
