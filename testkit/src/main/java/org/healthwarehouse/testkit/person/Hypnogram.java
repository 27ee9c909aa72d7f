package org.healthwarehouse.testkit.person;

import java.util.ArrayList;
import java.util.List;

/** Draws the cycles of one night: deep sleep early, dreams late, short awakenings in between. */
final class Hypnogram {
    private static final long EPOCH_MS = 30_000;

    private final List<SleepInterval> stages = new ArrayList<>();
    private final Draws draws;
    private final long endMs;
    private long cursorMs;

    Hypnogram(Draws draws, long startMs, long endMs) {
        this.draws = draws;
        this.endMs = endMs;
        this.cursorMs = startMs;
    }

    List<SleepInterval> drawn() {
        for (int cycle = 0; cursorMs < endMs; cycle++) {
            add(SleepStage.LIGHT, draws.between(8, 24));
            add(SleepStage.DEEP, draws.between(24, 46) - 11 * cycle);
            add(SleepStage.LIGHT, draws.between(12, 32));
            add(SleepStage.REM, draws.between(6, 14) + 6 * cycle);
            add(SleepStage.AWAKE, draws.happens(0.5) ? draws.between(0.5, 5) : 0);
        }
        return List.copyOf(stages);
    }

    private void add(SleepStage stage, double minutes) {
        long wholeEpochs = Math.round(minutes * 60_000 / EPOCH_MS);
        long to = Math.min(endMs, cursorMs + Math.max(0, wholeEpochs) * EPOCH_MS);
        if (to > cursorMs) {
            append(stages, stage, cursorMs, to);
            cursorMs = to;
        }
    }

    static void append(List<SleepInterval> stages, SleepStage stage, long startMs, long endMs) {
        int last = stages.size() - 1;
        if (last >= 0 && stages.get(last).stage() == stage) {
            stages.set(last, new SleepInterval(stage, stages.get(last).startMs(), endMs));
        } else {
            stages.add(new SleepInterval(stage, startMs, endMs));
        }
    }
}
