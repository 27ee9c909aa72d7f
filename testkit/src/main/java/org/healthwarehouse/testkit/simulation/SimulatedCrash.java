package org.healthwarehouse.testkit.simulation;

/** The process ends here. An error, so that nothing that means well catches it. */
public final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String where) {
        super(where, null, false, false);
    }
}
