package org.healthwarehouse.testkit.person;

/** Draws in sequence, for things that are always made whole; not shared between threads. */
final class Draws {
    private long state;

    Draws(long state) {
        this.state = state;
    }

    double unit() {
        return Chance.unit(next());
    }

    double bell() {
        return Chance.bell(next());
    }

    boolean happens(double probability) {
        return unit() < probability;
    }

    double between(double low, double high) {
        return low + unit() * (high - low);
    }

    /** A whole number from low to high, both included. */
    int whole(int low, int high) {
        return low + (int) (unit() * (high - low + 1));
    }

    private long next() {
        state++;
        return Chance.mix(state);
    }
}
