package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.sync.AfterSync;
import org.healthwarehouse.sync.LogEvent;
import org.healthwarehouse.sync.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exports what has changed, in the background, at most once a minute. The first export of a process writes everything:
 * nobody can say what was stored since the last one. Thread-safe.
 */
final class AutoExport implements AfterSync {
    private static final Logger LOG = LoggerFactory.getLogger(AutoExport.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Exports exports;
    private final ExportRequest request;
    private final InstantSource clock;
    private final Scheduler scheduler;
    private final Set<StreamId> changed = new HashSet<>();
    private boolean scheduled;
    private Optional<Instant> earliest = Optional.empty();
    private Optional<Long> snapshot = Optional.empty();
    private Optional<AutoExportStatus> status = Optional.empty();

    AutoExport(Exports exports, ExportRequest request, InstantSource clock, Scheduler scheduler) {
        this.exports = exports;
        this.request = request;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** How the last one went; empty if there was none yet. */
    synchronized Optional<AutoExportStatus> status() {
        return status;
    }

    @Override
    public synchronized void stored(NewData data) {
        List<StreamId> wanted = data.ranges().entrySet().stream()
                .filter(entry -> isWanted(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        changed.addAll(wanted);
        if (!wanted.isEmpty()) {
            scheduleNext();
        }
    }

    private boolean isWanted(StreamId stream, TimeRangeSet ranges) {
        return (request.users().isEmpty() || request.users().contains(stream.user()))
                && request.includes(stream.type())
                && (request.range().isEmpty()
                        || !ranges.intersection(TimeRangeSet.of(request.range().get()))
                                .isEmpty());
    }

    private void scheduleNext() {
        if (!scheduled) {
            scheduled = true;
            scheduler.schedule(earliest.orElse(clock.instant()), this::run);
        }
    }

    private void run() {
        Instant startedAt = clock.instant();
        Set<StreamId> todo = begin(startedAt);
        try {
            ExportReport report = exports.export(request, known().map(number -> new Exports.Update(number, todo)));
            LOG.info(
                    "{} format={} files={} rows={}: exported what is new",
                    LogEvent.EXPORT_DONE,
                    request.exporter().format(),
                    report.files().size(),
                    report.rows());
            end(Set.of(), new AutoExportStatus(request.folder(), startedAt, Optional.of(report), Optional.empty()));
        } catch (RuntimeException e) {
            Failure failure = e instanceof HealthWarehouseException own
                    ? own.failure()
                    : new Failure.Unexpected(
                            "the exporter failed: " + e.getClass().getName());
            LOG.warn("{} failure={}: tried again with the next new data", LogEvent.EXPORT_FAILED, failure.type(), e);
            end(todo, new AutoExportStatus(request.folder(), startedAt, Optional.empty(), Optional.of(failure)));
        }
    }

    private synchronized Optional<Long> known() {
        return snapshot;
    }

    private synchronized Set<StreamId> begin(Instant now) {
        earliest = Optional.of(now.plus(PAUSE));
        Set<StreamId> todo = Set.copyOf(changed);
        changed.clear();
        return todo;
    }

    private synchronized void end(Set<StreamId> left, AutoExportStatus outcome) {
        boolean more = !changed.isEmpty();
        changed.addAll(left);
        status = Optional.of(outcome);
        outcome.report().ifPresent(report -> snapshot = Optional.of(report.snapshot()));
        scheduled = false;
        if (more) {
            scheduleNext();
        }
    }
}
