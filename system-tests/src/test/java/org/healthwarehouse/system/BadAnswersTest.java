package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.coverage.CoverageState;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that cannot be used, and answers that there is no answer. */
class BadAnswersTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(100));
    private static final TimeRange WEEK = new TimeRange(START, START.plus(Duration.ofDays(7)));
    private static final SyncRequest ASKED = SyncRequest.of(HEART_RATE).in(WEEK);

    @TempDir
    Path folder;

    private Bench bench(ScriptedVendor vendor) {
        return new Bench(folder.resolve("health.db"), vendor);
    }

    private static ScriptedVendor days() {
        return ScriptedVendor.heartRate(Duration.ofDays(1));
    }

    @Test
    void aRefusedParameterOrPermissionIsNotRetried() {
        for (Failure failure : List.of(
                new Failure.InvalidParameter("422"), new Failure.NoPermission("403"), new Failure.Unexpected("418"))) {
            ScriptedVendor vendor = days().thenFail(failure);
            try (Bench bench = new Bench(folder.resolve(failure.type() + ".db"), vendor)) {
                SyncReport report = bench.sync(ASKED);

                assertThat(report.calls()).isEqualTo(7);
                assertThat(report.jobs().get(0).failed()).hasSize(1);
                assertThat(report.jobs().get(0).failed().get(0).errorType()).isEqualTo(failure.type());
            }
        }
    }

    @Test
    void aMalformedPageFailsItsChunkWithThePositionAndTheOthersGoOn() {
        ScriptedVendor vendor = days();
        var unused = vendor.then((request, context) -> vendor.page(request, context, "malformed"));
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.chunksDone()).isEqualTo(6);
            assertThat(report.jobs().get(0).failed().get(0).errorType()).isEqualTo("MalformedResponse");
            assertThat(report.jobs().get(0).failed().get(0).message()).contains("line 1, column 17");
            assertThat(bench.warehouse
                            .coverage(HEART_RATE, WEEK)
                            .get(0)
                            .in(CoverageState.FAILED)
                            .ranges())
                    .containsExactly(vendor.asked.get(0));
        }
    }

    @Test
    void aSampleThatCannotBeIsRefusedAndNothingOfItsPageIsWritten() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
            vendor.value = bad;
            try (Bench bench = new Bench(folder.resolve(bad + ".db"), vendor)) {
                SyncReport report = bench.sync(ASKED);

                assertThat(report.jobs().get(0).failed().get(0).errorType()).isEqualTo("MalformedResponse");
                assertThat(bench.stored(HEART_RATE, WEEK)).isEmpty();
                assertThat(bench.warehouse.coverage(HEART_RATE, WEEK))
                        .allMatch(coverage -> coverage.heldFraction() == 0);
            }
        }
    }

    @Test
    void whatASourceDoesNotHaveIsWrittenDownAsUnavailableAndAskedAgainADayLater() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7)).thenFail(new Failure.DataNotFound("404"));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            assertThat(bench.warehouse
                            .coverage(HEART_RATE, WEEK)
                            .get(0)
                            .in(CoverageState.UNAVAILABLE)
                            .ranges())
                    .containsExactly(WEEK);

            assertThat(bench.sync(ASKED).calls()).isZero();
            bench.clock.advance(Duration.ofDays(1));
            assertThat(bench.sync(ASKED).calls()).isEqualTo(1);
        }
    }

    @Test
    void unavailableForEverIsNeverAskedAgainByItself() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7))
                .then((request, context) -> new FetchResult.Unavailable("not recorded", Optional.empty()));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            bench.clock.advance(Duration.ofDays(300));
            assertThat(bench.sync(ASKED).calls()).isZero();
            assertThat(bench.sync(ASKED.forced()).calls()).isEqualTo(1);
        }
    }

    @Test
    void notReadyIsAskedAgainWhenTheSourceSaysSo() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7))
                .then((request, context) -> new FetchResult.NotReady(Bench.NOW.plusSeconds(10), Optional.empty()));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            assertThat(vendor.askedAt).hasSize(2);
            assertThat(vendor.askedAt.get(1)).isAfterOrEqualTo(Bench.NOW.plusSeconds(10));
        }
    }

    @Test
    void aConnectorThatThrowsFailsItsChunkOnly() {
        ScriptedVendor vendor = days().then((request, context) -> {
            throw new IllegalStateException("a bug in a connector");
        });
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.chunksDone()).isEqualTo(6);
            assertThat(report.jobs().get(0).failed().get(0).errorType()).isEqualTo("Unexpected");
        }
    }

    @Test
    void oneFailingFeedDoesNotStopAnother() {
        ScriptedVendor vendor = days().feed(STEPS, FetchLimits.window(Duration.ofDays(7)));
        var unused = vendor.then((request, context) -> {
            throw new org.healthwarehouse.connector.FetchException(new Failure.NoPermission("no"));
        });
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(SyncRequest.of(HEART_RATE, STEPS).in(WEEK));

            assertThat(report.chunksDone()).isEqualTo(7);
            assertThat(report.chunksFailed()).isEqualTo(1);
        }
    }

    @Test
    void aParserThatThrowsFailsItsChunkOnlyAndKeepsTheBytes() {
        ScriptedVendor vendor = days();
        var unused = vendor.then((request, context) -> vendor.page(request, context, "crash"));
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.chunksDone()).isEqualTo(6);
            assertThat(report.jobs().get(0).failed().get(0).errorType()).isEqualTo("MalformedResponse");
        }
    }

    @Test
    void aRecordOfTheYear9999FailsItsChunkOnly() {
        ScriptedVendor vendor = days();
        var unused = vendor.reading(
                        "future",
                        sink -> sink.record(new org.healthwarehouse.connector.ParsedRecord(
                                org.healthwarehouse.model.DataTypes.WORKOUT,
                                java.util.Set.of(org.healthwarehouse.model.RecordKey.uuid("x")),
                                START,
                                Instant.parse("9999-01-01T00:00:00Z"),
                                Optional.empty(),
                                false,
                                org.healthwarehouse.model.Attributes.EMPTY)))
                .then((request, context) -> vendor.page(request, context, "future"));
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.chunksDone()).isEqualTo(6);
            assertThat(report.jobs().get(0).failed().get(0).message()).contains("9999");
        }
    }
}
