package org.healthwarehouse.testkit.person;

import java.util.ArrayList;
import java.util.List;

/** One night in bed and the stages that followed each other without a hole from falling asleep to getting up. */
record SleepNight(long inBedMs, long outOfBedMs, List<SleepInterval> stages) {
    private static final int LATEST_START_MS = 240_000;

    static SleepNight of(Chance chance, DayFrame frame) {
        Draws draws = chance.draws(Stream.NIGHT, frame.epochDay());
        long inBedMs = frame.night().fromMs() + draws.whole(0, LATEST_START_MS);
        long outOfBedMs = frame.night().toMs() - draws.whole(0, 30_000);
        boolean stagesKnown = !draws.happens(0.05);
        Hypnogram hypnogram = new Hypnogram(draws, inBedMs + draws.whole(4, 25) * 60_000L, outOfBedMs);
        List<SleepInterval> stages = hypnogram.drawn();
        return new SleepNight(inBedMs, outOfBedMs, stagesKnown ? stages : withoutDetail(stages));
    }

    /** The interval the time falls in: in bed before falling asleep, else a stage. */
    SleepInterval at(long ms) {
        for (SleepInterval stage : stages) {
            if (stage.startMs() <= ms && ms < stage.endMs()) {
                return stage;
            }
        }
        return new SleepInterval(SleepStage.IN_BED, inBedMs, outOfBedMs);
    }

    boolean isAsleepAt(long ms) {
        return at(ms).stage().isAsleep();
    }

    long asleepFromMs() {
        return stages.get(0).startMs();
    }

    private static List<SleepInterval> withoutDetail(List<SleepInterval> stages) {
        List<SleepInterval> merged = new ArrayList<>();
        for (SleepInterval stage : stages) {
            Hypnogram.append(merged, stage.stage().withoutDetail(), stage.startMs(), stage.endMs());
        }
        return List.copyOf(merged);
    }
}
