package org.healthwarehouse.examples;

import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.sync.SyncEvent;
import org.healthwarehouse.sync.SyncListener;

/** Shows a sync as a progress bar, and keeps what went wrong on the way for the report. */
final class SyncProgressBar implements SyncListener, AutoCloseable {
    private final ProgressBar bar = new ProgressBarBuilder()
            .setTaskName("Syncing")
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(1000)
            .setUnit(" chunks", 1)
            .build();
    private final List<String> hitches = new ArrayList<>();

    @Override
    public synchronized void on(SyncEvent event) {
        bar.maxHint(event.progress().total());
        bar.stepTo(event.progress().done());
        bar.setExtraMessage(event.progress().rows() + " rows");
        if (event instanceof SyncEvent.Retrying retrying) {
            hitches.add(describe(retrying.failure()) + ", tried again");
        } else if (event instanceof SyncEvent.Split split) {
            hitches.add(describe(split.failure()) + ", asked for in two halves");
        }
    }

    private static String describe(Failure failure) {
        return failure.type() + " (" + failure.message() + ")";
    }

    /** What went wrong on the way and was mended. */
    synchronized List<String> hitches() {
        return List.copyOf(hitches);
    }

    @Override
    public void close() {
        bar.close();
    }
}
