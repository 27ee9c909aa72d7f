package org.healthwarehouse.sync;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.KeptPage;
import org.healthwarehouse.storage.ReplayCommit;
import org.healthwarehouse.storage.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the kept pages of one part of a feed again and writes what they say. The parts of a feed lie side by side and
 * together are all of time; each decides on the items that begin in it, by every page that may name one of them. So a
 * part is right as soon as it is written, whatever becomes of the others, and writing it twice changes nothing.
 */
final class Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    /** Items of a page begin at most so far, and the feed's padding, from what was asked: a local date and a night. */
    private static final Duration AROUND = Duration.ofDays(2);

    private final EngineParts parts;
    private final JobRunner runner;
    private final ChunkClaim claim;
    private final FeedSpec feed;

    Replay(EngineParts parts, JobRunner runner, ChunkWork work) {
        this.parts = parts;
        this.runner = runner;
        this.claim = work.claim();
        this.feed = work.feed();
    }

    /** Answers what changed; empty if the run has to stop, and then nothing is written. */
    Optional<CommitReceipt> run() {
        TimeRange part = part();
        ReplayedLedger ledger = new ReplayedLedger(parts, feed, claim);
        ReplayedPages pages = new ReplayedPages(feed, ledger);
        for (KeptPage page : kept(part)) {
            if (runner.stopping()) {
                return Optional.empty();
            }
            read(page, pages);
        }
        Words.Home home = (place, start) -> {
            long near = Words.near(reach(pages.page(place)), start);
            return part.startMs() <= near && near < part.endMs();
        };
        List<ReplayCommit.Page> read = pages.pages(home);
        CommitReceipt receipt = parts.storage()
                .raw()
                .replay(new ReplayCommit(
                        claim,
                        part,
                        streams(read),
                        read,
                        pages.elsewhere(home),
                        pages.isWhole(),
                        runner.connector().parserVersion(feed.id()),
                        ledger.changes(),
                        DerivedStreams.of(parts, claim.user(), claim.source()),
                        parts.now()));
        read.forEach(page -> runner.received(page.content()));
        return Optional.of(receipt);
    }

    /** Where the items begin that this part decides on: the first and the last part of a feed have no other end. */
    private TimeRange part() {
        List<TimeRange> all = parts.storage().jobs().chunks(claim.job()).stream()
                .filter(chunk -> chunk.feed().equals(claim.feed()))
                .map(Chunk::range)
                .toList();
        TimeRange hull = all.stream().reduce(claim.range(), TimeRange::hull);
        boolean first = claim.range().startMs() == hull.startMs();
        boolean last = claim.range().endMs() == hull.endMs();
        return new TimeRange(
                first ? TimeRange.EARLIEST : claim.range().start(),
                last ? TimeRange.LATEST : claim.range().end());
    }

    private List<KeptPage> kept(TimeRange part) {
        Duration around = feed.padding().plus(AROUND);
        return parts.storage().raw().pages(claim.user(), claim.source(), claim.feed(), padded(part, around)).stream()
                .filter(page -> reach(page).intersects(part))
                .toList();
    }

    private TimeRange reach(KeptPage page) {
        return feed.axis() == TimeAxis.NONE
                ? new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST)
                : padded(page.asked(), feed.padding().plus(AROUND));
    }

    private static TimeRange padded(TimeRange range, Duration by) {
        long start = Math.max(TimeRange.EARLIEST.toEpochMilli(), range.startMs() - by.toMillis());
        long end = Math.min(TimeRange.LATEST.toEpochMilli(), range.endMs() + by.toMillis());
        return TimeRange.ofMillis(start, end);
    }

    /** A page that this parser cannot read either takes no part: what came from it stays. */
    private void read(KeptPage page, ReplayedPages pages) {
        PageBuffer buffer = new PageBuffer();
        try {
            runner.connector().parse(page.page(), buffer);
            pages.add(page, buffer);
        } catch (StorageFailedException e) {
            throw e;
        } catch (MalformedResponseException | RuntimeException e) {
            LOG.warn(
                    "{} job={} feed={} page={}: what came from it stays as it is",
                    LogEvent.REPROCESS_UNREADABLE,
                    claim.job(),
                    claim.feed(),
                    page.number(),
                    e);
            pages.unreadable(page);
        }
    }

    /** The streams of the feed, and those of the source that no feed yields any more and nobody derives. */
    private Set<StreamId> streams(List<ReplayCommit.Page> pages) {
        Set<DataType> types = new HashSet<>(feed.yields());
        types.addAll(feed.primaryFor());
        for (ReplayCommit.Page page : pages) {
            page.content().samples().forEach(batch -> types.add(batch.type()));
            page.content().records().forEach(record -> types.add(record.type()));
            page.content().locations().forEach(fix -> types.add(fix.type()));
        }
        Set<StreamId> streams = types.stream()
                .map(type -> new StreamId(claim.user(), claim.source(), type))
                .collect(Collectors.toSet());
        Set<DataType> taken = runner.offeredTypes();
        try (Snapshot snapshot = parts.storage().snapshot()) {
            snapshot.streams(claim.user()).stream()
                    .filter(stream -> stream.source().equals(claim.source()) && !taken.contains(stream.type()))
                    .forEach(streams::add);
        }
        DerivedStreams.of(parts, claim.user(), claim.source()).forEach(made -> streams.remove(made.output()));
        return streams;
    }
}
