package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.sync.LogEvent;
import org.healthwarehouse.sync.SyncPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each decision about a read. */
final class ReadLog {
    private static final Logger LOG = LoggerFactory.getLogger(ReadLog.class);

    private ReadLog() {}

    /** Something is missing or due and will be asked for. */
    static void fetching(DataType type, SyncPlan plan, Optional<Instant> lastSync, Duration threshold, Instant now) {
        if (lastSync.isEmpty()) {
            LOG.info("{} type={}: first sync of something of this", LogEvent.READ_FIRST_SYNC, type.name());
        } else if (plan.request().isForced()) {
            LOG.info("{} type={}: asked for again on request", LogEvent.READ_DUE, type.name());
        } else {
            LOG.info(
                    "{} type={} age={} threshold={} gaps={}: due, stored data is beyond its threshold or lacks something",
                    LogEvent.READ_DUE,
                    type.name(),
                    Duration.between(lastSync.get(), now),
                    threshold,
                    plan.gaps().size());
        }
        LOG.info(
                "{} type={} chunks={}: fetching from the source",
                LogEvent.READ_FETCHING,
                type.name(),
                plan.chunks().size());
    }

    /** The answer is ready. */
    static void answered(DataType type, ReadMode mode, Freshness freshness) {
        switch (freshness.origin()) {
            case STALE ->
                LOG.warn(
                        "{} type={} rows={}: answering with stale data. {}",
                        LogEvent.READ_STALE,
                        type.name(),
                        freshness.recordCount(),
                        freshness.note());
            case VENDOR ->
                LOG.info(
                        "{} type={} rows={}: answering what is stored now",
                        LogEvent.READ_ANSWERED,
                        type.name(),
                        freshness.recordCount());
            case LOCAL -> local(type, mode, freshness);
        }
    }

    private static void local(DataType type, ReadMode mode, Freshness freshness) {
        if (mode == ReadMode.LOCAL_ONLY || !freshness.freshEnough()) {
            LOG.info(
                    "{} type={} rows={}: stored data is used, nobody was asked",
                    LogEvent.READ_LOCAL,
                    type.name(),
                    freshness.recordCount());
        } else {
            LOG.info(
                    "{} type={} rows={} age={} threshold={}: stored data is used, it is fresh enough",
                    LogEvent.READ_FRESH,
                    type.name(),
                    freshness.recordCount(),
                    freshness.age().map(Duration::toString).orElse("unknown"),
                    freshness.threshold());
        }
    }

    /** There is nothing to answer. */
    static void failed(DataType type, Failure failure) {
        LOG.warn(
                "{} type={} failure={}: failed, and nothing of it is stored",
                LogEvent.READ_FAILED,
                type.name(),
                failure.type());
    }
}
