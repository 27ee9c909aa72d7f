package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;

/**
 * Everything that one page brings.
 *
 * @param claim the claim under which the page was fetched; its fence must still hold
 * @param page the vendor's bytes; empty if the source could not tell
 * @param parserVersion the version of the parser that read it
 * @param content what was read off the page
 * @param coverage lines to add to the ledger, in this order; empty before the last page of a chunk
 * @param chunkDone whether the chunk is finished with this page
 * @param calls how many calls the page took
 * @param finishedAt when it was committed, by the local clock
 * @param findings what a person should know about the answer
 * @param listings what complete listings say about stored items; only where there is something to say
 * @param derivations what is to be made anew out of the samples that the page changes
 * @param watermark up to when the source was known to be complete when it was asked; empty if it was not. Where it is
 *     known to be complete further by now, the lines are due at once
 * @param raw what becomes of the vendor's bytes
 */
public record PageCommit(
        ChunkClaim claim,
        Optional<RawPage> page,
        int parserVersion,
        PageContent content,
        List<CoverageChange> coverage,
        boolean chunkDone,
        int calls,
        Instant finishedAt,
        List<SyncFinding> findings,
        List<ListingResult> listings,
        List<Derivation> derivations,
        Optional<Instant> watermark,
        Keeping raw) {
    /** Copies the lists. */
    public PageCommit {
        coverage = List.copyOf(coverage);
        findings = List.copyOf(findings);
        listings = List.copyOf(listings);
        derivations = List.copyOf(derivations);
    }

    /** A page out of which nothing is derived, of a feed of which nobody knew how far it is complete. */
    public PageCommit(
            ChunkClaim claim,
            Optional<RawPage> page,
            int parserVersion,
            PageContent content,
            List<CoverageChange> coverage,
            boolean chunkDone,
            int calls,
            Instant finishedAt,
            List<SyncFinding> findings,
            List<ListingResult> listings) {
        this(
                claim,
                page,
                parserVersion,
                content,
                coverage,
                chunkDone,
                calls,
                finishedAt,
                findings,
                listings,
                List.of(),
                Optional.empty(),
                Keeping.BYTES);
    }

    /** A page that says nothing about stored items that it does not name. */
    public PageCommit(
            ChunkClaim claim,
            Optional<RawPage> page,
            int parserVersion,
            PageContent content,
            List<CoverageChange> coverage,
            boolean chunkDone,
            int calls,
            Instant finishedAt,
            List<SyncFinding> findings) {
        this(claim, page, parserVersion, content, coverage, chunkDone, calls, finishedAt, findings, List.of());
    }

    /** A page about which there is nothing to remark. */
    public PageCommit(
            ChunkClaim claim,
            Optional<RawPage> page,
            int parserVersion,
            PageContent content,
            List<CoverageChange> coverage,
            boolean chunkDone,
            int calls,
            Instant finishedAt) {
        this(claim, page, parserVersion, content, coverage, chunkDone, calls, finishedAt, List.of());
    }

    /** The same with more to remark. */
    public PageCommit remarking(List<SyncFinding> more) {
        List<SyncFinding> all = new ArrayList<>(findings);
        all.addAll(more);
        return new PageCommit(
                claim,
                page,
                parserVersion,
                content,
                coverage,
                chunkDone,
                calls,
                finishedAt,
                all,
                listings,
                derivations,
                watermark,
                raw);
    }

    /** The same, written by what was known of how far the source is complete. */
    public PageCommit knowing(Optional<Instant> complete) {
        return new PageCommit(
                claim,
                page,
                parserVersion,
                content,
                coverage,
                chunkDone,
                calls,
                finishedAt,
                findings,
                listings,
                derivations,
                complete,
                raw);
    }

    /** The same with these to be made anew. */
    public PageCommit deriving(List<Derivation> what) {
        return new PageCommit(
                claim,
                page,
                parserVersion,
                content,
                coverage,
                chunkDone,
                calls,
                finishedAt,
                findings,
                listings,
                what,
                watermark,
                raw);
    }

    /** The same with bytes of which that becomes. */
    public PageCommit keeping(Keeping keeping) {
        return new PageCommit(
                claim,
                page,
                parserVersion,
                content,
                coverage,
                chunkDone,
                calls,
                finishedAt,
                findings,
                listings,
                derivations,
                watermark,
                keeping);
    }

    /**
     * What becomes of the vendor's bytes.
     *
     * @param bytes whether they are kept
     * @param complete for which range the page ends an answer that lists everything, of every type of its feed; in the
     *     time of the ledger
     */
    public record Keeping(boolean bytes, Optional<TimeRange> complete) {
        /** They are kept, and say nothing about what else the source has. */
        public static final Keeping BYTES = new Keeping(true, Optional.empty());
    }

    /**
     * One line for the ledger of one stream.
     *
     * @param stream whose ledger
     * @param entry the line
     * @param axis on which axis the ledger is; kept with the stream
     * @param settling the rules under which it was written; empty if none were applied
     */
    public record CoverageChange(StreamId stream, CoverageEntry entry, TimeAxis axis, Optional<Settling> settling) {
        /** One line for a ledger in UTC to which no rules for when answers are final were applied. */
        public CoverageChange(StreamId stream, CoverageEntry entry) {
            this(stream, entry, TimeAxis.UTC, Optional.empty());
        }

        /** One line to which no rules for when answers are final were applied. */
        public CoverageChange(StreamId stream, CoverageEntry entry, TimeAxis axis) {
            this(stream, entry, axis, Optional.empty());
        }

        /** The same about another line. */
        public CoverageChange with(CoverageEntry other) {
            return new CoverageChange(stream, other, axis, settling);
        }
    }
}
