package org.healthwarehouse.system;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.sync.ReprocessRequest;
import org.healthwarehouse.sync.SyncEvent;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncSettings;

/**
 * Reads the pages of a store again by the mended parser, going on with what it finds unfinished; says of each part when
 * it is done, and at the end how it ended. Nobody can be asked.
 */
final class ReprocessingChild {
    /** After the last page of the sync, however long that took. */
    private static final Clock CLOCK = Clock.fixed(SyncingChild.NOW.plus(Duration.ofDays(1)), ZoneOffset.UTC);

    private ReprocessingChild() {}

    static Connector connector(String token, String user, URI base) {
        return FulcraConnector.builder().token(token).userId(user).baseUri(base).build();
    }

    public static void main(String[] arguments) {
        Connector real = connector("none", arguments[1], URI.create("http://127.0.0.1"));
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage("sqlite:" + Path.of(arguments[0]))
                .connector(RereadConnector.rightly(real, 2))
                .transport(ReprocessWorldsTest.UNREACHABLE)
                .clock(CLOCK)
                .settings(SyncSettings.DEFAULT.lanes(1))
                .build()) {
            List<SyncJob> open = warehouse.jobs().stream()
                    .filter(job -> job.plan().kind() == NewJob.Kind.REPROCESS && job.state() != JobState.COMPLETED)
                    .toList();
            SyncReport report = open.isEmpty()
                    ? warehouse
                            .reprocess(ReprocessRequest.everything(), ReprocessingChild::tell)
                            .await()
                    : warehouse
                            .resume(open.get(0).id(), ReprocessingChild::tell)
                            .await();
            report.jobs().forEach(job -> System.out.println("ended " + job.state() + " of " + job.chunksTotal()));
        }
    }

    private static void tell(SyncEvent event) {
        if (event instanceof SyncEvent.ChunkDone done) {
            System.out.println("done " + done.feed() + " " + done.range());
        }
    }
}
