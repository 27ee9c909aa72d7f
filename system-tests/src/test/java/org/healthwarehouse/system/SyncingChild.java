package org.healthwarehouse.system;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;

/** The program that is killed: resumes what it finds unfinished, then syncs the range; ends with 0 if all is held. */
final class SyncingChild {
    static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    static final TimeRange RANGE = new TimeRange(NOW.minus(Duration.ofDays(60)), NOW.minus(Duration.ofDays(20)));
    static final SyncRequest REQUEST = SyncRequest.of(
                    DataTypes.HEART_RATE, DataTypes.STEPS, DataTypes.SLEEP_STAGE, DataTypes.WORKOUT, DataTypes.LOCATION)
            .in(RANGE);

    private SyncingChild() {}

    public static void main(String[] arguments) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), NOW));
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage("sqlite:" + Path.of(arguments[0]))
                .connector(FulcraConnector.builder()
                        .token(arguments[2])
                        .userId(arguments[3])
                        .baseUri(URI.create(arguments[1]))
                        .build())
                .clock(clock)
                .settings(SyncSettings.DEFAULT.pause(Duration.ZERO))
                .build()) {
            for (SyncJob job : warehouse.jobs()) {
                if (job.state() != JobState.COMPLETED) {
                    SyncReport unused = warehouse.resume(job.id()).await();
                }
            }
            SyncReport report = warehouse.sync(REQUEST).await();
            System.exit(report.isComplete() ? 0 : 3);
        }
    }
}
