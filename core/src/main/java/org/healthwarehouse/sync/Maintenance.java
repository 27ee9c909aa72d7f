package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the store tidy, duty by duty; one that fails does not keep the others from being done. */
final class Maintenance {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    /** What has expired still serves for a while as the last word of a source that cannot be asked. */
    private static final Duration LAST_WORD_KEPT = Duration.ofDays(30);

    /** No read takes this long, so one as old as this has ended with its process. */
    private static final Duration READ_OVER = Duration.ofDays(1);

    /** Vendors send an event again for hours, not for days. */
    private static final Duration EVENTS_KEPT = Duration.ofDays(7);

    /** Attempts kept of each stream: a year and more of three a day. */
    static final int ATTEMPTS_KEPT = 1_000;

    /** Something to be done for the store from time to time. */
    @FunctionalInterface
    interface Duty {
        /** Does it and answers how many things were tidied. */
        int tidy(Storage storage, Instant now);
    }

    private final Storage storage;
    private final Map<String, Duty> duties = new LinkedHashMap<>();

    Maintenance(Storage storage, ClaimOwner owner) {
        this.storage = storage;
        duties.put("expired-metadata", (store, now) -> store.metadata().removeExpired(now.minus(LAST_WORD_KEPT)));
        duties.put("abandoned-reads", (store, now) -> forgetReads(store, owner, now));
        duties.put("handled-events", (store, now) -> store.events().forget(now.minus(EVENTS_KEPT)));
        duties.put("expired-rows", (store, now) -> store.tables().removeExpired(now));
        duties.put("sync-history", (store, now) -> store.syncLog().keepLast(ATTEMPTS_KEPT));
    }

    /** Forgets the jobs of reads whose process ended before they did. */
    static int forgetReads(Storage storage, ClaimOwner owner, Instant now) {
        return storage.jobs().forgetReads(owner, now.minus(READ_OVER), now);
    }

    /** Does everything that there is to do; throws the last failure, if there was one, when all had their turn. */
    void run(Instant now) {
        HealthWarehouseException failed = null;
        for (Map.Entry<String, Duty> duty : duties.entrySet()) {
            try {
                LOG.info(
                        "maintenance.done duty={} count={}",
                        duty.getKey(),
                        duty.getValue().tidy(storage, now));
            } catch (HealthWarehouseException e) {
                LOG.warn("maintenance.failed duty={} failure={}", duty.getKey(), e.failure());
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
