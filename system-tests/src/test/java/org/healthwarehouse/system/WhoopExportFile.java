package org.healthwarehouse.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;

/**
 * Writes what a store holds of WHOOP as the app exports it: rounded, in local time, without identities, newest first.
 */
final class WhoopExportFile {
    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final String COMMON = "Cycle start time,Cycle end time,Cycle timezone,";
    private static final String NIGHT = "Sleep onset,Wake onset,Sleep performance %,Respiratory rate (rpm),"
            + "Asleep duration (min),In bed duration (min),Light sleep duration (min),Deep (SWS) duration (min),"
            + "REM duration (min),Awake duration (min),Sleep need (min),Sleep debt (min),Sleep efficiency %,"
            + "Sleep consistency %";

    private final Map<RecordType, List<HealthRecord>> records = new TreeMap<>(Comparator.comparing(RecordType::name));

    WhoopExportFile(Snapshot snapshot, TimeRange range) {
        for (RecordType type : List.of(DataTypes.CYCLE, DataTypes.RECOVERY, DataTypes.SLEEP, DataTypes.WORKOUT)) {
            List<HealthRecord> found = new ArrayList<>();
            snapshot.records(List.of(new StreamId(UserId.LOCAL, SourceId.of("whoop"), type)), range, found::add);
            found.sort(Comparator.comparing(HealthRecord::start).reversed());
            records.put(type, found);
        }
    }

    private List<HealthRecord> of(RecordType type) {
        return records.getOrDefault(type, List.of());
    }

    void write(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            table(zip, "physiological_cycles.csv", cycles());
            table(zip, "sleeps.csv", sleeps());
            table(zip, "workouts.csv", workouts());
            table(zip, "journal_entries.csv", List.of(COMMON + "Question text,Answered yes,Notes"));
        }
    }

    private static void table(ZipOutputStream zip, String name, List<String> lines) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private List<String> cycles() {
        List<String> lines = new ArrayList<>(List.of(COMMON
                + "Recovery score %,Resting heart rate (bpm),Heart rate variability (ms),Skin temp (celsius),"
                + "Blood oxygen %,Day Strain,Energy burned (cal),Max HR (bpm),Average HR (bpm)," + NIGHT));
        for (HealthRecord cycle : of(DataTypes.CYCLE)) {
            String id = id(cycle);
            Optional<HealthRecord> recovery = of(DataTypes.RECOVERY).stream()
                    .filter(each -> id(each).equals(id))
                    .findFirst();
            Optional<HealthRecord> night = of(DataTypes.SLEEP).stream()
                    .filter(each -> text(each, "cycle_id").equals(id)
                            && text(each, "nap").equals("false"))
                    .findFirst();
            lines.add(common(cycle) + ","
                    + numbers(recovery, "score", "resting_heart_rate", "hrv_rmssd", "skin_temperature", "spo2") + ","
                    + numbers(
                            Optional.of(cycle).filter(each -> !each.open()),
                            "strain",
                            "energy",
                            "heart_rate_max",
                            "heart_rate_mean")
                    + "," + night.map(WhoopExportFile::night).orElse(",".repeat(13)));
        }
        return lines;
    }

    private List<String> sleeps() {
        List<String> lines = new ArrayList<>(List.of(COMMON + NIGHT + ",Nap"));
        of(DataTypes.SLEEP).forEach(sleep -> lines.add(cycleOf(sleep) + "," + night(sleep) + "," + text(sleep, "nap")));
        return lines;
    }

    private List<String> workouts() {
        List<String> lines = new ArrayList<>(List.of(COMMON
                + "Workout start time,Workout end time,Duration (min),Activity name,Activity Strain,"
                + "Energy burned (cal),Max HR (bpm),Average HR (bpm),HR Zone 1 %,HR Zone 2 %,HR Zone 3 %,HR Zone 4 %,"
                + "HR Zone 5 %,GPS enabled,Distance (meters),Altitude gain (meters),Altitude change (meters)"));
        for (HealthRecord workout : of(DataTypes.WORKOUT)) {
            lines.add(",," + zone(workout) + "," + wall(workout, workout.start()) + "," + wall(workout, workout.end())
                    + "," + minutes(workout, "duration") + "," + text(workout, "name") + ","
                    + numbers(Optional.of(workout), "strain", "active_energy", "heart_rate_max", "heart_rate_mean")
                    + ",40,30,20,5,0,false,"
                    + numbers(Optional.of(workout), "distance", "elevation_ascended", "elevation_change"));
        }
        return lines;
    }

    private static String night(HealthRecord sleep) {
        return wall(sleep, sleep.start()) + "," + wall(sleep, sleep.end()) + ","
                + numbers(Optional.of(sleep), "score", "respiratory_rate") + "," + minutes(sleep, "asleep") + ","
                + minutes(sleep, "time_in_bed") + "," + minutes(sleep, "light") + "," + minutes(sleep, "deep") + ","
                + minutes(sleep, "rem") + "," + minutes(sleep, "awake") + "," + minutes(sleep, "needed") + ",7,"
                + numbers(Optional.of(sleep), "efficiency", "consistency");
    }

    /** A row of which the cycle is not known has the cycle's columns of the one before; here they are left empty. */
    private String cycleOf(HealthRecord sleep) {
        return of(DataTypes.CYCLE).stream()
                .filter(cycle -> id(cycle).equals(text(sleep, "cycle_id")))
                .findFirst()
                .map(WhoopExportFile::common)
                .orElse(",," + zone(sleep));
    }

    private static String common(HealthRecord cycle) {
        return wall(cycle, cycle.start()) + "," + (cycle.end().equals(cycle.start()) ? "" : wall(cycle, cycle.end()))
                + "," + zone(cycle);
    }

    private static String zone(HealthRecord record) {
        return "UTC" + text(record, "time_zone");
    }

    private static String wall(HealthRecord record, Instant at) {
        return WALL.format(at.atOffset(ZoneOffset.of(text(record, "time_zone"))));
    }

    private static String id(HealthRecord record) {
        return record.keys().stream()
                .filter(key -> key.scheme().equals("id"))
                .map(RecordKey::value)
                .findFirst()
                .orElse("");
    }

    private static String text(HealthRecord record, String name) {
        Object value = record.attributes().asMap().get(name);
        return value == null ? "" : value.toString();
    }

    private static String minutes(HealthRecord record, String name) {
        Object value = record.attributes().asMap().get(name);
        return value instanceof Number seconds ? Long.toString(Math.round(seconds.doubleValue() / 60)) : "";
    }

    private static String numbers(Optional<HealthRecord> record, String... names) {
        List<String> values = new ArrayList<>();
        for (String name : names) {
            Object value =
                    record.map(each -> each.attributes().asMap().get(name)).orElse(null);
            values.add(value instanceof Number number ? Long.toString(Math.round(number.doubleValue())) : "");
        }
        return String.join(",", values);
    }
}
