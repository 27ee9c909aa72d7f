package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.sync.SyncReport.FailedChunk;
import org.healthwarehouse.sync.SyncReport.JobReport;
import org.junit.jupiter.api.Test;

class SyncReportTest {
    private static final FailedChunk FAILED = new FailedChunk(
            new TimeRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-08T00:00:00Z")),
            new FeedId("steps"),
            "TimedOut",
            "no answer");

    private static JobReport job(
            JobState state, int total, int done, int failed, Map<String, Long> records, int calls, int seconds) {
        return new JobReport(
                new JobId("job"),
                SourceId.of("fulcra"),
                state,
                total,
                done,
                Collections.nCopies(failed, FAILED),
                records,
                Map.of(),
                calls,
                Map.of(),
                Duration.ofSeconds(seconds),
                Optional.empty(),
                "");
    }

    private final SyncReport report = new SyncReport(List.of(
            job(JobState.COMPLETED, 3, 3, 0, Map.of("steps", 5L), 4, 10),
            job(JobState.PARTIAL, 5, 3, 2, Map.of("steps", 1L, "sleep", 2L), 9, 7)));

    @Test
    void addsUpItsJobs() {
        assertThat(report.chunksTotal()).isEqualTo(8);
        assertThat(report.chunksDone()).isEqualTo(6);
        assertThat(report.chunksFailed()).isEqualTo(2);
        assertThat(report.calls()).isEqualTo(13);
        assertThat(report.completionRate()).isCloseTo(0.75, within(1e-12));
        assertThat(report.recordsByType()).isEqualTo(Map.of("steps", 6L, "sleep", 2L));
    }

    @Test
    void jobsRunSideBySideSoTheLongestCounts() {
        assertThat(report.duration()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void isCompleteOnlyIfEveryJobIs() {
        assertThat(report.isComplete()).isFalse();
        assertThat(new SyncReport(report.jobs().subList(0, 1)).isComplete()).isTrue();
    }

    @Test
    void withNothingMissingItIsCompleteWithoutACall() {
        SyncReport nothing = new SyncReport(List.of());

        assertThat(nothing.isComplete()).isTrue();
        assertThat(nothing.completionRate()).isEqualTo(1);
        assertThat(nothing.calls()).isZero();
        assertThat(nothing.duration()).isZero();
    }

    @Test
    void aJobHasARateOfItsOwn() {
        assertThat(report.jobs().get(1).completionRate()).isCloseTo(0.6, within(1e-12));
        assertThat(job(JobState.COMPLETED, 0, 0, 0, Map.of(), 0, 0).completionRate())
                .isEqualTo(1);
    }
}
