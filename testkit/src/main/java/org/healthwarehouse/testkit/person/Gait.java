package org.healthwarehouse.testkit.person;

/** How the person goes on foot: steps a minute, and the length of a step as a fraction of the person's height. */
enum Gait {
    NONE(0, 0, 0),
    SHUFFLING(8, 45, 0.33),
    STROLLING(98, 114, 0.41),
    MARCHING(112, 124, 0.43),
    RUNNING(158, 172, 0.60);

    private final int slowest;
    private final int fastest;
    private final double stride;

    Gait(int slowest, int fastest, double stride) {
        this.slowest = slowest;
        this.fastest = fastest;
        this.stride = stride;
    }

    /** Whole steps in a minute for a draw from [0, 1). */
    int steps(double unit) {
        return slowest + (int) (unit * (fastest - slowest + 1));
    }

    double stride() {
        return stride;
    }
}
