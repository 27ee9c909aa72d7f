package org.healthwarehouse.storage;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * Who claims. Where a claim is in the way, the store asks the claim's owner {@link #outlivedBy} whether it was outlived
 * by the one who asks, so that the claims of a process that was killed do not have to expire before they are taken
 * over.
 *
 * @param host name of the machine; claims of another host are believed until they expire
 * @param process process id on that host
 * @param processStart start of that process in epoch milliseconds, so that a reused process id is told apart
 * @param instance tells several warehouses of one process apart
 */
public record ClaimOwner(String host, long process, long processStart, String instance) {
    /** Systems tell the start of a process from the boot time, which moves a little when the clock is set. */
    private static final long SAME_START_MS = 2_000;

    /**
     * An owner in this process.
     *
     * @param instance tells it from others of this process; drawn at random
     */
    public static ClaimOwner ofThisProcess(String instance) {
        ProcessHandle self = ProcessHandle.current();
        long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new ClaimOwner(hostName(instance), self.pid(), started, instance);
    }

    /** A machine that cannot name itself gets a name of its own, so that nobody takes its processes for dead. */
    private static String hostName(String instance) {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed-" + instance;
        }
    }

    /** The text under which it is stored. */
    public String text() {
        return host + "|" + process + "|" + processStart + "|" + instance;
    }

    /** Reads {@link #text()}; the host may hold any character. */
    public static ClaimOwner parse(String text) {
        String[] parts = text.split("\\|", -1);
        int last = parts.length - 1;
        String host = String.join("|", java.util.List.of(parts).subList(0, last - 2));
        return new ClaimOwner(host, Long.parseLong(parts[last - 2]), Long.parseLong(parts[last - 1]), parts[last]);
    }

    /**
     * Whether this owner was a process of the same host as the other and has ended, so that its claims mean nothing.
     *
     * @param other the one who asks, a process that lives
     */
    public boolean outlivedBy(ClaimOwner other) {
        return host.equals(other.host) && !lives();
    }

    private boolean lives() {
        return ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .map(handle -> handle.info()
                        .startInstant()
                        .map(start -> Math.abs(start.toEpochMilli() - processStart) < SAME_START_MS)
                        .orElse(true))
                .orElse(false);
    }
}
