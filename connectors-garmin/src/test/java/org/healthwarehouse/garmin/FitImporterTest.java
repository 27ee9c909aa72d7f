package org.healthwarehouse.garmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.testkit.garmin.FitFiles;
import org.junit.jupiter.api.Test;

class FitImporterTest {
    private static final Instant START = Instant.parse("2026-03-01T06:00:00Z");

    private final FitImporter importer = new FitImporter();

    @Test
    void aFileIsKnownByItsBytesAndNotByItsName() throws Exception {
        byte[] run = FitFiles.run(START, 60, 140);
        assertThat(importer.accepts(Entries.of("a/b.txt", run))).isTrue();
        assertThat(importer.accepts(Entries.of("run.fit", "lap,time\n1,60\n".getBytes(UTF_8))))
                .isFalse();
        assertThat(importer.accepts(Entries.of("run.fit", Arrays.copyOf(run, 11))))
                .isFalse();
        assertThat(importer.accepts(Entries.of("run.fit", new byte[0]))).isFalse();
    }

    @Test
    void aPageSpeaksOfTheMomentOfItsLastMessage() throws Exception {
        RawPage page = Gathered.page(importer, Entries.of("x", FitFiles.run(START, 60, 140)));
        assertThat(page.moment()).isBetween(START.plusSeconds(60), START.plusMillis(60_999));
        assertThat(page.source()).isEqualTo(importer.source());
    }

    @Test
    void ofTwoFilesThatEndInTheSameSecondTheWholeOneIsLaterHoweverOftenTheyAreRead() throws Exception {
        for (int rate = 100; rate < 120; rate++) {
            byte[] whole = FitFiles.run(START, 60, rate);
            byte[] damaged = whole.clone();
            damaged[whole.length - 3] ^= 1;
            Instant moment = Gathered.page(importer, Entries.of("a", whole)).moment();
            assertThat(Gathered.page(importer, Entries.of("b", damaged)).moment())
                    .isBefore(moment)
                    .isAfterOrEqualTo(START.plusSeconds(60));
            assertThat(Gathered.page(importer, Entries.of("c", whole)).moment()).isEqualTo(moment);
        }
    }

    @Test
    void anActivityIsKnownByItsSecondAndByItsFile() throws Exception {
        Gathered run = Gathered.from(FitFiles.run(START, 60, 140));
        assertThat(run.records.get(0).keys())
                .containsExactlyInAnyOrder(
                        new RecordKey("start", Long.toString(START.getEpochSecond())),
                        new RecordKey("file", FitFiles.SERIAL + ":" + START.getEpochSecond()));
    }

    @Test
    void whatRecordsAllDayIsAnotherProgramOfTheSameWatch() throws Exception {
        Gathered run = Gathered.from(FitFiles.run(START, 60, 140));
        Gathered day = Gathered.from(FitFiles.day(START.minusSeconds(6 * 3600), ZoneOffset.UTC, 100));
        String device = "fit:1:3291:" + FitFiles.SERIAL;
        assertThat(run.samples).extracting(sample -> sample.device().key()).containsOnly(device);
        assertThat(day.samples).extracting(sample -> sample.device().key()).containsOnly(device + ":day");
        assertThat(day.sum(DataTypes.STEPS)).isEqualTo(2400);
        assertThat(day.sum(DataTypes.DISTANCE_WALKING_RUNNING)).isEqualTo(1800);
    }

    @Test
    void aCutFileGivesWhatStandsBeforeTheCutAndTellsWhereThatIs() throws Exception {
        byte[] run = FitFiles.run(START, 60, 140);
        int beforeTheSession = run.length - 2 - 23 - 27;
        Gathered cut = Gathered.from(Arrays.copyOf(run, run.length - 40));
        assertThat(cut.of(DataTypes.HEART_RATE)).hasSize(61);
        assertThat(cut.problems)
                .extracting(problem -> problem.message(), problem -> problem.position())
                .contains(tuple("the file ends too early", "byte " + beforeTheSession));
    }
}
