package org.healthwarehouse.testkit.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.CoverageLedger;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncReport;

/** Promises that can be checked at any time. */
final class Promises {
    private Promises() {}

    /** Goes by the types that were asked for: one that never reached the store is one big hole. */
    static List<String> completedJobHasNoHole(Incarnation process, SyncReport.JobReport report, List<DataType> types) {
        List<String> broken = new ArrayList<>();
        NewJob job = process.storage().jobs().find(report.job()).orElseThrow().plan();
        try (Snapshot snapshot = process.storage().snapshot()) {
            for (StreamId stream : snapshot.streams(job.user())) {
                if (stream.source().equals(job.source())
                        && job.types().contains(stream.type().name())) {
                    List<CoverageEntry> lines = snapshot.coverage(stream, job.range());
                    TimeRangeSet holes = CoverageLedger.unknown(job.range(), lines);
                    if (!holes.isEmpty()) {
                        broken.add("a completed job left holes in " + stream.type() + ": " + holes);
                    }
                }
            }
        }
        return broken;
    }

    static List<String> nothingIsClaimedInTheFuture(Incarnation process, List<DataType> types, Instant now) {
        List<String> broken = new ArrayList<>();
        TimeRange future = new TimeRange(now.plusMillis(1), TimeRange.LATEST);
        try (Snapshot snapshot = process.storage().snapshot()) {
            for (DataType type : types) {
                StreamId stream = new StreamId(UserId.LOCAL, process.connector().source(), type);
                if (!snapshot.coverage(stream, future).isEmpty()) {
                    broken.add("the future of " + type + " is claimed");
                }
            }
        }
        return broken;
    }
}
