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
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;

/** A program that shares its file with another one: syncs a range in a job of its own; ends with 0 if all is held. */
final class SharingChild {
    static final Instant NOW = SyncingChild.NOW;

    private SharingChild() {}

    /** Between two ages, in days. */
    static SyncRequest request(int oldest, int newest) {
        return SyncRequest.of(DataTypes.HEART_RATE, DataTypes.STEPS, DataTypes.WORKOUT, DataTypes.LOCATION)
                .in(new TimeRange(NOW.minus(Duration.ofDays(oldest)), NOW.minus(Duration.ofDays(newest))));
    }

    public static void main(String[] arguments) {
        // Given from outside: the clocks of two processes on one machine agree.
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(arguments[8]));
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage("sqlite:" + Path.of(arguments[0]))
                .connector(FulcraConnector.builder()
                        .token(arguments[2])
                        .userId(arguments[3])
                        .baseUri(URI.create(arguments[1]))
                        .build())
                .clock(clock)
                .settings(SyncSettings.DEFAULT
                        .pause(Duration.ZERO)
                        .lease(Duration.parse(arguments[4]))
                        .lanes(Integer.parseInt(arguments[5])))
                .build()) {
            SyncReport report = warehouse
                    .sync(request(Integer.parseInt(arguments[6]), Integer.parseInt(arguments[7])))
                    .await();
            System.out.println(report);
            System.exit(report.isComplete() ? 0 : 3);
        }
    }
}
