package org.healthwarehouse.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.CoverageLedger;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.sync.SyncReport;

/** Promises that can be checked at any time. */
final class Promises {
    /** A local date may be this far from the UTC date of the same name, and the present one has only begun. */
    private static final Duration LOCAL_DATE = Duration.ofHours(14 + 24);

    private static final TimeRange EVER = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);

    private Promises() {}

    /**
     * Goes by the types that were asked for: one that never reached the store is one big hole.
     *
     * @param until a moment that lies before every answer of the job; what is later may honestly be unknown, and
     *     vendors tell the time in whole seconds
     */
    static List<String> completedJobHasNoHole(Incarnation process, SyncReport.JobReport report, Instant until) {
        NewJob job = process.storage().jobs().find(report.job()).orElseThrow().plan();
        if (job.kind() == NewJob.Kind.REPROCESS) {
            return report.calls() == 0 ? List.of() : List.of("reading kept pages again made calls");
        }
        List<String> broken = new ArrayList<>();
        try (Snapshot snapshot = process.storage().snapshot()) {
            for (StreamId stream : snapshot.streams(job.user())) {
                if (stream.source().equals(job.source())
                        && isOfTime(process, stream)
                        && job.types().contains(stream.type().name())) {
                    Duration unsure = unsure(process, stream);
                    between(
                                    job.range().start().plus(unsure),
                                    earlier(job.range().end(), until.truncatedTo(ChronoUnit.SECONDS))
                                            .minus(unsure))
                            .ifPresent(range -> broken.addAll(holes(snapshot, stream, range)));
                }
            }
        }
        return broken;
    }

    private static List<String> holes(Snapshot snapshot, StreamId stream, TimeRange range) {
        TimeRangeSet holes = CoverageLedger.unknown(range, snapshot.coverage(stream, range));
        return holes.isEmpty() ? List.of() : List.of("a completed job left holes in " + stream.type() + ": " + holes);
    }

    private static Optional<TimeRange> between(Instant start, Instant end) {
        return start.isBefore(end) ? Optional.of(new TimeRange(start, end)) : Optional.empty();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Duration unsure(Incarnation process, StreamId stream) {
        return process.connectors().axis(stream) == TimeAxis.LOCAL_DATE ? LOCAL_DATE : Duration.ZERO;
    }

    /** Whatever the machine's clock shows. */
    static List<String> nothingIsClaimedInTheFuture(Incarnation process, Stage stage) {
        List<String> broken = new ArrayList<>();
        try (Snapshot snapshot = process.storage().snapshot()) {
            for (StreamId stream : streams(process, stage)) {
                Instant now = stage.now().plus(unsure(process, stream));
                TimeRange future = new TimeRange(now.plusMillis(1), TimeRange.LATEST);
                if (snapshot.coverage(stream, future).stream().anyMatch(line -> line.held() == Held.HELD)) {
                    broken.add("the future of " + stream + " is claimed");
                }
            }
        }
        return broken;
    }

    /** What the ledger says is held as of a moment is there, if the vendor had it at that moment. */
    static List<String> everyAnswerIsStored(Incarnation process, Stage stage) {
        List<String> broken = new ArrayList<>();
        try (Snapshot snapshot = process.storage().snapshot()) {
            for (StreamId stream : streams(process, stage)) {
                for (CoverageEntry line : snapshot.coverage(stream, EVER)) {
                    if (line.held() == Held.HELD && stage.isNew(stream, line)) {
                        broken.addAll(stage.world().missing(snapshot, stream, line.range(), line.fetchedAt()));
                    }
                }
            }
        }
        return broken;
    }

    /** An older answer never takes the place of a newer one. */
    static List<String> overwritesNewer(Storage storage, PageCommit commit) {
        List<String> broken = new ArrayList<>();
        try (Snapshot snapshot = storage.snapshot()) {
            for (PageCommit.CoverageChange change : commit.coverage()) {
                CoverageEntry entry = change.entry();
                if (snapshot.coverage(change.stream(), entry.range()).stream()
                        .anyMatch(line ->
                                line.held() == Held.HELD && line.fetchedAt().isAfter(entry.fetchedAt()))) {
                    broken.add(
                            "an older answer was written over a newer one: " + change.stream() + " " + entry.range());
                }
            }
        }
        return broken;
    }

    private static List<StreamId> streams(Incarnation process, Stage stage) {
        return stage.world().types().stream()
                .flatMap(type -> process.connectors().sources(type).stream()
                        .map(source -> new StreamId(UserId.LOCAL, source, type)))
                .filter(stream -> isOfTime(process, stream))
                .toList();
    }

    /** A current value has no ranges about which anything could be promised. */
    private static boolean isOfTime(Incarnation process, StreamId stream) {
        return process.connectors().axis(stream) != TimeAxis.NONE;
    }
}
