package org.healthwarehouse.garmin.fit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.healthwarehouse.garmin.fit.FitProblem.Kind;
import org.healthwarehouse.model.Attributes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Reads files that devices wrote, where they are at hand, and finds in them what two other decoders found. */
class FitRecordingsTest {
    /** The first decoder gives up in the middle of this one, at a field that no value fits into. */
    private static final String MISALIGNED = "fit/corrupt/coros-pace-2-cycling-misaligned-fields.fit";

    private static final Map<String, List<FitProblem>> PROBLEMS = Map.of(
            "fit/corrupt/activity-filecrc.fit",
            List.of(new FitProblem(Kind.CHECKSUM, 769)),
            "fit/corrupt/activity-activity-filecrc.fit",
            List.of(new FitProblem(Kind.CHECKSUM, 1540)),
            "fit/corrupt/activity-settings-corruptheader.fit",
            List.of(new FitProblem(Kind.BAD_HEADER, 771)),
            "fit/corrupt/activity-settings-nodata.fit",
            List.of(new FitProblem(Kind.TRUNCATED, 783)),
            "fit/corrupt/activity-unexpected-eof.fit",
            List.of(new FitProblem(Kind.TRUNCATED, 751)),
            "fit/corrupt/nick.fit",
            List.of(new FitProblem(Kind.OVERRUN, 403_437), new FitProblem(Kind.CHECKSUM, 403_454)),
            "fit/corrupt/strava-android-app-201.10-b1218918.fit",
            List.of(new FitProblem(Kind.UNDEFINED_MESSAGE, 7_471), new FitProblem(Kind.TRUNCATED, 78_233)));

    @TestFactory
    Stream<DynamicTest> everyFileHoldsWhatOtherDecodersFind() throws IOException {
        return Recordings.expected().asMap().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> check(entry.getKey(), new Expected((Map<?, ?>) entry.getValue()))));
    }

    private static void check(String name, Expected expected) throws IOException {
        byte[] bytes = Recordings.bytes(name);
        FitReader reader = new FitReader(new ByteArrayInputStream(bytes));
        Tally tally = new Tally();
        long limit = name.equals(MISALIGNED) ? expected.messages() : Long.MAX_VALUE;
        for (long i = 0; i < limit && reader.next(); i++) {
            tally.add(reader.message());
        }
        expected.check(tally);
        assertThat(reader.files()).isEqualTo(expected.files());
        assertThat(reader.problems()).isEqualTo(PROBLEMS.getOrDefault(name, List.of()));
    }

    @Test
    void fieldsThatNoValueFitsIntoDoNotEndTheFile() throws IOException {
        FitReader reader = new FitReader(new ByteArrayInputStream(Recordings.bytes(MISALIGNED)));
        Tally tally = new Tally();
        while (reader.next()) {
            tally.add(reader.message());
        }
        assertThat(tally.messages)
                .containsEntry(18, 1L)
                .containsEntry(19, 4L)
                .containsEntry(20, 11_272L)
                .containsEntry(21, 12L);
        assertThat(tally.sessions.get(0)).containsEntry("total_elapsed_time", 12_719.0);
    }

    @Test
    void developersFieldsAreReadByTheirNames() throws IOException {
        FitReader reader = new FitReader(new ByteArrayInputStream(Recordings.bytes("fit/activity/DeveloperData.fit")));
        List<Double> values = new ArrayList<>();
        while (reader.next()) {
            for (String name : reader.message().developerFields()) {
                assertThat(name).isEqualTo("doughnuts_earned");
                values.add(reader.message().developerValues(name)[0]);
            }
        }
        assertThat(values).containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void theFileOfAnActivityAgreesWithWhatTheServiceSaysOfIt() throws IOException {
        FitReader reader =
                new FitReader(new ByteArrayInputStream(Recordings.bytes("activity-pairs/10000000011/activity.fit")));
        Tally tally = new Tally();
        while (reader.next()) {
            tally.add(reader.message());
        }
        assertThat(reader.problems()).isEmpty();
        String json = new String(Recordings.bytes("activity-pairs/10000000011/activity.json"), UTF_8);
        Map<?, ?> summary = Expected.map(Attributes.parse(json).asMap(), "summaryDTO");
        assertThat(tally.sessions.get(0).get("total_distance"))
                .isCloseTo(Expected.number(summary.get("distance")).doubleValue(), within(0.01));
        assertThat(tally.sessions.get(0).get("total_timer_time"))
                .isCloseTo(Expected.number(summary.get("duration")).doubleValue(), within(0.01));
        assertThat(tally.sessions.get(0).get("avg_heart_rate"))
                .isCloseTo(Expected.number(summary.get("averageHR")).doubleValue(), within(0.5));
    }
}
