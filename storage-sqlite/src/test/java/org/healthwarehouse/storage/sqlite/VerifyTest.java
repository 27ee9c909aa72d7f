package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.io.RandomAccessFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.Finding;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.VerifyProgress;
import org.healthwarehouse.storage.VerifyReport;
import org.healthwarehouse.storage.VerifyStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of damage is found, told by its name, and nothing else is. */
class VerifyTest extends StoreTest {
    @BeforeEach
    void aMonthOfHeartRate() {
        commit(store, "month", content(minutes(T0, 60, 61, 62)));
    }

    private VerifyReport verify() {
        return store.care().verify(progress -> true);
    }

    private void assertFound(Finding.Kind... kinds) {
        VerifyReport report = verify();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(kinds);
    }

    @Test
    void aSoundStoreHasNoFindings() {
        VerifyReport report = verify();

        assertThat(report.isSound()).isTrue();
        assertThat(report.findings()).isEmpty();
        assertThat(report.startedAt()).isEqualTo(NOW);
        assertThat(report.finished()).containsExactlyInAnyOrder(VerifyStep.values());
    }

    @Test
    void aReferenceToARowThatIsGoneIsFound() {
        Sql.run(file, "DELETE FROM device");
        assertFound(Finding.Kind.REFERENCE_BROKEN);
    }

    @Test
    void samplesOfASeriesThatIsGoneAreFound() {
        Sql.run(file, "DELETE FROM series");
        assertFound(Finding.Kind.REFERENCE_BROKEN);
    }

    @Test
    void linesOfTheLedgerThatOverlapAreFound() {
        Sql.run(
                file,
                "INSERT INTO coverage SELECT stream_id, start_ms + 1000, end_ms, held, reason, settled, fetched_ms,"
                        + " due_ms, checks FROM coverage");
        assertFound(Finding.Kind.LEDGER_OVERLAP);
    }

    @Test
    void aSettledLineThatReachesBeyondTheMomentOfAskingIsFound() {
        Sql.run(file, "UPDATE coverage SET fetched_ms = end_ms - 1");
        assertFound(Finding.Kind.SETTLED_IN_FUTURE);
    }

    @Test
    void aSettledLineInTheFutureIsFound() {
        Sql.run(
                file,
                "UPDATE coverage SET end_ms = " + NOW.plusSeconds(1).toEpochMilli() + ", fetched_ms = "
                        + NOW.plusSeconds(9).toEpochMilli());
        assertFound(Finding.Kind.SETTLED_IN_FUTURE);
    }

    @Test
    void rowsInNoHeldRangeAreInformationAndNoFault() {
        ChunkClaim claim = claim(store, "later", days(40, 2));
        store.commit(new PageCommit(
                claim,
                Optional.empty(),
                1,
                content(
                        minutes(T0.minus(Duration.ofDays(1)), 50),
                        minutes(T0.plus(Duration.ofDays(35)), 50, 51),
                        minutes(T0.plus(Duration.ofDays(41)), 50),
                        minutes(T0.plus(Duration.ofDays(99)), 50)),
                List.of(new PageCommit.CoverageChange(HR, CoverageEntry.settled(days(40, 2), NOW))),
                true,
                1,
                NOW));

        VerifyReport report = verify();

        assertThat(report.isSound()).isTrue();
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.ROWS_OUTSIDE_LEDGER);
            assertThat(finding.stream()).contains(HR);
            assertThat(finding.count()).isEqualTo(4);
        });
    }

    @Test
    void aRowThatReachesIntoAHeldRangeIsNotOutside() {
        commit(
                store,
                "edge",
                content(samples(
                        HEART_RATE,
                        org.healthwarehouse.model.Device.of("ring"),
                        T0.minusSeconds(60),
                        Duration.ZERO,
                        Duration.ofSeconds(90),
                        55)));
        assertFound();
    }

    @Test
    void bytesOfAVendorThatAreNotThoseThatCameAreFound() {
        Sql.run(file, "UPDATE raw_page SET sha256 = zeroblob(32)");
        assertFound(Finding.Kind.RAW_CHANGED);
        Sql.run(file, "UPDATE raw_part SET body = zeroblob(20)");
        assertFound(Finding.Kind.RAW_CHANGED);
        Sql.run(file, "DELETE FROM raw_part");
        assertFound(Finding.Kind.RAW_CHANGED);
    }

    @Test
    void aDamagedPageIsFoundAndTheRestIsStillLookedAt() throws Exception {
        store.close();
        int page = Integer.parseInt(Sql.one(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'sample'"));
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek((page - 1) * 8192L);
            damaged.write(new byte[8192]);
        }
        openStore();

        VerifyReport report = verify();

        assertThat(report.isComplete()).isTrue();
        assertThat(report.isSound()).isFalse();
        assertThat(report.faults()).extracting(Finding::kind).containsOnly(Finding.Kind.FILE_DAMAGED);
    }

    @Test
    void progressIsToldStepByStep() {
        List<VerifyProgress> told = new ArrayList<>();
        VerifyReport unused = store.care().verify(told::add);

        assertThat(told.stream().map(VerifyProgress::step).distinct()).containsExactly(VerifyStep.values());
        assertThat(told).contains(new VerifyProgress(VerifyStep.RAW, 0, 1));
    }

    @Test
    void aCheckThatIsCancelledReportsWhatItFoundSoFar() {
        Sql.run(file, "DELETE FROM device", "UPDATE raw_page SET sha256 = zeroblob(32)");

        VerifyReport report = store.care().verify(progress -> progress.step() != VerifyStep.LEDGER);

        assertThat(report.isComplete()).isFalse();
        assertThat(report.finished()).containsExactlyInAnyOrder(VerifyStep.FILE, VerifyStep.REFERENCES);
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.REFERENCE_BROKEN);
    }

    @Test
    void aLongStatementIsCancelledInTheMiddle() {
        double[] values = new double[200_000];
        commit(store, "many", content(minutes(T0, values)));
        List<VerifyProgress> told = new ArrayList<>();

        VerifyReport report = store.care().verify(progress -> told.add(progress) && told.size() < 3);

        assertThat(report.finished()).isEmpty();
    }

    @Test
    void whoeverListensAndThrowsEndsTheCheckWithThat() {
        IllegalStateException problem = new IllegalStateException("the listener fails");
        assertThatThrownBy(() -> store.care().verify(progress -> {
                    throw problem;
                }))
                .isSameAs(problem);
        assertThat(verify().isSound()).isTrue();
    }

    @Test
    void othersReadAndWriteWhileTheStoreIsChecked() {
        Set<VerifyStep> seen = EnumSet.noneOf(VerifyStep.class);
        VerifyReport report = store.care().verify(progress -> {
            if (seen.add(progress.step())) {
                commit(store, "during " + progress.step(), PageContent.EMPTY);
                assertThat(read(store, HR, days(0, 1))).hasSize(3);
            }
            return true;
        });
        assertThat(report.isSound()).isTrue();
    }
}
