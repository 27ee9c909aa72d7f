package org.healthwarehouse.testkit.whoop;

import java.util.List;

/** How a scored sleep divides: its stages, the time awake and what was not recorded are together the time in bed. */
final class WhoopNight {
    static final String IN_BED = "total_in_bed_time_milli";
    static final String AWAKE = "total_awake_time_milli";
    static final String NO_DATA = "total_no_data_time_milli";
    static final String LIGHT = "total_light_sleep_time_milli";
    static final String DEEP = "total_slow_wave_sleep_time_milli";
    static final String REM = "total_rem_sleep_time_milli";

    /** As the interface tells them, in its order. */
    static final List<String> STAGES = List.of(IN_BED, AWAKE, NO_DATA, LIGHT, DEEP, REM);

    private WhoopNight() {}

    /** How long a stage lasted in all, in milliseconds. */
    static long millis(WhoopEntry entry, String stage) {
        long inBed = Math.max(0, entry.toldEnd() - entry.start());
        return switch (stage) {
            case IN_BED -> inBed;
            case AWAKE -> share(entry, stage, inBed, 20, 160);
            case NO_DATA -> share(entry, stage, inBed, 0, 20);
            case DEEP -> share(entry, stage, inBed, 110, 240);
            case REM -> share(entry, stage, inBed, 140, 280);
            case LIGHT -> inBed - rest(entry);
            default -> throw new IllegalArgumentException("no stage " + stage);
        };
    }

    private static long rest(WhoopEntry entry) {
        return List.of(AWAKE, NO_DATA, DEEP, REM).stream()
                .mapToLong(stage -> millis(entry, stage))
                .sum();
    }

    private static long share(WhoopEntry entry, String stage, long inBed, int leastPerMille, int mostPerMille) {
        return inBed * entry.count(stage, leastPerMille, mostPerMille) / 1000;
    }

    /** How long the member slept, in milliseconds. */
    static long asleepMillis(WhoopEntry entry) {
        return millis(entry, LIGHT) + millis(entry, DEEP) + millis(entry, REM);
    }

    /** How much of the time in bed the member slept, in percent. */
    static double efficiency(WhoopEntry entry) {
        long inBed = Math.max(1, millis(entry, IN_BED));
        return Math.round(asleepMillis(entry) * 1e9 / inBed) / 1e7;
    }
}
