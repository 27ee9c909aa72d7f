package org.healthwarehouse.sync;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.SyncJobStore;
import org.healthwarehouse.sync.SyncReport.FailedChunk;
import org.healthwarehouse.sync.SyncReport.JobReport;
import org.jspecify.annotations.Nullable;

/** Writes down how a job ended and tells it in a report. */
final class JobEnd {
    private JobEnd() {}

    static JobReport settle(
            EngineParts parts,
            NewJob job,
            RunLimits.@Nullable Stop stop,
            RunTally tally,
            int calls,
            Duration duration,
            RunLog log) {
        SyncJobStore jobs = parts.storage().jobs();
        List<Chunk> chunks = jobs.chunks(job.id());
        Optional<Failure> failure = Optional.ofNullable(stop).map(RunLimits.Stop::failure);
        JobState state = state(chunks, stop);
        if (!job.kind().isKept()) {
            // Nobody resumes a read or a sweep: the next one sees what is still to be asked.
            jobs.delete(job.id());
        } else {
            jobs.move(job.id(), state, parts.now(), state == JobState.COMPLETED ? Optional.empty() : failure);
        }
        if (job.kind() != NewJob.Kind.REPROCESS) {
            // Neither a log of syncs nor a connection has anything to do with pages that are read again.
            log.write(parts, job, chunks, failure, tally);
            Connections.ended(parts, job, failure, calls, chunks);
        }
        return report(
                job, state, chunks, state == JobState.COMPLETED ? Optional.empty() : failure, tally, calls, duration);
    }

    private static JobState state(List<Chunk> chunks, RunLimits.@Nullable Stop stop) {
        boolean pending = chunks.stream().anyMatch(chunk -> chunk.state() == ChunkState.PENDING);
        if (pending) {
            // Without a reason to stop this is a fault of the engine, but never an excuse to call the job complete.
            return stop == null ? JobState.PAUSED : stop.state();
        }
        if (chunks.stream().noneMatch(chunk -> chunk.state() == ChunkState.FAILED)) {
            return JobState.COMPLETED;
        }
        return chunks.stream().anyMatch(chunk -> chunk.state() == ChunkState.DONE) ? JobState.PARTIAL : JobState.FAILED;
    }

    /** The report of a job that was complete before it was resumed. */
    static JobReport alreadyCompleted(NewJob job, List<Chunk> chunks) {
        JobReport report = report(job, JobState.COMPLETED, chunks, Optional.empty(), new RunTally(), 0, Duration.ZERO);
        return withNote(report, "Job " + job.id() + " is already completed; nothing was fetched.");
    }

    /** The report of a job whose end could not be written down. */
    static JobReport unsettled(NewJob job, Failure failure, RunTally tally, int calls, Duration duration) {
        SyncEvent.Progress progress = tally.progress(calls);
        Failure.Progress told = new Failure.Progress(
                job.source().value(),
                progress.done(),
                progress.total(),
                job.id().value());
        return new JobReport(
                job.id(),
                job.source(),
                JobState.PAUSED,
                progress.total(),
                progress.done(),
                List.of(),
                tally.recordsByType(),
                tally.fetched(),
                calls,
                tally.reopened(),
                duration,
                Optional.of(failure),
                failure.userMessage(told));
    }

    private static JobReport report(
            NewJob job,
            JobState state,
            List<Chunk> chunks,
            Optional<Failure> failure,
            RunTally tally,
            int calls,
            Duration duration) {
        int total = count(chunks, null) - count(chunks, ChunkState.SPLIT);
        int done = count(chunks, ChunkState.DONE);
        List<FailedChunk> failed = chunks.stream()
                .filter(chunk -> chunk.state() == ChunkState.FAILED)
                .map(JobEnd::failed)
                .toList();
        Failure.Progress progress =
                new Failure.Progress(job.source().value(), done, total, job.id().value());
        String note = failure.map(cause -> stopped(cause, progress))
                .orElseGet(() -> failed.isEmpty()
                        ? complete(
                                done, total, tally.unavailable(), job.source().value())
                        : done + " of " + total + " parts are saved; " + failed.size() + " failed. Resume with job "
                                + job.id() + ".")
                .concat(intoSettled(tally.reopened()));
        return new JobReport(
                job.id(),
                job.source(),
                state,
                total,
                done,
                failed,
                tally.recordsByType(),
                tally.fetched(),
                calls,
                tally.reopened(),
                duration,
                failure,
                note);
    }

    private static String intoSettled(Map<GapReason, Integer> calls) {
        return calls.isEmpty()
                ? ""
                : new TreeMap<>(calls)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + ": " + entry.getValue())
                                .collect(Collectors.joining(", ", " Calls into settled time: ", "."));
    }

    /** A job that has stopped waits for nothing. */
    private static String stopped(Failure cause, Failure.Progress progress) {
        return cause instanceof Failure.RateLimited limited
                ? limited.stoppedMessage(progress)
                : cause.userMessage(progress);
    }

    private static String complete(int done, int total, int unavailable, String source) {
        String saved = done + " of " + total + " parts";
        return unavailable == 0
                ? "Everything asked for is saved (" + saved + ")."
                : saved + " are done; for " + unavailable + " of them " + source + " has no answer.";
    }

    private static JobReport withNote(JobReport report, String note) {
        return new JobReport(
                report.job(),
                report.source(),
                report.state(),
                report.chunksTotal(),
                report.chunksDone(),
                report.failed(),
                report.recordsByType(),
                report.fetched(),
                report.calls(),
                report.callsIntoSettled(),
                report.duration(),
                report.stoppedBy(),
                note);
    }

    private static int count(List<Chunk> chunks, @Nullable ChunkState state) {
        return (int) chunks.stream()
                .filter(chunk -> state == null || chunk.state() == state)
                .count();
    }

    private static FailedChunk failed(Chunk chunk) {
        return new FailedChunk(
                chunk.range(),
                chunk.feed(),
                chunk.error().map(Chunk.ChunkError::type).orElse("Unexpected"),
                chunk.error().map(Chunk.ChunkError::message).orElse(""));
    }
}
