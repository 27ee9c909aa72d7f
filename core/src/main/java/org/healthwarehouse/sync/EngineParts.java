package org.healthwarehouse.sync;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.coverage.ChunkPlanner;
import org.healthwarehouse.coverage.GapDetector;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.Storage;

/**
 * Everything that the engine is assembled from. Nothing of it is static, so several engines live side by side.
 *
 * @param storage where everything is kept
 * @param connectors one for each source
 * @param transport the way to vendors
 * @param clock the present
 * @param scheduler what runs the steps
 * @param random chance, for jitter and job ids; guarded by the engine
 * @param owner under whose name chunks are claimed
 * @param gapDetector what is missing
 * @param planner how it is cut into chunks
 * @param retry when failed attempts are repeated
 * @param settings numbers
 * @param bySource what is different for single sources
 * @param afterSync who is told of what is new
 */
public record EngineParts(
        Storage storage,
        List<Connector> connectors,
        VendorTransport transport,
        InstantSource clock,
        Scheduler scheduler,
        RandomGenerator random,
        ClaimOwner owner,
        GapDetector gapDetector,
        ChunkPlanner planner,
        RetryPolicy retry,
        SyncSettings settings,
        Map<SourceId, SourceSettings> bySource,
        List<AfterSync> afterSync) {
    /** Copies the collections. */
    public EngineParts {
        connectors = List.copyOf(connectors);
        bySource = Map.copyOf(bySource);
        afterSync = List.copyOf(afterSync);
    }

    /** The parts as they are for one source: with its own numbers, retry policy and transport, where it has some. */
    EngineParts of(SourceId source) {
        SourceSettings own = bySource.get(source);
        return own == null
                ? this
                : new EngineParts(
                        storage,
                        connectors,
                        own.transport().orElse(transport),
                        clock,
                        scheduler,
                        random,
                        owner,
                        gapDetector,
                        planner,
                        own.retry(),
                        own.settings(),
                        bySource,
                        afterSync);
    }

    /** The feeds of a source as the warehouse wants them treated. */
    List<FeedSpec> adjusted(SourceId source, List<FeedSpec> feeds) {
        SourceSettings own = bySource.get(source);
        return own == null
                ? List.copyOf(feeds)
                : feeds.stream().map(own::adjusted).toList();
    }

    Instant now() {
        return clock.instant();
    }

    Connector connector(SourceId source) {
        return connectors.stream()
                .filter(connector -> connector.source().equals(source))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        "source",
                        source,
                        "has no connector here",
                        "add it with .connector(...); there are "
                                + connectors.stream().map(Connector::source).toList()));
    }

    FetchContext context(UserId user, SourceId source, VendorTransport via) {
        return new FetchContext(user, via, clock, StoredMetadata.asking(this, user, source));
    }

    double chance() {
        synchronized (random) {
            return random.nextDouble();
        }
    }

    long newSeed() {
        synchronized (random) {
            return random.nextLong();
        }
    }

    String newId() {
        synchronized (random) {
            return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
        }
    }
}
