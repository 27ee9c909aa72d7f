package org.healthwarehouse.training;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.TimeRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A shelf of analyses, and those that are being made for it at the moment. Computations run outside of any lock. */
final class SingleFlightAnalysisCache implements AnalysisCache {
    private static final Logger LOG = LoggerFactory.getLogger(SingleFlightAnalysisCache.class);

    private final AnalysisShelf shelf;
    private final InstantSource clock;
    private final Map<String, Flight> flights = new ConcurrentHashMap<>();

    /** A computation that runs. */
    private record Flight(Thread owner, CountDownLatch ended) {}

    SingleFlightAnalysisCache(AnalysisShelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    @Override
    public Optional<CachedAnalysis> find(AnalysisKey key) {
        return shelf.hit(key.contentHash(), clock.instant());
    }

    @Override
    public CachedAnalysis getOrCompute(AnalysisKey key, Duration keptFor, Computation computation)
            throws InterruptedException {
        if (keptFor.isNegative() || keptFor.isZero()) {
            throw new InvalidParameterException(
                    "time to keep an analysis", keptFor, "must be positive", "compute without a cache instead");
        }
        String hash = key.contentHash();
        Flight mine = new Flight(Thread.currentThread(), new CountDownLatch(1));
        while (true) {
            Optional<CachedAnalysis> found = shelf.hit(hash, clock.instant());
            if (found.isPresent()) {
                return found.get();
            }
            Flight other = flights.putIfAbsent(hash, mine);
            if (other == null) {
                return fly(key, hash, keptFor, computation, mine);
            }
            await(other);
        }
    }

    private static void await(Flight other) throws InterruptedException {
        if (other.owner() == Thread.currentThread()) {
            throw new IllegalStateException("a computation asked for the analysis that it computes");
        }
        other.ended().await();
    }

    /** Puts the result on the shelf before the flight ends, so that nobody sees neither of the two. */
    private CachedAnalysis fly(AnalysisKey key, String hash, Duration keptFor, Computation computation, Flight mine)
            throws InterruptedException {
        try {
            // Another flight may have ended between the look at the shelf and the beginning of this one.
            Optional<CachedAnalysis> landed = shelf.hit(hash, clock.instant());
            return landed.isPresent() ? landed.get() : make(key, keptFor, computation);
        } finally {
            flights.remove(hash);
            mine.ended().countDown();
        }
    }

    private CachedAnalysis make(AnalysisKey key, Duration keptFor, Computation computation)
            throws InterruptedException {
        String response = computation.compute();
        Instant now = clock.instant();
        CachedAnalysis made = new CachedAnalysis(key, response, 0, now, Optional.empty(), end(now, keptFor));
        keep(made);
        return made;
    }

    /** What cost time or money to make is not thrown away because it cannot be kept. */
    private void keep(CachedAnalysis made) {
        try {
            shelf.put(made);
        } catch (StorageFailedException e) {
            LOG.warn(
                    "analysis.not-kept type={}: answered, and made again next time. {}",
                    made.key().type(),
                    e.getMessage());
        }
    }

    /** Whoever keeps something for ever gives a time that reaches beyond the last date. */
    private static Instant end(Instant now, Duration keptFor) {
        return keptFor.compareTo(Duration.between(now, TimeRange.LATEST)) < 0 ? now.plus(keptFor) : TimeRange.LATEST;
    }

    @Override
    public boolean remove(AnalysisKey key) {
        return shelf.remove(key.contentHash(), clock.instant());
    }

    @Override
    public int removeExpired() {
        return shelf.removeExpired(clock.instant());
    }
}
