package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.sync.SyncEvent;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener that goes on with a job as soon as it hears that it has stopped. */
class ResumeWhenToldTest {
    @TempDir
    Path folder;

    @Test
    void aListenerThatResumesOnHearingOfTheEndStartsANewRun() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        vendor.thenFail(new Failure.InvalidParameter("refused"));
        List<SyncRun> resumed = new ArrayList<>();
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            SyncReport stopped = bench.warehouse
                    .sync(SyncRequest.of(HEART_RATE).last(Duration.ofDays(5)), event -> {
                        if (event instanceof SyncEvent.Ended) {
                            resumed.add(bench.warehouse.resume(event.job()));
                        }
                    })
                    .await();
            assertThat(stopped.jobs().get(0).state()).isEqualTo(JobState.FAILED);

            SyncReport report = resumed.get(0).await();

            assertThat(report.jobs().get(0).job())
                    .isEqualTo(stopped.jobs().get(0).job());
            assertThat(report.jobs().get(0).state()).isEqualTo(JobState.COMPLETED);
            assertThat(report.calls()).isEqualTo(1);
        }
    }
}
