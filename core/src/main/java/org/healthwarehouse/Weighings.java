package org.healthwarehouse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SeriesKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.Weighing;
import org.healthwarehouse.storage.SeriesCollector;
import org.healthwarehouse.storage.Snapshot;

/** Puts together again what a scale measured at once: its numbers are stored as samples of several types. */
final class Weighings {
    private final Snapshot snapshot;
    private final List<StreamId> streams;
    private final TimeRange range;

    /** @param streams those of the body mass */
    Weighings(Snapshot snapshot, List<StreamId> streams, TimeRange range) {
        this.snapshot = snapshot;
        this.streams = streams;
        this.range = range;
    }

    /** In order of time. */
    List<Weighing> read() {
        Map<Place, Double> index = measured(DataTypes.BODY_MASS_INDEX);
        Map<Place, Double> fat = measured(DataTypes.BODY_FAT);
        Map<Place, Double> water = measured(DataTypes.BODY_WATER);
        Map<Place, Double> muscle = measured(DataTypes.MUSCLE_MASS);
        Map<Place, Double> bone = measured(DataTypes.BONE_MASS);
        List<Weighing> found = new ArrayList<>();
        each(
                DataTypes.BODY_MASS,
                (place, kilograms) -> found.add(new Weighing(
                        Instant.ofEpochMilli(place.atMs()),
                        kilograms,
                        at(place, index),
                        at(place, fat),
                        at(place, water),
                        at(place, muscle),
                        at(place, bone),
                        place.source(),
                        place.device())));
        return List.copyOf(found);
    }

    private Map<Place, Double> measured(SampleType type) {
        Map<Place, Double> found = new HashMap<>();
        each(type, found::put);
        return found;
    }

    private void each(SampleType type, Measured measured) {
        List<StreamId> ofType = streams.stream()
                .map(stream -> new StreamId(stream.user(), stream.source(), type))
                .toList();
        SeriesCollector collector = new SeriesCollector();
        snapshot.samples(ofType, range, collector);
        SampleSeries samples = collector.series(type);
        long[] starts = samples.timestamps();
        double[] values = samples.values();
        int[] series = samples.seriesIndex();
        for (int i = 0; i < samples.size(); i++) {
            SeriesKey key = samples.series().get(series[i]);
            measured.add(new Place(starts[i], key.source(), key.device()), values[i]);
        }
    }

    private static OptionalDouble at(Place place, Map<Place, Double> values) {
        Double value = values.get(place);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private record Place(long atMs, SourceId source, Device device) {}

    private interface Measured {
        void add(Place place, double value);
    }
}
