package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Absence;
import org.healthwarehouse.storage.ListingResult;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageCommit.CoverageChange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StoredItem;
import org.healthwarehouse.storage.SyncFinding;
import org.jspecify.annotations.Nullable;

/**
 * Looks over a page before it is committed. With the last page of a chunk everything is known that its answer says: of
 * what the source cannot tell, which records it has not finished, and which stored items it no longer names.
 */
final class AnswerReview {
    private final EngineParts parts;
    private final JobRunner runner;
    private final ChunkWork work;
    private final List<SyncFinding> findings = new ArrayList<>();
    private final List<ListingResult> listings = new ArrayList<>();
    private List<CoverageChange> lines = new ArrayList<>();

    AnswerReview(EngineParts parts, JobRunner runner, ChunkWork work) {
        this.parts = parts;
        this.runner = runner;
        this.work = work;
    }

    /**
     * The page with what its answer says of the ledger and of stored items.
     *
     * @throws FetchException if the vendor, asked for single records, wants to be left alone
     */
    PageCommit review(PageCommit page, PageBuffer buffer) throws FetchException, InterruptedException {
        work.answer().add(buffer, page.content(), work.startedAt(page.finishedAt()));
        findings.addAll(page.findings());
        findings.addAll(SkippedItems.findings(page));
        lines.addAll(page.coverage());
        if (page.chunkDone()) {
            unavailable();
            keepOpenRecords(work.answer().open().pieces(work.claim().range(), work.asOf()));
            decideAbsences(missed());
        }
        return new PageCommit(
                        page.claim(),
                        page.page(),
                        page.parserVersion(),
                        page.content(),
                        lines,
                        page.chunkDone(),
                        work.calls(),
                        page.finishedAt(),
                        findings,
                        listings)
                .deriving(DerivedStreams.of(
                        parts, work.claim().user(), work.claim().source()));
    }

    private StreamId stream(DataType type) {
        return new StreamId(work.claim().user(), work.claim().source(), type);
    }

    /** What was missing and has been, at the moment that the answer speaks of. */
    private @Nullable TimeRange past() {
        TimeRange range = work.claim().range();
        Instant end = work.asOf().isBefore(range.end()) ? work.asOf() : range.end();
        return range.startMs() < end.toEpochMilli() ? new TimeRange(range.start(), end) : null;
    }

    private void unavailable() {
        Optional<TimeRange> begun = work.begun();
        for (Claim claim : work.answer().unavailable()) {
            Optional<TimeRange> range = begun.flatMap(claim.range()::intersection);
            range.ifPresent(part -> lines.add(new CoverageChange(
                    stream(claim.type()),
                    new CoverageEntry(
                            part,
                            Held.UNAVAILABLE,
                            claim.reason(),
                            claim.retryAt().isEmpty(),
                            work.asOf(),
                            claim.retryAt(),
                            0),
                    work.feed().axis())));
        }
    }

    private void keepOpenRecords(List<OpenRecords.Piece> pieces) {
        Instant settledUntil = work.asOf().minus(work.feed().settling().settleAfter());
        for (OpenRecords.Piece piece : pieces) {
            if (piece.range().end().isAfter(settledUntil)) {
                keepOpen(stream(piece.type()), onLedger(piece.range()));
            } else {
                found(
                        SyncFinding.Kind.UNRESOLVED,
                        piece.type(),
                        piece.range(),
                        "the source never finished this record");
            }
        }
    }

    /** A range of instants on the ledger, where a date may begin long before or after UTC's: whole dates only. */
    private TimeRange onLedger(TimeRange range) {
        return work.feed().axis() == TimeAxis.LOCAL_DATE
                ? TimeRange.ofDates(
                        LedgerAxis.firstDate(range).minusDays(1),
                        LedgerAxis.endDate(range).plusDays(1))
                : range;
    }

    private void keepOpen(StreamId stream, TimeRange range) {
        Duration freshFor = work.feed().settling().freshFor();
        int checks;
        try (Snapshot snapshot = parts.storage().snapshot()) {
            checks = OpenTime.checks(snapshot.coverage(stream, range), freshFor, work.asOf());
        }
        Instant due = work.asOf().plus(OpenTime.wait(freshFor, checks));
        lines = OpenTime.keep(lines, stream, range, due, checks);
    }

    /** Reads what is stored where the listing is complete; before the commit, under the fence of the claim. */
    private List<MissedItems.Found> missed() {
        List<MissedItems.Found> missed = new ArrayList<>();
        TimeRange past = past();
        if (past == null || work.answer().listed().isEmpty()) {
            return missed;
        }
        try (Snapshot snapshot = parts.storage().snapshot()) {
            for (DataType type : work.answer().listed()) {
                work.answer()
                        .certain(type, past)
                        .forEach(certain ->
                                missed.add(MissedItems.find(snapshot, stream(type), work.answer(), certain)));
            }
        }
        return missed;
    }

    private void decideAbsences(List<MissedItems.Found> missed) throws FetchException, InterruptedException {
        Lookups.Allowance allowance = new Lookups.Allowance(runner::stopping);
        for (MissedItems.Found found : missed) {
            if (!found.missed().isEmpty() || !found.known().isEmpty()) {
                decide(found, allowance);
            }
        }
    }

    private void decide(MissedItems.Found found, Lookups.Allowance allowance)
            throws FetchException, InterruptedException {
        Absences.Listed listed = listed(found, Lookups.unknown(found.missed()));
        if (Absences.worthAsking(listed)) {
            listed = listed(
                    found,
                    runner.lookups()
                            .ask(
                                    found,
                                    runner.connector(),
                                    parts.context(
                                            work.claim().user(), work.claim().source(), work.transport()),
                                    allowance));
        }
        Absences.Decision decision = Absences.decide(listed);
        List<Absence> waiting = new ArrayList<>(found.others());
        waiting.addAll(decision.waiting());
        listings.add(new ListingResult(found.stream(), found.reach(), waiting, decision.gone()));
        TimeRange asked = onLedger(work.answer().askedFor(found.range()));
        decision.due().ifPresent(due -> lines = OpenTime.keep(lines, found.stream(), asked, due, 0));
        if (decision.mass()) {
            found(
                    SyncFinding.Kind.MASS_VANISH,
                    found.stream().type(),
                    found.range(),
                    found.missed().size() + " of " + found.stored()
                            + " stored items are missing from the listing; nothing is deleted before it says so again");
        }
    }

    private Absences.Listed listed(MissedItems.Found found, Map<StoredItem, Presence> presences) {
        return new Absences.Listed(
                found.stored(),
                presences,
                found.known(),
                work.answer().first(),
                work.answer().last());
    }

    private void found(SyncFinding.Kind kind, DataType type, TimeRange range, String detail) {
        findings.add(new SyncFinding(
                kind,
                work.claim().user(),
                work.claim().source(),
                Optional.of(type.name()),
                Optional.of(range),
                detail,
                work.asOf()));
    }
}
