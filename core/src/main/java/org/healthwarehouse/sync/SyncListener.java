package org.healthwarehouse.sync;

/**
 * Is told what happens while jobs run. Called from the engine's threads, possibly from several at once; should return
 * quickly. What it throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface SyncListener {
    /** Something happened. */
    void on(SyncEvent event);
}
