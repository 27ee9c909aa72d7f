package org.healthwarehouse.system;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.healthwarehouse.garmin.GarminConnector;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.testkit.fakes.StoreTruth;
import org.healthwarehouse.testkit.fakes.TrueItem;
import org.healthwarehouse.testkit.garmin.GarminSimulator;

/** What a store holds of Garmin, in the words of the simulator's truth: one key and some figures of each record. */
final class GarminStored {
    private static final Map<DataType, String> KEYS = Map.of(
            DataTypes.SLEEP, "start",
            DataTypes.HRV_SUMMARY, "date",
            DataTypes.DAILY_SUMMARY, "date",
            DataTypes.TRAINING_READINESS, "moment",
            DataTypes.TRAINING_LOAD, "moment",
            DataTypes.WORKOUT, "id");

    private GarminStored() {}

    static Set<TrueItem> items(Snapshot snapshot, DataType type, TimeRange range) {
        StreamId stream = new StreamId(UserId.LOCAL, GarminConnector.SOURCE, type);
        if (!(type instanceof RecordType)) {
            return StoreTruth.stored(snapshot, stream, range);
        }
        Set<TrueItem> items = new HashSet<>();
        snapshot.records(List.of(stream), range, record -> items.add(item(type, record)));
        return items;
    }

    /** A record without the key is told with all that it has. */
    private static TrueItem item(DataType type, HealthRecord record) {
        Set<RecordKey> keys = record.keys().stream()
                .filter(key -> key.scheme().equals(KEYS.get(type)))
                .collect(Collectors.toSet());
        Map<String, Object> figures = new TreeMap<>();
        record.attributes().asMap().forEach((name, value) -> {
            if (value != null && GarminSimulator.figures(type).contains(name)) {
                figures.put(name, value instanceof Number number ? number.doubleValue() : value);
            }
        });
        return TrueItem.record(
                keys.isEmpty() ? record.keys() : keys,
                record.start(),
                record.end(),
                record.open(),
                Attributes.of(figures));
    }
}
