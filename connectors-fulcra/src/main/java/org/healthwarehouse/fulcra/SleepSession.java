package org.healthwarehouse.fulcra;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;

/**
 * What one device saw of one sleep.
 *
 * @param device its key
 * @param stages in order of start, at least one
 */
record SleepSession(String device, List<StageInterval> stages) {
    /** Cuts the stages of one device wherever nothing was seen for the gap or longer. */
    static List<SleepSession> split(String device, List<StageInterval> stages, Duration gap) {
        List<StageInterval> ordered = stages.stream()
                .distinct()
                .sorted(Comparator.comparingLong(StageInterval::startMs)
                        .thenComparingLong(StageInterval::endMs)
                        .thenComparingInt(StageInterval::stage))
                .toList();
        List<SleepSession> sessions = new ArrayList<>();
        List<StageInterval> current = new ArrayList<>();
        long reached = Long.MIN_VALUE;
        for (StageInterval stage : ordered) {
            if (!current.isEmpty() && stage.startMs() - reached >= gap.toMillis()) {
                sessions.add(new SleepSession(device, List.copyOf(current)));
                current.clear();
            }
            current.add(stage);
            reached = Math.max(reached, stage.endMs());
        }
        if (!current.isEmpty()) {
            sessions.add(new SleepSession(device, List.copyOf(current)));
        }
        return sessions;
    }

    /** From the first stage to the last; a night of which nothing but the time in bed is known is that time. */
    long start() {
        return known().stream().mapToLong(StageInterval::startMs).min().orElseThrow();
    }

    long end() {
        return known().stream().mapToLong(StageInterval::endMs).max().orElseThrow();
    }

    private List<StageInterval> known() {
        List<StageInterval> known = of(stage -> stage.stage() != StageInterval.IN_BED);
        return known.isEmpty() ? stages : known;
    }

    private List<StageInterval> of(Predicate<StageInterval> wanted) {
        return stages.stream().filter(wanted).toList();
    }

    long staged() {
        return total(StageInterval::isStaged);
    }

    long asleep() {
        return total(StageInterval::isSleep);
    }

    private long total(Predicate<StageInterval> wanted) {
        return of(wanted).stream().mapToLong(StageInterval::length).sum();
    }

    boolean overlaps(SleepSession other) {
        return start() < other.end() && other.start() < end();
    }

    ParsedRecord record() {
        Instant start = Instant.ofEpochMilli(start());
        return new ParsedRecord(
                DataTypes.SLEEP,
                Set.of(new RecordKey("derived", start.toString())),
                start,
                Instant.ofEpochMilli(end()),
                Optional.empty(),
                false,
                attributes());
    }

    private Attributes attributes() {
        Map<String, Object> values = new TreeMap<>();
        values.put("stages", stages.stream().map(SleepSession::described).toList());
        if (!device.isEmpty()) {
            values.put("device", device);
        }
        if (asleep() > 0) {
            seconds(values, "asleep", StageInterval::isSleep);
            seconds(values, "awake", stage -> stage.stage() == StageInterval.AWAKE);
            seconds(values, "unknown_stage", stage -> stage.stage() == StageInterval.ASLEEP);
            values.put("awakenings", awakenings());
        }
        if (staged() > 0) {
            seconds(values, "light", stage -> stage.stage() == StageInterval.LIGHT);
            seconds(values, "deep", stage -> stage.stage() == StageInterval.DEEP);
            seconds(values, "rem", stage -> stage.stage() == StageInterval.REM);
        }
        inBed(values);
        return Attributes.of(values);
    }

    private void seconds(Map<String, Object> values, String name, Predicate<StageInterval> wanted) {
        values.put(name, total(wanted) / 1000.0);
    }

    private void inBed(Map<String, Object> values) {
        long inBed = total(stage -> stage.stage() == StageInterval.IN_BED);
        if (inBed == 0) {
            return;
        }
        values.put("time_in_bed", inBed / 1000.0);
        if (asleep() > 0) {
            long wentToBed = stages.get(0).startMs();
            long fellAsleep = of(StageInterval::isSleep).get(0).startMs();
            values.put("latency", (fellAsleep - wentToBed) / 1000.0);
            values.put("efficiency", Math.min(100, 100.0 * asleep() / inBed));
        }
    }

    /** Times awake that have sleep before and after them. */
    private long awakenings() {
        List<StageInterval> slept = of(StageInterval::isSleep);
        long first = slept.get(0).startMs();
        long last = slept.get(slept.size() - 1).endMs();
        return of(stage -> stage.stage() == StageInterval.AWAKE && stage.startMs() > first && stage.endMs() < last)
                .size();
    }

    private static Map<String, Object> described(StageInterval stage) {
        return Map.of(
                "start", Instant.ofEpochMilli(stage.startMs()).toString(),
                "end", Instant.ofEpochMilli(stage.endMs()).toString(),
                "stage", stage.stage());
    }
}
