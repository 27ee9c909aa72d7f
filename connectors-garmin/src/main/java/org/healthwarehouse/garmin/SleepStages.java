package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;

/**
 * A night: each message says the stage from its time on, so a stage lasts until the next message. How long the last one
 * lasts no message says; it is taken to be as long as the step before it, and an hour at most.
 */
final class SleepStages implements FitPage.Part {
    /** The canonical codes of the stages 0 unmeasurable, 1 awake, 2 light, 3 deep and 4 REM; -1 for none. */
    private static final int[] CODES = {-1, 2, 3, 4, 5};

    private static final List<String> NAMES = List.of("unmeasurable", "awake", "light", "deep", "rem");
    private static final long LONGEST_LAST_MS = 3_600_000;
    private static final int UNKNOWN = 0;
    private static final int AWAKE = 1;

    private final FitOutline outline;
    private final Samples samples;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Object> scores = new TreeMap<>();

    SleepStages(FitOutline outline, Samples samples) {
        this.outline = outline;
        this.samples = samples;
    }

    private record Step(long timeMs, int level) {}

    @Override
    public void take(FitMessage message) {
        switch (message.name()) {
            case "sleep_level" -> step(message);
            case "sleep_assessment" -> {
                score("score", message.value("overall_sleep_score"));
                score("awakenings", message.value("awakenings_count"));
            }
            default -> {}
        }
    }

    private void step(FitMessage message) {
        double level = message.value("sleep_level");
        boolean later = steps.isEmpty()
                || message.timeMs() > steps.get(steps.size() - 1).timeMs();
        if (message.timeMs() != FitMessage.NO_TIME && level >= 0 && level < CODES.length && later) {
            steps.add(new Step(message.timeMs(), (int) level));
        }
    }

    private void score(String name, double value) {
        if (!Double.isNaN(value)) {
            scores.put(name, name.equals("awakenings") ? (Object) (long) value : (Object) value);
        }
    }

    @Override
    public void finish() throws MalformedResponseException {
        if (steps.size() < 2) {
            return;
        }
        Step last = steps.get(steps.size() - 1);
        long step = last.timeMs() - steps.get(steps.size() - 2).timeMs();
        long end = last.timeMs() + Math.min(step, LONGEST_LAST_MS);
        double[] seconds = new double[CODES.length];
        for (int from = 0; from < steps.size(); ) {
            int to = from;
            while (to < steps.size() && steps.get(to).level() == steps.get(from).level()) {
                to++;
            }
            long until = to < steps.size() ? steps.get(to).timeMs() : end;
            stage(steps.get(from), until);
            seconds[steps.get(from).level()] += (until - steps.get(from).timeMs()) / 1000.0;
            from = to;
        }
        samples.sink().record(sleep(steps.get(0).timeMs(), end, seconds));
    }

    private void stage(Step step, long until) throws MalformedResponseException {
        if (step.level() != UNKNOWN) {
            samples.span(DataTypes.SLEEP_STAGE, step.timeMs(), until, CODES[step.level()]);
        }
    }

    private ParsedRecord sleep(long start, long end, double[] seconds) {
        Map<String, Object> values = new TreeMap<>(scores);
        double asleep = 0;
        for (int level = AWAKE; level < seconds.length; level++) {
            values.put(NAMES.get(level), seconds[level]);
            asleep += level == AWAKE ? 0 : seconds[level];
        }
        values.put("asleep", asleep);
        if (!samples.device().key().isEmpty()) {
            values.put("device", samples.device().key());
        }
        Set<RecordKey> keys = new HashSet<>(Set.of(GarminKeys.start(Instant.ofEpochMilli(start))));
        outline.offset().ifPresent(zone -> {
            LocalDate date = Instant.ofEpochMilli(end).atOffset(zone).toLocalDate();
            values.put("time_zone", zone.getId());
            values.put("local_date", date.toString());
            keys.add(GarminKeys.date(date));
        });
        return new ParsedRecord(
                DataTypes.SLEEP,
                keys,
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(end),
                Optional.empty(),
                false,
                Attributes.of(values));
    }
}
