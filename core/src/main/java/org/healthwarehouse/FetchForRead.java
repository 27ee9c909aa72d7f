package org.healthwarehouse;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.sync.SyncPlan;
import org.healthwarehouse.sync.SyncPlan.StreamGap;
import org.healthwarehouse.sync.SyncReport;

/**
 * What was fetched for one answer.
 *
 * @param planned streams that lacked something
 * @param answered what sources answered for, by stream
 * @param calls calls that were made
 * @param error why a source did not answer; that the budget of the read was used up is no error
 * @param forcedSince if set, everything was to be asked again
 * @param outdated why a source could not say what it offers; what it said before was gone by
 * @param untold why a source did not say how far it is complete; what it said before was gone by
 */
record FetchForRead(
        Set<StreamId> planned,
        Map<StreamId, TimeRangeSet> answered,
        int calls,
        Optional<Failure> error,
        Optional<Instant> forcedSince,
        Optional<Failure> outdated,
        Optional<Failure> untold) {
    /** Nobody was asked. */
    static final FetchForRead NONE = new FetchForRead(
            Set.of(), Map.of(), 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Nobody could be asked. */
    static FetchForRead failed(Failure failure, Optional<Instant> forcedSince) {
        return new FetchForRead(
                Set.of(), Map.of(), 0, Optional.of(failure), forcedSince, Optional.empty(), Optional.empty());
    }

    static FetchForRead of(
            SyncPlan plan,
            SyncReport report,
            Optional<Instant> forcedSince,
            Optional<Failure> outdated,
            Optional<Failure> untold) {
        Set<StreamId> planned =
                new HashSet<>(plan.gaps().stream().map(StreamGap::stream).toList());
        return new FetchForRead(
                planned, answered(plan, report), report.calls(), error(report), forcedSince, outdated, untold);
    }

    private static Map<StreamId, TimeRangeSet> answered(SyncPlan plan, SyncReport report) {
        Map<StreamId, TimeRangeSet> answered = new HashMap<>();
        for (SyncReport.JobReport job : report.jobs()) {
            for (SyncPlan.PlannedChunk chunk : plan.chunks()) {
                TimeRangeSet ranges = job.fetched().get(chunk.feed());
                if (chunk.source().equals(job.source()) && ranges != null) {
                    for (DataType type : chunk.types()) {
                        StreamId stream = new StreamId(plan.request().user(), job.source(), type);
                        answered.merge(stream, ranges, TimeRangeSet::union);
                    }
                }
            }
        }
        return answered;
    }

    private static Optional<Failure> error(SyncReport report) {
        for (SyncReport.JobReport job : report.jobs()) {
            Optional<Failure> stopped = job.stoppedBy().filter(failure -> !(failure instanceof Failure.Cancelled));
            Optional<Failure> failed =
                    job.failed().stream().findFirst().map(chunk -> Failure.of(chunk.errorType(), chunk.message()));
            if (stopped.or(() -> failed).isPresent()) {
                return stopped.or(() -> failed);
            }
        }
        return Optional.empty();
    }

    /** What a source answered for just now. */
    TimeRangeSet answered(StreamId stream) {
        return answered.getOrDefault(stream, TimeRangeSet.EMPTY);
    }

    /** Whether a source answered anything. */
    boolean isAnswered() {
        return !answered.isEmpty();
    }
}
