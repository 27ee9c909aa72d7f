package org.healthwarehouse.testkit.whoop;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.testkit.fakes.TrueItem;

/** What a store must hold of a record, in canonical units. Knows nothing of how a connector reads. */
final class WhoopTruth {
    static final List<String> NEEDS = List.of(
            "baseline_milli",
            "need_from_sleep_debt_milli",
            "need_from_recent_strain_milli",
            "need_from_recent_nap_milli");

    private static final double KCAL = 4.184;
    private static final List<String> SPORTS =
            List.of("running", "cycling", "functional fitness", "hiking/rucking", "activity", "sauna");
    private static final List<String> ZONES =
            List.of("zone_zero", "zone_one", "zone_two", "zone_three", "zone_four", "zone_five");

    private WhoopTruth() {}

    static String sport(WhoopEntry entry) {
        return SPORTS.get((int) entry.figures().of("sport").below(SPORTS.size()));
    }

    static boolean hasNewStrap(WhoopEntry entry) {
        return !entry.figures().of("strap").oneIn(6);
    }

    static boolean isKnownMember(WhoopEntry entry) {
        return !entry.figures().of("new member").oneIn(15);
    }

    static boolean hasTrack(WhoopEntry entry) {
        return entry.figures().of("track").oneIn(2);
    }

    static long needMillis(WhoopEntry entry, String part) {
        if (part.contains("nap")) {
            return -entry.count(part, 0, 2_000_000);
        }
        return part.contains("baseline") ? entry.count(part, 24_000_000, 31_000_000) : entry.count(part, 0, 5_000_000);
    }

    static TrueItem item(WhoopEntry entry) {
        return TrueItem.record(
                keys(entry),
                Instant.ofEpochMilli(entry.toldStart()),
                Instant.ofEpochMilli(entry.toldEnd()),
                entry.isOpen(),
                attributes(entry));
    }

    private static Set<RecordKey> keys(WhoopEntry entry) {
        Set<RecordKey> keys = new HashSet<>();
        keys.add(
                entry.kind() == WhoopKind.CYCLE || entry.kind() == WhoopKind.RECOVERY
                        ? new RecordKey("id", entry.id())
                        : RecordKey.uuid(entry.id()));
        if (entry.kind() == WhoopKind.RECOVERY) {
            keys.add(new RecordKey("sleep", entry.sleep()));
        } else {
            Instant start = Instant.ofEpochMilli(entry.start()).truncatedTo(ChronoUnit.SECONDS);
            keys.add(new RecordKey("start", start.toString()));
        }
        return keys;
    }

    private static Attributes attributes(WhoopEntry entry) {
        Map<String, Object> values = new TreeMap<>();
        Map<String, Object> vendor = new TreeMap<>();
        values.put(
                "score_state",
                switch (entry.state()) {
                    case WhoopEntry.SCORED -> "scored";
                    case WhoopEntry.PENDING -> "pending";
                    default -> "unscorable";
                });
        vendor.put("created_at", WhoopJson.time(entry.created()));
        if (entry.kind() != WhoopKind.RECOVERY) {
            values.put("time_zone", entry.offset().getId());
            long dated = entry.kind() == WhoopKind.SLEEP ? entry.end().orElse(entry.start()) : entry.start();
            values.put("local_date", entry.localDate(dated).toString());
        }
        switch (entry.kind()) {
            case CYCLE -> cycle(entry, values);
            case RECOVERY -> recovery(entry, values, vendor);
            case SLEEP -> sleep(entry, values, vendor);
            case WORKOUT -> workout(entry, values);
        }
        if (!vendor.isEmpty()) {
            values.put("vendor", vendor);
        }
        return Attributes.of(values);
    }

    private static void cycle(WhoopEntry entry, Map<String, Object> values) {
        if (entry.isScored()) {
            values.put("strain", entry.figure("strain", 2, 21, 6));
            values.put("energy", entry.figure("kilojoule", 6000, 16000, 3) / KCAL);
            values.put("heart_rate_mean", (double) entry.count("average_heart_rate", 52, 90));
            values.put("heart_rate_max", (double) entry.count("max_heart_rate", 120, 195));
        }
    }

