package org.healthwarehouse.sync;

/**
 * One call that is counted already and may be made. Whoever has it closes it when the call has ended, made or not; a
 * call that was not made stays counted.
 */
final class Permit implements Admission, AutoCloseable {
    private final ScopeGate gate;
    private final int probe;
    private boolean used;
    private boolean closed;

    Permit(ScopeGate gate, int probe) {
        this.gate = gate;
        this.probe = probe;
    }

    /** Takes the call; answers false from the second time on. */
    synchronized boolean use() {
        boolean first = !used;
        used = true;
        return first;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        gate.ended(probe);
    }
}
