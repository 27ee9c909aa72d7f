package org.healthwarehouse.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.healthwarehouse.connector.Budget.Allowance;
import org.healthwarehouse.model.SourceId;

/** Counts as a store does, as long as the process lives. */
final class MemoryQuota implements QuotaStore {
    private final Map<Key, NavigableMap<Long, Integer>> used = new HashMap<>();

    private record Key(SourceId source, String scope, Duration window) {}

    @Override
    public synchronized Reservation reserve(SourceId source, String scope, List<Allowance> allowances, Instant now) {
        Optional<Reservation.NotBefore> latest = Optional.empty();
        for (Allowance allowance : allowances) {
            Optional<Instant> opens =
                    QuotaBuckets.opensAt(calls(new Key(source, scope, allowance.window()), now), allowance);
            if (opens.isPresent()
                    && latest.filter(other -> other.at().isAfter(opens.get())).isEmpty()) {
                latest = Optional.of(new Reservation.NotBefore(opens.get(), allowance));
            }
        }
        if (latest.isPresent()) {
            return latest.get();
        }
        count(source, scope, allowances, now);
        return new Reservation.Granted();
    }

    @Override
    public synchronized void count(SourceId source, String scope, List<Allowance> allowances, Instant now) {
        allowances.stream()
                .map(Allowance::window)
                .distinct()
                .forEach(window -> calls(new Key(source, scope, window), now)
                        .merge(QuotaBuckets.startMs(window, now), 1, Integer::sum));
    }

    /** What still counts; calls dated after now were made under a clock that was ahead, and count as of now. */
    private NavigableMap<Long, Integer> calls(Key key, Instant now) {
        NavigableMap<Long, Integer> calls = used.computeIfAbsent(key, window -> new TreeMap<>());
        calls.headMap(QuotaBuckets.expiredMs(key.window, now), true).clear();
        Map<Long, Integer> ahead = calls.tailMap(QuotaBuckets.startMs(key.window, now), false);
        int moved = ahead.values().stream().mapToInt(Integer::intValue).sum();
        ahead.clear();
        if (moved > 0) {
            calls.merge(QuotaBuckets.startMs(key.window, now), moved, Integer::sum);
        }
        return calls;
    }
}
