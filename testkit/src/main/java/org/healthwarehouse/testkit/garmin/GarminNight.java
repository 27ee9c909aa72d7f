package org.healthwarehouse.testkit.garmin;

import java.util.List;

/**
 * The night that ended on a date.
 *
 * @param watch that was worn
 * @param stages in order, each from the end of the one before
 * @param score of the night, 0 to 100
 * @param awakenings how often the sleeper awoke
 * @param hrv what the watch makes of the variability
 */
record GarminNight(GarminWatch watch, List<Stage> stages, int score, int awakenings, Hrv hrv) {
    /**
     * A stage.
     *
     * @param level 1 awake, 2 light, 3 deep, 4 REM, as files write it
     */
    record Stage(long from, long to, int level) {}

    /**
     * The variability of the night, in milliseconds, and what is usual.
     *
     * @param time when it was judged, UTC epoch milliseconds
     */
    record Hrv(long time, int week, int night, int high, int low, int from, int to) {
        /** What the watch calls it: 2 low, 3 unbalanced, 4 balanced. */
        int status() {
            return night < low ? 2 : night < from || night > to ? 3 : 4;
        }
    }

    long start() {
        return stages.get(0).from();
    }

    long end() {
        return stages.get(stages.size() - 1).to();
    }

    double seconds(int level) {
        return stages.stream()
                        .filter(stage -> stage.level() == level)
                        .mapToLong(stage -> stage.to() - stage.from())
                        .sum()
                / 1000.0;
    }
}
