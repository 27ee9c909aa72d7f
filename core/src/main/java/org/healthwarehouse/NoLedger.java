package org.healthwarehouse;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.LedgerStore;
import org.healthwarehouse.storage.Sweep;

/** The ledger of a warehouse that keeps nothing: empty, and not to be changed. */
record NoLedger(DisabledStorage storage) implements LedgerStore {
    @Override
    public int rewrite(Collection<StreamId> streams, TimeRange range, Rule rule) {
        throw storage.refusal("changing the ledger");
    }

    @Override
    public int reopen(StreamId stream, Set<FeedId> feeds, TimeRange range, Rule rule) {
        throw storage.refusal("changing the ledger");
    }

    @Override
    public Map<String, Settling> settlings(UserId user, SourceId source) {
        return Map.of();
    }

    @Override
    public int adopt(StreamId stream, Settling settling, Rule rule) {
        throw storage.refusal("changing the ledger");
    }

    @Override
    public Optional<Sweep> sweep(UserId user, SourceId source, FeedId feed) {
        return Optional.empty();
    }

    @Override
    public void keep(UserId user, SourceId source, FeedId feed, Sweep sweep) {
        throw storage.refusal("a sweep");
    }
}
