package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageCommit.CoverageChange;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SyncFinding;
import org.jspecify.annotations.Nullable;

/** A claimed chunk on its way through its pages; belongs to one lane. */
final class ChunkWork {
    private final Chunk chunk;
    private final @Nullable FeedSpec offered;
    private final ChunkClaim claim;
    private final Map<DataType, TimeRangeSet> claimed = new HashMap<>();
    private final PagesSoFar pages = new PagesSoFar();
    private @Nullable ChunkLedger ledger;
    private @Nullable ChunkAnswer answer;
    private @Nullable CountingTransport transport;
    private @Nullable Instant askedAt;
    /** The moment that the whole answer speaks of: nothing at or after it is ever claimed. */
    private @Nullable Instant asOf;

    private @Nullable PageToken token;
    /** Until when nobody else may take the claim over. */
    private Instant heldUntil;

    /** Why settled time is asked again; empty if none is. */
    private final Optional<GapReason> reopened;

    ChunkWork(Chunk chunk, @Nullable FeedSpec offered, ChunkClaim claim, Optional<GapReason> reopened) {
        this.reopened = reopened;
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

    Optional<GapReason> reopened() {
        return reopened;
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

    /** The way to the vendor on which the calls of the current page are counted. */
    CountingTransport transport() {
        return Objects.requireNonNull(transport, "a page was asked for");
    }

    /** The moment that the whole answer speaks of. */
    Instant asOf() {
        return Objects.requireNonNull(asOf, "a page was read");
    }

    /** What the pages so far say. */
    ChunkAnswer answer() {
        if (answer == null) {
            answer = new ChunkAnswer(feed());
        }
        return answer;
    }

    /** Calls of the current page. */
    int calls() {
        return transport == null ? 0 : transport.calls();
    }

    /** Where the source wants to go on when it is ready. */
    void goOnAt(Optional<PageToken> resume) {
        token = resume.orElse(token);
    }

    /** Whether it is known how what comes is to be written into the ledger. */
    boolean isReady() {
        return ledger != null;
    }

    void ready(ChunkLedger how) {
        ledger = how;
    }

    private ChunkLedger ledger() {
        return Objects.requireNonNull(ledger, "nothing is read before it is known how to write it down");
    }

    /** Up to when the source was known to be complete before it was asked. */
    Optional<Instant> watermark() {
        return ledger().watermark();
    }

    FetchRequest request() {
        return FeedRequests.of(claim.user(), feed(), claim.range(), Optional.ofNullable(token));
    }

    /** What of the chunk, in the time of the ledger, had begun at the moment that the answer speaks of. */
    Optional<TimeRange> begun() {
        return ledger().begun(claim.range(), asOf());
    }

    /** The instants that the chunk may be about. */
    TimeRange instants() {
        return ledger().instants(claim.range());
    }

    /** Takes note of what a page claims and whether there is another; the claims of all pages are intersected. */
    void read(RawPage page, PageBuffer buffer) throws MalformedResponseException {
        Instant moment = spokenOf(page.serverDate(), page.startedAt());
        asOf = asOf == null ? moment : asOf;
        for (DataType type : feed().primaryFor()) {
            claimed.merge(type, buffer.claimed(type, claim.range()), TimeRangeSet::intersection);
        }
        token = buffer.next().orElse(null);
        pages.add(buffer);
    }

    /** The moment that the current answer speaks of, if it brought no page. */
    Instant asOf(Instant now) {
        return spokenOf(Optional.empty(), now);
    }

    /** The earliest of the clock here, before the call, and the vendor's: nobody knows which of them is right. */
    private Instant spokenOf(Optional<Instant> serverDate, Instant otherwise) {
        Instant asked = startedAt(otherwise);
        Instant told = serverDate.filter(asked::isAfter).orElse(asked);
        return transport == null
                ? told
                : transport.serverDate().filter(told::isAfter).orElse(told);
    }

    PageCommit pageCommit(RawPage page, PageContent content, int parserVersion, int calls, Instant at) {
        boolean last = token == null;
        ledger().add(content);
        List<SyncFinding> findings = new ArrayList<>();
        List<CoverageChange> coverage = last ? coverage(findings) : List.of();
        return new PageCommit(claim, Optional.of(page), parserVersion, content, coverage, last, calls, at, findings);
    }

    private List<CoverageChange> coverage(List<SyncFinding> findings) {
        Instant moment = Objects.requireNonNull(asOf, "coverage is written after a page was read");
        List<CoverageChange> changes = new ArrayList<>();
        claimed.forEach((type, ranges) -> ledger().lines(stream(type), ranges, moment, findings)
                .forEach(line -> changes.add(
                        new CoverageChange(stream(type), line, feed().axis(), Optional.of(feed().settling(type))))));
        return changes;
    }

    StreamId stream(DataType type) {
        return new StreamId(claim.user(), claim.source(), type);
    }

    PageCommit rawOnly(RawPage page, int parserVersion, int calls, Instant at) {
        return new PageCommit(claim, Optional.of(page), parserVersion, PageContent.EMPTY, List.of(), false, calls, at);
    }

    PageCommit unavailable(String reason, Optional<Instant> retryAt, int calls, Instant at) {
        CoverageEntry entry =
                new CoverageEntry(claim.range(), Held.UNAVAILABLE, reason, retryAt.isEmpty(), asOf(at), retryAt, 0);
        List<CoverageChange> changes = feed().primaryFor().stream()
                .map(type -> new CoverageChange(stream(type), entry, feed().axis()))
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
        return FeedRequests.canSplit(feed(), chunk.range());
    }

    /** Newer half first, as everything is fetched. */
    List<TimeRange> halves() {
        TimeRange range = chunk.range();
        Instant middle = FeedRequests.middle(feed(), range);
        return List.of(new TimeRange(middle, range.end()), new TimeRange(range.start(), middle));
    }
}
