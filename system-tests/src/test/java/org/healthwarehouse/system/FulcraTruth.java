package org.healthwarehouse.system;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.testkit.person.PersonMetric;
import org.healthwarehouse.testkit.person.PersonSample;
import org.healthwarehouse.testkit.person.SyntheticPerson;

/** What the store must hold of a person, said without connector or engine: rows by natural key, as text. */
final class FulcraTruth {
    static final SourceId FULCRA = new SourceId("fulcra");

    /** How a canonical type follows from what the person's devices measured. */
    record Row(SampleType type, PersonMetric metric, DoubleUnaryOperator canonical, boolean channelIsCode) {
        static Row same(SampleType type, PersonMetric metric) {
            return new Row(type, metric, value -> value, false);
        }
    }

    static final List<Row> SAMPLES = List.of(
            Row.same(DataTypes.HEART_RATE, PersonMetric.HEART_RATE),
            Row.same(DataTypes.RESTING_HEART_RATE, PersonMetric.RESTING_HEART_RATE),
            Row.same(DataTypes.HRV_SDNN, PersonMetric.HEART_RATE_VARIABILITY_SDNN),
            Row.same(DataTypes.STEPS, PersonMetric.STEP_COUNT),
            Row.same(DataTypes.DISTANCE_WALKING_RUNNING, PersonMetric.DISTANCE_ON_FOOT),
            Row.same(DataTypes.ACTIVE_ENERGY, PersonMetric.ACTIVE_ENERGY),
            Row.same(DataTypes.BODY_MASS, PersonMetric.WEIGHT),
            Row.same(DataTypes.WRIST_TEMPERATURE, PersonMetric.SLEEPING_WRIST_TEMPERATURE),
            new Row(DataTypes.SPO2, PersonMetric.OXYGEN_SATURATION, value -> value * 100, false),
            new Row(DataTypes.STAND_HOUR, PersonMetric.STAND_HOUR, value -> 1 - value, false),
            new Row(DataTypes.SLEEP_STAGE, PersonMetric.SLEEP_STAGE, value -> value, true));

    private final SyntheticPerson person;

    FulcraTruth(SyntheticPerson person) {
        this.person = person;
    }

    /** What differs between store and truth in a range, a few lines at most. */
    List<String> differences(Snapshot snapshot, DataType type, TimeRange range) {
        Set<String> truth = rows(type, range, Instant.MAX);
        Set<String> stored = stored(snapshot, type, range);
        List<String> differences = new ArrayList<>();
        tell(differences, type, "is missing", minus(truth, stored));
        tell(differences, type, "is too much", minus(stored, truth));
        return differences;
    }

    /** What had ended at that moment and is not in the store. */
    List<String> missing(Snapshot snapshot, DataType type, TimeRange range, Instant asOf) {
        List<String> differences = new ArrayList<>();
        tell(differences, type, "is missing", minus(rows(type, range, asOf), stored(snapshot, type, range)));
        return differences;
    }

    private Set<String> rows(DataType type, TimeRange range, Instant asOf) {
        return type.equals(DataTypes.WORKOUT)
                ? workouts(range, asOf)
                : type.equals(DataTypes.LOCATION) ? locations(range, asOf) : samples(row(type), range, asOf);
    }

    private static void tell(List<String> differences, DataType type, String what, Set<String> rows) {
        if (!rows.isEmpty()) {
            String first = rows.iterator().next();
            differences.add(type + ": " + rows.size() + " rows, for example " + first + ", " + what);
        }
    }

    private static Set<String> minus(Set<String> a, Set<String> b) {
        Set<String> left = new TreeSet<>(a);
        left.removeAll(b);
        return left;
    }

    private static Row row(DataType type) {
        return SAMPLES.stream()
                .filter(row -> row.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> samples(Row row, TimeRange range, Instant asOf) {
        Set<String> rows = new HashSet<>();
        person.samples(row.metric(), range.start(), range.end(), sample -> {
            if (!sample.end().isAfter(asOf)) {
                rows.add(text(row, sample));
            }
        });
        return rows;
    }

    private static String text(Row row, PersonSample sample) {
        double value = row.canonical().applyAsDouble(sample.value());
        String device =
                sample.device().hardwareVersion() + "|" + sample.device().bundleId();
        String channel = row.channelIsCode() ? Long.toString((long) value) : "";
        return text(device, channel, sample.start(), sample.end(), value);
    }

    private static String text(String device, String channel, Instant start, Instant end, double value) {
        return device + " " + channel + " " + start.toEpochMilli() + "/" + end.toEpochMilli() + " " + millionths(value);
    }

    private Set<String> workouts(TimeRange range, Instant asOf) {
        Set<String> rows = new HashSet<>();
        person.workouts(range.start(), range.end()).stream()
                .filter(workout -> !workout.end().isAfter(asOf))
                .forEach(workout -> rows.add(workout.uuid() + " " + workout.start() + "/" + workout.end()));
        return rows;
    }

    private Set<String> locations(TimeRange range, Instant asOf) {
        Set<String> rows = new HashSet<>();
        person.locations(range.start(), range.end()).stream()
                .filter(fix -> !fix.time().isAfter(asOf))
                .forEach(fix -> rows.add(place(fix.uuid().toString(), fix.time(), fix.latitude(), fix.longitude())));
        return rows;
    }

    private static String place(String uuid, Instant time, double latitude, double longitude) {
        return uuid + " " + time.toEpochMilli() + " " + millionths(latitude) + " " + millionths(longitude);
    }

    /** Units are converted there and back on the way, so the last digits may differ. */
    private static long millionths(double value) {
        return Math.round(value * 1e6);
    }

    /** Every row of the type in the store that intersects the range. */
    static Set<String> stored(Snapshot snapshot, DataType type, TimeRange range) {
        List<StreamId> streams = List.of(new StreamId(UserId.LOCAL, FULCRA, type));
        Set<String> rows = new HashSet<>();
        if (type instanceof SampleType) {
            snapshot.samples(
                    streams,
                    range,
                    (series, start, end, value) -> rows.add(text(
                            series.key().device().key(),
                            series.key().channel(),
                            Instant.ofEpochMilli(start),
                            Instant.ofEpochMilli(end),
                            value)));
        } else if (type.equals(DataTypes.WORKOUT)) {
            snapshot.records(
                    streams,
                    range,
                    record -> rows.add(record.keys().stream()
                                    .filter(key -> key.scheme().equals("uuid"))
                                    .findFirst()
                                    .orElseThrow()
                                    .value()
                            + " " + record.start() + "/" + record.end()));
        } else {
            snapshot.locations(
                    streams,
                    range,
                    fix -> rows.add(place(fix.key().value(), fix.time(), fix.latitude(), fix.longitude())));
        }
        return rows;
    }
}
