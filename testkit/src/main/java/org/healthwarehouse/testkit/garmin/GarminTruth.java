package org.healthwarehouse.testkit.garmin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.testkit.fakes.TrueItem;
import org.healthwarehouse.testkit.garmin.GarminActivity.Sport;

/** What a store must hold of a date, in canonical units. Knows nothing of how a connector reads. */
final class GarminTruth {
    private final GarminAccount account;
    private final GarminDiary diary;
    private final int recordSeconds;
    private final LocalDate date;
    private final long now;
    private final boolean deletedToo;

    /** @param deletedToo whether samples are told of what was deleted */
    GarminTruth(GarminAccount account, int recordSeconds, LocalDate date, long now, boolean deletedToo) {
        this.deletedToo = deletedToo;
        this.account = account;
        diary = account.diary();
        this.recordSeconds = recordSeconds;
        this.date = date;
        this.now = now;
    }

    /**
     * All of a type.
     *
     * @param lost whether the service has lost the files of the date
     */
    List<TrueItem> items(DataType type, boolean lost) {
        if (type instanceof SampleType sampled) {
            List<TrueItem> items = new ArrayList<>(WeightTruth.items(diary, sampled, date, now, deletedToo));
            activities().forEach(each -> items.addAll(samples(each, sampled)));
            if (type.equals(DataTypes.VO2_MAX)) {
                uptake().forEach(items::add);
            }
            if (!lost) {
                items.addAll(readings(sampled));
                items.addAll(counted(sampled));
            }
            return items;
        }
        return RecordTruth.items(account, type, date, now, lost);
    }

    private Stream<GarminActivity> activities() {
        return diary.activities(date).stream().filter(each -> each.isThere(now) || (deletedToo && each.wasThere(now)));
    }

    /** The service names no moment and no device; a value of a date is told as of noon of UTC. */
    private Stream<TrueItem> uptake() {
        long noon = date.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
        return diary.oxygenUptake(date).stream()
                .filter(each -> each.watch().hasUploaded(each.time(), now))
                .reduce((older, newer) -> newer)
                .map(each -> TrueItem.sample(Device.of("connect:vo2max"), "", noon, noon, each.value()))
                .stream();
    }

    private List<TrueItem> readings(SampleType type) {
        List<GarminReading> all = new ArrayList<>(diary.readings(date));
        all.addAll(diary.oxygenUptake(date));
        List<TrueItem> items = new ArrayList<>(all.stream()
                .filter(each -> each.kind().type().equals(type) && each.isValue())
                .filter(each -> each.watch().hasUploaded(each.time(), now))
                .map(GarminReading::truth)
                .toList());
        diary.night(date)
                .filter(night -> night.watch().hasUploaded(night.hrv().time(), now))
                .ifPresent(night -> items.addAll(night(night, type)));
        return items;
    }

    private List<TrueItem> night(GarminNight night, SampleType type) {
        if (type.equals(GarminReading.HRV)) {
            return diary.variability(night).stream().map(GarminReading::truth).toList();
        }
        // Canonical stages are numbered from awake, which is 2, on.
        return type.equals(DataTypes.SLEEP_STAGE)
                ? night.stages().stream()
                        .map(stage -> TrueItem.sample(
                                night.watch().allDay(), "", stage.from(), stage.to(), stage.level() + 1))
                        .toList()
                : List.of();
    }

    private List<TrueItem> counted(SampleType type) {
        Map<SampleType, java.util.function.ToDoubleFunction<GarminHour>> counters = Map.of(
                DataTypes.STEPS, GarminHour::steps,
                DataTypes.DISTANCE_WALKING_RUNNING, GarminHour::metres,
                DataTypes.ACTIVE_ENERGY, GarminHour::kilocalories);
        java.util.function.ToDoubleFunction<GarminHour> counter = counters.get(type);
        if (counter == null) {
            return List.of();
        }
        return diary.segments(date).stream()
                .flatMap(segment -> diary.hours(segment).stream())
                .filter(hour -> hour.watch().hasUploaded(hour.to(), now) && counter.applyAsDouble(hour) > 0)
                .map(hour ->
                        TrueItem.sample(hour.watch().allDay(), "", hour.from(), hour.to(), counter.applyAsDouble(hour)))
                .toList();
    }

    private List<TrueItem> samples(GarminActivity activity, SampleType type) {
        List<TrueItem> items = new ArrayList<>();
        Device device = activity.watch().device();
        SampleType way =
                activity.sport() == Sport.CYCLING ? DataTypes.DISTANCE_CYCLING : DataTypes.DISTANCE_WALKING_RUNNING;
        double speed = activity.sport().speed() / 100.0;
        long step = recordSeconds * 1000L;
        for (long time = activity.start(); time <= activity.end(); time += step) {
            if (type.equals(DataTypes.HEART_RATE)) {
                items.add(TrueItem.sample(device, "", time, time, activity.heartRate()));
            }
            if (type.equals(DataTypes.RUNNING_SPEED) && activity.sport() == Sport.RUNNING) {
                items.add(TrueItem.sample(device, "", time, time, speed));
            }
            if (type.equals(way) && time > activity.start()) {
                items.add(TrueItem.sample(device, "", time - step, time, speed * recordSeconds));
            }
        }
        return items;
    }

    /** A record of which the figures are told that are certain; whole numbers are written like others. */
    static TrueItem record(RecordKey key, long start, long end, Map<String, Object> figures) {
        Map<String, Object> plain = new TreeMap<>(figures);
        plain.replaceAll((name, figure) -> figure instanceof Number number ? number.doubleValue() : figure);
        return TrueItem.record(
                Set.of(key), Instant.ofEpochMilli(start), Instant.ofEpochMilli(end), false, Attributes.of(plain));
    }
}
