package org.healthwarehouse;

import org.healthwarehouse.model.Failure;
import org.healthwarehouse.sync.LogEvent;
import org.healthwarehouse.sync.SyncPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each decision about a read of days. */
final class DailyLog {
    private static final Logger LOG = LoggerFactory.getLogger(DailyLog.class);

    private DailyLog() {}

    /** Something is missing or due and will be asked for. */
    static void fetching(DailyQuery.Asked asked, SyncPlan plan) {
        LOG.info(
                "{} days={}/{} chunks={}: something of the days is missing or due, fetching from the source",
                LogEvent.READ_FETCHING,
                asked.first(),
                asked.last(),
                plan.chunks().size());
    }

    /** The answer is ready. */
    static void answered(DailyQuery.Asked asked, Freshness freshness) {
        switch (freshness.origin()) {
            case STALE ->
                LOG.warn(
                        "{} days={}/{} rows={}: answering with stale data. {}",
                        LogEvent.READ_STALE,
                        asked.first(),
                        asked.last(),
                        freshness.recordCount(),
                        freshness.note());
            case VENDOR ->
                LOG.info(
                        "{} days={}/{} rows={}: answering what is stored now",
                        LogEvent.READ_ANSWERED,
                        asked.first(),
                        asked.last(),
                        freshness.recordCount());
            case LOCAL ->
                LOG.info(
                        "{} days={}/{} rows={}: stored data is used, {}",
                        freshness.freshEnough() ? LogEvent.READ_FRESH : LogEvent.READ_LOCAL,
                        asked.first(),
                        asked.last(),
                        freshness.recordCount(),
                        freshness.freshEnough() ? "it is fresh enough" : "nobody was asked");
        }
    }

    /** There is nothing to answer. */
    static void failed(DailyQuery.Asked asked, Failure failure) {
        LOG.warn(
                "{} days={}/{} failure={}: failed, and nothing of them is stored",
                LogEvent.READ_FAILED,
                asked.first(),
                asked.last(),
                failure.type());
    }
}
