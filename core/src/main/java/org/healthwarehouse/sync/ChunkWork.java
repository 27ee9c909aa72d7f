package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.coverage.LateArrival;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageCommit.CoverageChange;
import org.healthwarehouse.storage.PageContent;
import org.jspecify.annotations.Nullable;

/** A claimed chunk on its way through its pages; belongs to one lane. */
final class ChunkWork {
    private final Chunk chunk;
    private final @Nullable FeedSpec offered;
    private final ChunkClaim claim;
    private final Map<DataType, TimeRangeSet> claimed = new HashMap<>();
    private final Set<PageToken> seen = new HashSet<>();
    private final DaysWithData withData = new DaysWithData();
    private @Nullable CountingTransport transport;
    private @Nullable Instant askedAt;
    /** The moment that the whole answer speaks of: nothing at or after it is ever claimed. */
    private @Nullable Instant asOf;

    private @Nullable PageToken token;
    /** Until when nobody else may take the claim over. */
    private Instant heldUntil;

    ChunkWork(Chunk chunk, @Nullable FeedSpec offered, ChunkClaim claim) {
        this.chunk = chunk;
        this.offered = offered;
        this.claim = claim;
        this.heldUntil = claim.expiresAt();
    }

    Chunk chunk() {
        return chunk;
    }

    /** Whether the connector still offers the feed of the chunk. */
    boolean isOffered() {
        return offered != null;
    }

    FeedSpec feed() {
        return Objects.requireNonNull(offered, "a chunk of a feed that is not offered is never fetched");
    }

    ChunkClaim claim() {
        return claim;
    }

    Instant heldUntil() {
        return heldUntil;
    }

    /** The store has given the claim its whole lease again. */
    void prolonged(Instant until) {
        heldUntil = until.isAfter(heldUntil) ? until : heldUntil;
    }

    /** When the current page was asked for; the present if none was. */
    Instant startedAt(Instant now) {
        return askedAt == null ? now : askedAt;
    }

    void asked(Instant at, CountingTransport over) {
        askedAt = at;
        transport = over;
    }

    /** Calls of the current page. */
    int calls() {
        return transport == null ? 0 : transport.calls();
    }

    /** Where the source wants to go on when it is ready. */
    void goOnAt(Optional<PageToken> resume) {
        token = resume.orElse(token);
    }

    FetchRequest request() {
        TimeRange range = TimeRange.ofMillis(
                claim.range().startMs() - feed().padding().toMillis(),
                claim.range().endMs() + feed().padding().toMillis());
        return new FetchRequest.Window(claim.user(), claim.feed(), range, Optional.ofNullable(token));
    }

    /** Takes note of what a page claims and whether there is another; the claims of all pages are intersected. */
    void read(RawPage page, PageBuffer buffer) throws MalformedResponseException {
        Instant asked = startedAt(page.startedAt());
        Instant moment = page.serverDate().filter(asked::isAfter).orElse(asked);
        asOf = asOf == null ? moment : asOf;
        for (DataType type : feed().primaryFor()) {
            claimed.merge(type, buffer.claimed(type, claim.range()), TimeRangeSet::intersection);
        }
        token = buffer.next().orElse(null);
        if (token != null && !seen.add(token)) {
            throw new MalformedResponseException("a page token that came before", "page " + seen.size());
        }
    }

    PageCommit pageCommit(RawPage page, PageContent content, int parserVersion, int calls, Instant at) {
        boolean last = token == null;
        withData.add(content);
        return new PageCommit(
                claim, Optional.of(page), parserVersion, content, last ? coverage() : List.of(), last, calls, at);
    }

    private List<CoverageChange> coverage() {
        Instant moment = Objects.requireNonNull(asOf, "coverage is written after a page was read");
        List<CoverageChange> changes = new ArrayList<>();
        claimed.forEach((type, ranges) -> {
            List<CoverageEntry> lines = new ArrayList<>();
            ranges.ranges().forEach(range -> lines.addAll(feed().settling().entries(range, moment)));
            (feed().lateArrival() ? LateArrival.keepEmptyDaysOpen(lines, withData.days(type), moment) : lines)
                    .forEach(line -> changes.add(new CoverageChange(stream(type), line)));
        });
        return changes;
    }

    private StreamId stream(DataType type) {
        return new StreamId(claim.user(), claim.source(), type);
    }

    PageCommit rawOnly(RawPage page, int parserVersion, int calls, Instant at) {
        return new PageCommit(claim, Optional.of(page), parserVersion, PageContent.EMPTY, List.of(), false, calls, at);
    }

    PageCommit unavailable(String reason, Optional<Instant> retryAt, int calls, Instant at) {
        CoverageEntry entry = new CoverageEntry(
                claim.range(), Held.UNAVAILABLE, reason, retryAt.isEmpty(), startedAt(at), retryAt, 0);
        List<CoverageChange> changes = feed().primaryFor().stream()
                .map(type -> new CoverageChange(stream(type), entry))
                .toList();
        return new PageCommit(claim, Optional.empty(), 0, PageContent.EMPTY, changes, true, calls, at);
    }

    /** The chunk as the store knows it after a failed attempt. */
    Chunk chunkAfter(boolean counted) {
        return new Chunk(
                chunk.number(),
                chunk.job(),
                chunk.feed(),
                chunk.range(),
                chunk.state(),
                chunk.attempts() + (counted ? 1 : 0),
                chunk.error());
    }

    boolean canSplit() {
        return chunk.range().duration().compareTo(feed().limits().minWindow().multipliedBy(2)) >= 0;
    }

    /** Newer half first, as everything is fetched. */
    List<TimeRange> halves() {
        TimeRange range = chunk.range();
        long middle = range.startMs() + range.duration().toMillis() / 2;
        return List.of(TimeRange.ofMillis(middle, range.endMs()), TimeRange.ofMillis(range.startMs(), middle));
    }
}
