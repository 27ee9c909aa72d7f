package org.healthwarehouse;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** Checks that whatever several threads do to a structure at once looks as if they had done it one after the other. */
public final class Interleavings {
    private Interleavings() {}

    /** Two threads in all the orders that a model checker finds. */
    public static void inEveryOrder(Class<?> operations) {
        new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(200)
                .threads(2)
                .actorsPerThread(3)
                .check(operations);
    }

    /** Three real threads that get in each other's way. */
    public static void underStress(Class<?> operations) {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(3)
                .check(operations);
    }
}
