package org.healthwarehouse.testkit.simulation;

import java.time.Duration;
import java.util.List;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;

/**
 * The end of a simulation: no more faults, the clock is right, and weeks later everything that was ever asked for is
 * asked for again, a few times with hours between, until nothing is left to fetch. Then the store must equal the truth.
 */
final class Finale {
    private static final List<Duration> PAUSES =
            List.of(Duration.ofDays(40), Duration.ofHours(3), Duration.ofHours(26), Duration.ofDays(8));

    private final Stage stage;
    private final SimulatedProcess process;

    Finale(Stage stage, SimulatedProcess process) {
        this.stage = stage;
        this.process = process;
    }

    void play() {
        stage.world().faults(false);
        stage.setLocalClock(Duration.ZERO);
        process.life().connectors().allowSettled(false);
        for (Duration pause : PAUSES) {
            stage.advance(pause);
            stage.tell("finale");
            askForEverything();
        }
        int before = process.fetches();
        askForEverything();
        if (process.fetches() != before) {
            stage.violated("a second sync of settled ranges made calls");
        }
        compare();
    }

    private void askForEverything() {
        stage.requested()
                .forEach((type, ranges) -> ranges.ranges().forEach(range -> {
                    SyncReport report = process.life()
                            .warehouse()
                            .sync(SyncRequest.of(type).in(range))
                            .await();
                    if (!report.isComplete()) {
                        stage.violated("without faults a sync did not complete: " + report);
                    }
                }));
    }

    private void compare() {
        try (Snapshot snapshot = process.life().storage().snapshot()) {
            stage.requested()
                    .forEach((type, ranges) -> ranges.ranges()
                            .forEach(range -> stage.violated(stage.world().differences(snapshot, type, range))));
        }
    }
}
