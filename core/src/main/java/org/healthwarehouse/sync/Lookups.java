package org.healthwarehouse.sync;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.storage.Absence;
import org.healthwarehouse.storage.StoredItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a source for single records that a listing did not name. Answers are remembered for the length of a run, so that
 * a chunk that has to wait in between goes on where it was. Thread-safe.
 */
final class Lookups {
    private static final Logger LOG = LoggerFactory.getLogger(Lookups.class);

    private final Map<Asked, Presence> answers = new ConcurrentHashMap<>();

    private record Asked(DataType type, RecordKey key) {}

    /** How many more calls one chunk may make. */
    static final class Allowance {
        private int left = 20;
        private final BooleanSupplier stopping;

        Allowance(BooleanSupplier stopping) {
            this.stopping = stopping;
        }

        private boolean take() {
            return !stopping.getAsBoolean() && left-- > 0;
        }
    }

    /**
     * What the source says of each item; unknown where it cannot be asked, or not now. What was missed before is asked
     * for first.
     *
     * @throws FetchException if the vendor wants to be left alone for a while, knows the person no more, or would
     *     answer nothing else either
     */
    Map<StoredItem, Presence> ask(
            MissedItems.Found found, Connector connector, FetchContext context, Allowance allowance)
            throws FetchException, InterruptedException {
        Set<StoredItem> before = found.known().stream().map(Absence::item).collect(Collectors.toSet());
        Comparator<StoredItem> knownFirst = Comparator.comparing(item -> !before.contains(item));
        Map<StoredItem, Presence> presences = new LinkedHashMap<>();
        for (StoredItem item : found.missed().stream().sorted(knownFirst).toList()) {
            boolean record = found.stream().type() instanceof RecordType;
            presences.put(
                    item,
                    record && item instanceof StoredItem.Named named
                            ? ask(new Asked(found.stream().type(), named.key()), connector, context, allowance)
                            : Presence.UNKNOWN);
        }
        return presences;
    }

    /** Without asking: nothing is known of any item. */
    static Map<StoredItem, Presence> unknown(List<StoredItem> items) {
        Map<StoredItem, Presence> presences = new LinkedHashMap<>();
        items.forEach(item -> presences.put(item, Presence.UNKNOWN));
        return presences;
    }

    private Presence ask(Asked asked, Connector connector, FetchContext context, Allowance allowance)
            throws FetchException, InterruptedException {
        Presence known = answers.get(asked);
        if (known != null || !allowance.take()) {
            return known == null ? Presence.UNKNOWN : known;
        }
        Presence answer = lookup(asked, connector, context);
        answers.put(asked, answer);
        return answer;
    }

    private static Presence lookup(Asked asked, Connector connector, FetchContext context)
            throws FetchException, InterruptedException {
        try {
            return connector.lookup(asked.type, asked.key, context);
        } catch (FetchException e) {
            if (e.endsTheRun()
                    || e.failure() instanceof Failure.RateLimited
                    || e.failure() instanceof Failure.AuthenticationFailed) {
                throw e;
            }
            return Presence.UNKNOWN;
        } catch (HealthWarehouseException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("sync.lookup-failed source={} type={}", connector.source(), asked.type.name(), e);
            return Presence.UNKNOWN;
        }
    }
}
