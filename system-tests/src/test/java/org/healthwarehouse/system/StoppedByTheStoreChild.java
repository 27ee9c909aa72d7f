package org.healthwarehouse.system;

import java.nio.file.Path;
import java.time.Duration;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.testkit.time.ManualClock;

/** Syncs until the store may not grow; ends with 0 if that paused the job and what was committed is readable. */
final class StoppedByTheStoreChild {
    private StoppedByTheStoreChild() {}

    public static void main(String[] arguments) {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));
        try (HealthWarehouse warehouse =
                StorageFaultsTest.open(Path.of(arguments[0]), vendor, new ManualClock(Bench.NOW))) {
            SyncReport.JobReport job =
                    warehouse.sync(StorageFaultsTest.REQUEST).await().jobs().get(0);
            int rows = StorageFaultsTest.stored(warehouse).data().size();
            System.err.println(job + " rows=" + rows);
            boolean paused = job.state() == JobState.PAUSED
                    && job.stoppedBy()
                            .filter(Failure.StorageFailed.class::isInstance)
                            .isPresent();
            System.exit(paused && job.chunksDone() > 0 && rows == job.chunksDone() * 24 ? 0 : 3);
        }
    }
}