    private static void recovery(WhoopEntry entry, Map<String, Object> values, Map<String, Object> vendor) {
        values.put("cycle_id", Long.toString(entry.cycle()));
        values.put("sleep_id", entry.sleep());
        // That is the moment of the record itself.
        vendor.clear();
        if (!entry.isScored()) {
            return;
        }
        values.put("calibrating", entry.figures().of("calibrating").oneIn(20));
        values.put("score", (double) entry.count("recovery_score", 1, 100));
        values.put("resting_heart_rate", (double) entry.count("resting_heart_rate", 42, 75));
        values.put("hrv_rmssd", entry.figure("hrv_rmssd_milli", 15, 140, 6));
        if (hasNewStrap(entry)) {
            values.put("spo2", entry.figure("spo2_percentage", 92, 99, 4));
            values.put("skin_temperature", entry.figure("skin_temp_celsius", 32, 36, 1));
        }
    }

    private static void sleep(WhoopEntry entry, Map<String, Object> values, Map<String, Object> vendor) {
        values.put("nap", entry.nap());
        values.put("cycle_id", Long.toString(entry.cycle()));
        if (!entry.isScored()) {
            return;
        }
        values.put("time_in_bed", seconds(entry, WhoopNight.IN_BED));
        values.put("awake", seconds(entry, WhoopNight.AWAKE));
        values.put("light", seconds(entry, WhoopNight.LIGHT));
        values.put("deep", seconds(entry, WhoopNight.DEEP));
        values.put("rem", seconds(entry, WhoopNight.REM));
        values.put("asleep", WhoopNight.asleepMillis(entry) / 1000.0);
        values.put("sleep_cycles", entry.count("sleep_cycle_count", 1, 7));
        values.put("awakenings", entry.count("disturbance_count", 0, 25));
        Map<String, Object> needs = new TreeMap<>();
        NEEDS.forEach(part -> needs.put(part, needMillis(entry, part)));
        values.put(
                "needed",
                NEEDS.stream().mapToLong(part -> needMillis(entry, part)).sum() / 1000.0);
        values.put("respiratory_rate", entry.figure("respiratory_rate", 12, 19, 8));
        if (isKnownMember(entry)) {
            values.put("score", (double) entry.count("sleep_performance_percentage", 40, 101));
            values.put("consistency", (double) entry.count("sleep_consistency_percentage", 40, 101));
        }
        values.put("efficiency", WhoopNight.efficiency(entry));
        vendor.put(
                "score",
                Map.of(
                        "sleep_needed",
                        needs,
                        "stage_summary",
                        Map.of(WhoopNight.NO_DATA, WhoopNight.millis(entry, WhoopNight.NO_DATA))));
    }

    private static double seconds(WhoopEntry entry, String stage) {
        return WhoopNight.millis(entry, stage) / 1000.0;
    }

    private static void workout(WhoopEntry entry, Map<String, Object> values) {
        values.put("name", sport(entry));
        values.put("workout_type", sport(entry).replace(' ', '_').replace('/', '_'));
        values.put("duration", (entry.toldEnd() - entry.start()) / 1000.0);
        if (!entry.isScored()) {
            return;
        }
        values.put("strain", entry.figure("strain", 2, 21, 6));
        values.put("heart_rate_mean", (double) entry.count("average_heart_rate", 90, 150));
        values.put("heart_rate_max", (double) entry.count("max_heart_rate", 130, 195));
        values.put("active_energy", entry.figure("kilojoule", 400, 5000, 6) / KCAL);
        values.put("recorded", (double) entry.count("percent_recorded", 80, 101));
        if (hasTrack(entry)) {
            values.put("distance", entry.figure("distance_meter", 800, 30000, 6));
            values.put("elevation_ascended", entry.figure("altitude_gain_meter", 0, 600, 6));
            values.put("elevation_change", entry.figure("altitude_change_meter", -200, 200, 6));
        }
        values.put(
                "zone_durations",
                Stream.of(ZONES)
                        .flatMap(List::stream)
                        .map(zone -> entry.count(zone, 0, 1_200_000) / 1000.0)
                        .toList());
    }
}
