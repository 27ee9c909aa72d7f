package org.healthwarehouse.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Time on processors, which other programs on the machine disturb less than they do the clock on the wall. */
final class Cpu {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Cpu() {}

    /** Work that may fail. */
    @FunctionalInterface
    interface Work {
        /** Does it and answers how many rows it moved. */
        long run() throws Exception;
    }

    /** Seconds of all threads of this process so far, the collector's and the compiler's included. */
    static double process() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    /** Seconds of this thread so far. */
    static double thread() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    /** Rows for a second of processor time of the whole process. */
    static double rate(Work work) throws Exception {
        double before = process();
        long rows = work.run();
        return rows / (process() - before);
    }
}
