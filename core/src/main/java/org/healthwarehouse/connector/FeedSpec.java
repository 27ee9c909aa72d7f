package org.healthwarehouse.connector;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;

/**
 * One feed as the connector describes it: the unit of fetching.
 *
 * @param id its name inside the source
 * @param axis how its ranges are given
 * @param yields every data type that its pages may hold
 * @param primaryFor the types whose coverage it decides; each type has one primary feed per source
 * @param limits how much may be asked for at once
 * @param selection what the vendor returns for a range
 * @param padding how much the engine asks for on either side of a chunk, because the vendor is unsure at the edges
 * @param lateArrival whether data may turn up long after its time
 * @param settling when answers are final; a feed that has only a current value and keeps the default gets
 *     {@link Settling#CURRENT_VALUE}
 * @param settlingOf when answers are final for single types, where that differs
 */
public record FeedSpec(
        FeedId id,
        TimeAxis axis,
        Set<DataType> yields,
        Set<DataType> primaryFor,
        FetchLimits limits,
        Selection selection,
        Duration padding,
        boolean lateArrival,
        Settling settling,
        Map<DataType, Settling> settlingOf) {
    /** Copies the collections. */
    public FeedSpec {
        yields = Set.copyOf(yields);
        primaryFor = Set.copyOf(primaryFor);
        settling = axis == TimeAxis.NONE && settling.equals(Settling.DEFAULT) ? Settling.CURRENT_VALUE : settling;
        settlingOf = Map.copyOf(settlingOf);
    }

    /** A feed whose types all settle alike. */
    public FeedSpec(
            FeedId id,
            TimeAxis axis,
            Set<DataType> yields,
            Set<DataType> primaryFor,
            FetchLimits limits,
            Selection selection,
            Duration padding,
            boolean lateArrival,
            Settling settling) {
        this(id, axis, yields, primaryFor, limits, selection, padding, lateArrival, settling, Map.of());
    }

    /** A feed of one type, asked by UTC instants, that returns whatever intersects the range, without padding. */
    public static FeedSpec of(FeedId id, DataType type, FetchLimits limits) {
        return new FeedSpec(
                id,
                TimeAxis.UTC,
                Set.of(type),
                Set.of(type),
                limits,
                Selection.INTERSECTS,
                Duration.ZERO,
                true,
                Settling.DEFAULT);
    }

    /** The same feed on another axis. */
    public FeedSpec axis(TimeAxis other) {
        return new FeedSpec(
                id, other, yields, primaryFor, limits, selection, padding, lateArrival, settling, settlingOf);
    }

    /** The same feed with other types: all that its pages may hold, and those of them whose coverage it decides. */
    public FeedSpec types(Set<? extends DataType> yielded, Set<? extends DataType> decided) {
        return new FeedSpec(
                id,
                axis,
                Set.copyOf(yielded),
                Set.copyOf(decided),
                limits,
                selection,
                padding,
                lateArrival,
                settling,
                settlingOf);
    }

    /** The same feed of a vendor that selects items in another way, and is unsure so far beyond either edge. */
    public FeedSpec selecting(Selection other, Duration unsure) {
        return new FeedSpec(id, axis, yields, primaryFor, limits, other, unsure, lateArrival, settling, settlingOf);
    }

    /** The same feed with data that may, or may not, turn up long after its time. */
    public FeedSpec lateArrival(boolean late) {
        return new FeedSpec(id, axis, yields, primaryFor, limits, selection, padding, late, settling, settlingOf);
    }

    /** The same feed with other rules for when answers are final; types with rules of their own keep these. */
    public FeedSpec settling(Settling other) {
        return new FeedSpec(id, axis, yields, primaryFor, limits, selection, padding, lateArrival, other, settlingOf);
    }

    /** The same feed with rules of their own for when answers about one type are final. */
    public FeedSpec settling(DataType type, Settling own) {
        Map<DataType, Settling> more = new HashMap<>(settlingOf);
        more.put(type, own);
        return new FeedSpec(id, axis, yields, primaryFor, limits, selection, padding, lateArrival, settling, more);
    }

    /** When answers about the type are final. */
    public Settling settling(DataType type) {
        return settlingOf.getOrDefault(type, settling);
    }
}
