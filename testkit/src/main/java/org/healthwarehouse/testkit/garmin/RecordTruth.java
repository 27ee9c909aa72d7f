package org.healthwarehouse.testkit.garmin;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.testkit.fakes.TrueItem;

/** What a store must hold of records: by one key, with the figures that are certain. */
final class RecordTruth {
    /** Which figures of a record are told here; what else a store knows of it is its own matter. */
    static final Map<DataType, Set<String>> FIGURES = Map.of(
            DataTypes.SLEEP, Set.of("awake", "light", "deep", "rem", "asleep", "score"),
            DataTypes.HRV_SUMMARY, Set.of("week_mean", "night_mean", "night_max", "status", "local_date"),
            DataTypes.DAILY_SUMMARY,
                    Set.of(
                            "local_date",
                            "steps",
                            "distance",
                            "active_energy",
                            "heart_rate_min",
                            "heart_rate_max",
                            "resting_heart_rate",
                            "stress_mean",
                            "stress_max"),
            DataTypes.TRAINING_READINESS,
                    Set.of("local_date", "score", "level", "context", "recovery_time", "acute_load"),
            DataTypes.TRAINING_LOAD, Set.of("local_date", "acute", "chronic", "ratio"),
            DataTypes.WORKOUT, Set.of("name", "workout_type", "duration", "distance", "heart_rate_mean", "local_date"));

    private RecordTruth() {}

    static List<TrueItem> items(GarminAccount account, DataType type, LocalDate date, long now, boolean lost) {
        GarminDiary diary = account.diary();
        Optional<GarminNight> night = diary.night(date)
                .filter(each -> each.watch().hasUploaded(each.hrv().time(), now));
        Stream<TrueItem> items = Stream.empty();
        if (type.equals(DataTypes.SLEEP) && !lost) {
            items = night.stream().map(RecordTruth::sleep);
        } else if (type.equals(DataTypes.HRV_SUMMARY)) {
            items = night.stream().map(each -> variability(date, each.hrv()));
        } else if (type.equals(DataTypes.DAILY_SUMMARY)) {
            items = GarminTotals.of(diary, date, now).stream().map(totals -> summary(diary, totals));
        } else if (type.equals(DataTypes.TRAINING_READINESS)) {
            items = diary.snapshots(date).stream()
                    .filter(each -> each.watch().hasUploaded(each.time(), now))
                    .map(each -> readiness(date, each));
        } else if (type.equals(DataTypes.TRAINING_LOAD)) {
            items = diary.loads(date).stream()
                    .filter(each -> each.watch().hasUploaded(each.time(), now))
                    .map(each -> load(date, each));
        } else if (type.equals(DataTypes.WORKOUT)) {
            items = diary.activities(date).stream()
                    .filter(each -> each.isThere(now))
                    .map(each -> workout(each, now));
        }
        return items.toList();
    }

    private static TrueItem sleep(GarminNight night) {
        double light = night.seconds(2);
        double deep = night.seconds(3);
        double rem = night.seconds(4);
        return GarminTruth.record(
                new RecordKey("start", Long.toString(night.start() / 1000)),
                night.start(),
                night.end(),
                Map.of(
                        "awake",
                        night.seconds(1),
                        "light",
                        light,
                        "deep",
                        deep,
                        "rem",
                        rem,
                        "asleep",
                        light + deep + rem,
                        "score",
                        (double) night.score()));
    }

    private static TrueItem variability(LocalDate date, GarminNight.Hrv hrv) {
        String status = List.of("none", "poor", "low", "unbalanced", "balanced").get(hrv.status());
        return GarminTruth.record(
                new RecordKey("date", date.toString()),
                hrv.time(),
                hrv.time(),
                Map.of(
                        "week_mean", (double) hrv.week(),
                        "night_mean", (double) hrv.night(),
                        "night_max", (double) hrv.high(),
                        "status", status,
                        "local_date", date.toString()));
    }

    private static TrueItem summary(GarminDiary diary, GarminTotals totals) {
        Map<String, Object> figures = new TreeMap<>(Map.of(
                "local_date", totals.date().toString(),
                "steps", totals.steps(),
                "distance", totals.metres(),
                "active_energy", (double) totals.kilocalories()));
        put(figures, "heart_rate_min", totals.heartRateMin());
        put(figures, "heart_rate_max", totals.heartRateMax());
        put(figures, "resting_heart_rate", totals.restingHeartRate());
        put(figures, "stress_mean", totals.stressMean());
        put(figures, "stress_max", totals.stressMax());
        return GarminTruth.record(
                new RecordKey("date", totals.date().toString()),
                diary.calendar().start(totals.date()),
                diary.calendar().end(totals.date()),
                figures);
    }

    private static void put(Map<String, Object> figures, String name, int value) {
        if (value >= 0) {
            figures.put(name, value);
        }
    }

    private static TrueItem readiness(LocalDate date, GarminSnapshot each) {
        return GarminTruth.record(
                moment(each.time(), each.watch()),
                each.time(),
                each.time(),
                Map.of(
                        "local_date", date.toString(),
                        "score", each.score(),
                        "level", each.level().toLowerCase(Locale.ROOT),
                        "context", each.context().toLowerCase(Locale.ROOT),
                        "recovery_time", 60 * each.recoveryMinutes(),
                        "acute_load", each.load()));
    }

    private static TrueItem load(LocalDate date, GarminLoad each) {
        return GarminTruth.record(
                moment(each.time(), each.watch()),
                each.time(),
                each.time(),
                Map.of(
                        "local_date", date.toString(),
                        "acute", each.acute(),
                        "chronic", each.chronic(),
                        "ratio", each.ratio()));
    }

    private static RecordKey moment(long time, GarminWatch watch) {
        return new RecordKey("moment", time / 1000 + ":connect:" + watch.serial());
    }

    private static TrueItem workout(GarminActivity activity, long now) {
        return GarminTruth.record(
                new RecordKey("id", Long.toString(activity.id())),
                activity.start(),
                activity.end(),
                Map.of(
                        "name", activity.name(now),
                        "workout_type", activity.typeKey(now),
                        "duration", (double) activity.seconds(),
                        "distance", activity.metres(),
                        "heart_rate_mean", (double) activity.heartRate(),
                        "local_date", activity.date().toString()));
    }
}
