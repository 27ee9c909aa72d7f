package org.healthwarehouse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.sync.SyncEngine;

/** Says of which source the days of a user are. */
final class DaySources {
    private final SyncEngine engine;
    private final UserId user;
    private final List<StreamId> stored;

    DaySources(SyncEngine engine, UserId user, List<StreamId> stored) {
        this.engine = engine;
        this.user = user;
        this.stored = stored;
    }

    /**
     * The source.
     *
     * @param chosen by the caller
     * @param mayAsk whether sources may be asked what they offer
     * @return empty if no source has days
     * @throws InvalidParameterException if the chosen one is unknown here, or none was chosen and there are several
     */
    Optional<SourceId> choose(Optional<SourceId> chosen, boolean mayAsk) {
        if (chosen.isPresent()) {
            requireKnown(chosen.get());
            return chosen;
        }
        Set<SourceId> all = best();
        if (all.size() > 1 && mayAsk) {
            all.forEach(this::ask);
            all = best();
        }
        if (all.size() > 1) {
            throw new InvalidParameterException(
                    "source of days", all, "must be one, for days of several are not mixed", "choose with .from(...)");
        }
        return all.stream().findFirst();
    }

    private void requireKnown(SourceId source) {
        boolean known = engine.sources().contains(source)
                || stored.stream().anyMatch(stream -> stream.source().equals(source));
        if (!known) {
            throw new InvalidParameterException(
                    "source",
                    source,
                    "has no connector here, and nothing of it is stored",
                    "add it with .connector(...); there are " + engine.sources());
        }
    }

    /** What it offers is known then; one that cannot say may still have days. */
    private void ask(SourceId source) {
        if (engine.sources().contains(source)) {
            try {
                var unused = engine.offeredStreams(user, source);
            } catch (HealthWarehouseException e) {
                // The read of its days tells why.
            }
        }
    }

    /** Whoever knows cycles knows days; the others are asked if nobody does. */
    private Set<SourceId> best() {
        for (RecordType type : List.of(DataTypes.CYCLE, DataTypes.RECOVERY, DataTypes.SLEEP, DataTypes.WORKOUT)) {
            Set<SourceId> with = with(type);
            if (!with.isEmpty()) {
                return with;
            }
        }
        return Set.of();
    }

    private Set<SourceId> with(RecordType type) {
        Predicate<StreamId> ofType = stream -> stream.type().equals(type);
        Set<SourceId> sources =
                stored.stream().filter(ofType).map(StreamId::source).collect(Collectors.toCollection(TreeSet::new));
        engine.possibleStreams(user, type).forEach(stream -> sources.add(stream.source()));
        return sources;
    }
}
