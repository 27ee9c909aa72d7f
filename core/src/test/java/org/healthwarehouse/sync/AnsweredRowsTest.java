package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.coverage.AnswerData;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.junit.jupiter.api.Test;

class AnsweredRowsTest {
    private static final LocalDate DATE = LocalDate.of(2026, 5, 10);
    private static final TimeRange INTERVAL = range("2026-05-09T22:00:00Z", "2026-05-10T22:00:00Z");
    private static final RecordType SUMMARY = new RecordType(
            "summary",
            List.of(new RecordType.Field("date", RecordType.Kind.TEXT, "1", "Of which date.")),
            "A day in short.");
    private static final RecordType OTHER = new RecordType("other", List.of(), "Declares no date.");

    private final AnsweredRows rows =
            new AnsweredRows(TimeAxis.LOCAL_DATE, TimeRange.ofDates(DATE.minusDays(3), DATE.plusDays(4)));

    private static TimeRange range(String start, String end) {
        return TimeRange.of(Instant.parse(start), Instant.parse(end));
    }

    private boolean holdsAfterSample(String start, long lengthMs) {
        long at = Instant.parse(start).toEpochMilli();
        rows.add(new PageContent(
                List.of(new SampleBatch(
                        DataTypes.HEART_RATE,
                        Device.of("watch"),
                        "",
                        new long[] {at},
                        new long[] {lengthMs},
                        new double[] {60},
                        Map.of())),
                List.of(),
                List.of()));
        AnswerData data = rows.ofType(DataTypes.HEART_RATE);
        return data.holds(DATE, INTERVAL);
    }

    @Test
    void aSampleInsideTheIntervalIsOfTheDate() {
        assertThat(holdsAfterSample("2026-05-09T22:00:00Z", 0)).isTrue();
    }

    @Test
    void aSampleAMinuteBeforeOrAtTheEndIsNot() {
        assertThat(holdsAfterSample("2026-05-09T21:59:00Z", 0)).isFalse();
        assertThat(holdsAfterSample("2026-05-10T22:00:00Z", 0)).isFalse();
    }

    @Test
    void aLongSampleThatReachesIntoTheIntervalIs() {
        assertThat(holdsAfterSample("2026-05-09T21:00:00Z", 3_600_000)).isFalse();
        assertThat(holdsAfterSample("2026-05-09T21:00:00Z", 3_600_001)).isTrue();
    }

    @Test
    void whatLiesYearsAwayDoesNotCount() {
        assertThat(holdsAfterSample("1999-05-09T21:00:00Z", 0)).isFalse();
        assertThat(holdsAfterSample("2199-05-09T21:00:00Z", 0)).isFalse();
    }

    @Test
    void aRecordThatNamesTheDateIsOfItIfItsTypeDeclaresThat() {
        rows.add(new PageContent(List.of(), List.of(record(SUMMARY), record(OTHER)), List.of()));

        assertThat(rows.ofType(SUMMARY).holds(DATE, INTERVAL)).isTrue();
        assertThat(rows.ofType(SUMMARY).holds(DATE.minusDays(1), range("2026-05-08T22:00:00Z", "2026-05-09T22:00:00Z")))
                .isFalse();
        assertThat(rows.ofType(OTHER).holds(DATE, INTERVAL)).isFalse();
    }

    private static ParsedRecord record(RecordType type) {
        Instant elsewhere = Instant.parse("2026-05-11T05:00:00Z");
        return new ParsedRecord(
                type,
                Set.of(new RecordKey("id", "1")),
                elsewhere,
                elsewhere,
                Optional.empty(),
                false,
                Attributes.of(Map.of("date", DATE.toString())));
    }
}
