package org.healthwarehouse.fulcra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.connector.Deriver;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SampleType;

/**
 * Sleeps out of stages of sleep, as the service's own {@code sleep_cycles} has them: stages of one device belong to one
 * sleep as long as no pause between them reaches two hours (its {@code cycle_gap}). Where several devices saw the same
 * night, the one that tells the most about stages counts, for their times must not be added.
 */
final class SleepFromStages implements Deriver {
    private static final Duration GAP = Duration.ofHours(2);

    @Override
    public SampleType input() {
        return DataTypes.SLEEP_STAGE;
    }

    @Override
    public RecordType output() {
        return DataTypes.SLEEP;
    }

    @Override
    public Duration reach() {
        return GAP;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<ParsedRecord> derive(SampleSeries samples) {
        Map<String, List<StageInterval>> byDevice = new LinkedHashMap<>();
        long[] starts = samples.timestamps();
        long[] ends = samples.ends();
        double[] values = samples.values();
        int[] series = samples.seriesIndex();
        for (int i = 0; i < starts.length; i++) {
            byDevice.computeIfAbsent(samples.series().get(series[i]).device().key(), unused -> new ArrayList<>())
                    .add(new StageInterval(starts[i], ends[i], (int) values[i]));
        }
        List<SleepSession> sessions = new ArrayList<>();
        byDevice.forEach((device, stages) -> sessions.addAll(SleepSession.split(device, stages, GAP)));
        return oneForEachNight(sessions).stream().map(SleepSession::record).toList();
    }

    private static List<SleepSession> oneForEachNight(List<SleepSession> sessions) {
        List<SleepSession> best = new ArrayList<>(sessions);
        best.sort(Comparator.comparingLong(SleepSession::staged)
                .thenComparingLong(SleepSession::asleep)
                .reversed()
                .thenComparing(SleepSession::device)
                .thenComparingLong(SleepSession::start));
        List<SleepSession> chosen = new ArrayList<>();
        for (SleepSession session : best) {
            if (chosen.stream().noneMatch(session::overlaps)) {
                chosen.add(session);
            }
        }
        chosen.sort(Comparator.comparingLong(SleepSession::start));
        return chosen;
    }
}
