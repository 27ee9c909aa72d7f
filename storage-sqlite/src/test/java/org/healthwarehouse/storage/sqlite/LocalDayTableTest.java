package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.ANN;
import static org.healthwarehouse.storage.sqlite.Fixtures.HEART_RATE;
import static org.healthwarehouse.storage.sqlite.Fixtures.HR;
import static org.healthwarehouse.storage.sqlite.Fixtures.NOW;
import static org.healthwarehouse.storage.sqlite.Fixtures.VENDOR;
import static org.healthwarehouse.storage.sqlite.Fixtures.claim;
import static org.healthwarehouse.storage.sqlite.Fixtures.page;
import static org.healthwarehouse.storage.sqlite.Fixtures.samples;
import static org.healthwarehouse.storage.sqlite.Fixtures.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Local days, and what is told by local dates. */
class LocalDayTableTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 3, 10);
    private static final RecordType SUMMARY = new RecordType(
            "daily_summary",
            List.of(new RecordType.Field("date", RecordType.Kind.TEXT, "1", "Of which date.")),
            "A day in short.");

    @TempDir
    Path folder;

    private Storage store;
    private int jobs;

    @BeforeEach
    void open() {
        store = SqliteStorage.open(folder.resolve("health.db"), InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static LocalDay day(int day, String start, String end) {
        return new LocalDay(FIRST.plusDays(day), TimeRange.of(Instant.parse(start), Instant.parse(end)));
    }

    private static TimeRange dates(int first, int count) {
        return TimeRange.ofDates(FIRST.plusDays(first), FIRST.plusDays(first + count));
    }

    private void commit(StreamId stream, List<SampleBatch> samples, List<ParsedRecord> records, LocalDay... days) {
        jobs++;
        var claim = claim(store, "job" + jobs, dates(0, 10));
        var unused = store.commit(new PageCommit(
                claim,
                Optional.of(page("page " + jobs)),
                1,
                new PageContent(samples, records, List.of(), List.of(), List.of(days), List.of()),
                List.of(new PageCommit.CoverageChange(
                        stream, CoverageEntry.settled(claim.range(), NOW), TimeAxis.LOCAL_DATE)),
                true,
                1,
                NOW));
    }

    private static SampleBatch sample(String start, Duration length) {
        return samples(HEART_RATE, Device.of("watch"), Instant.parse(start), Duration.ZERO, length, 60);
    }

    private SortedSet<Instant> daysWithData(StreamId stream, TimeRange dates) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.daysWithData(stream, dates);
        }
    }

    private static Instant[] midnights(int... days) {
        return java.util.Arrays.stream(days)
                .mapToObj(
                        day -> FIRST.plusDays(day).atStartOfDay(ZoneOffset.UTC).toInstant())
                .toArray(Instant[]::new);
    }

    @Test
    void daysAreFoundByTheirDates() {
        LocalDay one = day(1, "2025-03-10T23:00:00Z", "2025-03-11T23:00:00Z");
        LocalDay three = day(3, "2025-03-12T23:00:00Z", "2025-03-13T23:00:00Z");
        commit(HR, List.of(), List.of(), three, one);

        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.localDays(ANN, VENDOR, dates(0, 10))).containsExactly(one, three);
            assertThat(snapshot.localDays(ANN, VENDOR, dates(2, 2))).containsExactly(three);
            assertThat(snapshot.localDays(ANN, VENDOR, dates(2, 1))).isEmpty();
            assertThat(snapshot.localDays(UserId.of("bob"), VENDOR, dates(0, 10)))
                    .isEmpty();
        }
    }

    @Test
    void aChangedIntervalTakesThePlaceOfTheFormer() {
        commit(HR, List.of(), List.of(), day(1, "2025-03-10T23:00:00Z", "2025-03-11T12:00:00Z"));
        LocalDay whole = day(1, "2025-03-10T23:00:00Z", "2025-03-11T23:00:00Z");
        commit(HR, List.of(), List.of(), whole);

        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.localDays(ANN, VENDOR, dates(0, 10))).containsExactly(whole);
        }
    }

    @Test
    void whatWasReckonedNeverTakesThePlaceOfWhatIsExact() {
        LocalDay exact = day(1, "2025-03-10T23:00:00Z", "2025-03-11T22:00:00Z");
        LocalDay early = guess(1, "2025-03-11T00:00:00Z", "2025-03-12T00:00:00Z");
        LocalDay late = guess(1, "2025-03-11T01:00:00Z", "2025-03-12T01:00:00Z");
        commit(HR, List.of(), List.of(), early);
        commit(HR, List.of(), List.of(), late);
        assertThat(days()).as("of two guesses the later counts").containsExactly(late);

        commit(HR, List.of(), List.of(), exact, early);
        commit(HR, List.of(), List.of(), late);
        assertThat(days()).containsExactly(exact);
    }

    @Test
    void aGuessThatProvesTrueBecomesExact() {
        LocalDay exact = day(1, "2025-03-10T23:00:00Z", "2025-03-11T23:00:00Z");
        commit(HR, List.of(), List.of(), guess(1, "2025-03-10T23:00:00Z", "2025-03-11T23:00:00Z"));
        commit(HR, List.of(), List.of(), exact);
        assertThat(days()).containsExactly(exact);
    }

    private static LocalDay guess(int day, String start, String end) {
        return LocalDay.reckoned(FIRST.plusDays(day), TimeRange.of(Instant.parse(start), Instant.parse(end)));
    }

    private List<LocalDay> days() {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.localDays(ANN, VENDOR, dates(0, 10));
        }
    }

    @Test
    void theAxisIsKeptWithTheStream() {
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.axis(HR)).isEqualTo(TimeAxis.UTC);
        }
        commit(HR, List.of(), List.of());
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.axis(HR)).isEqualTo(TimeAxis.LOCAL_DATE);
        }
    }

    @Test
    void aDateHasDataIfARowTouchesItsTrueInterval() {
        commit(
                HR,
                List.of(
                        sample("2025-03-11T23:30:00Z", Duration.ZERO),
                        sample("2025-03-14T22:00:00Z", Duration.ofHours(2))),
                List.of(),
                day(1, "2025-03-10T23:00:00Z", "2025-03-11T23:00:00Z"),
                day(2, "2025-03-11T23:00:00Z", "2025-03-12T23:00:00Z"),
                day(3, "2025-03-12T23:00:00Z", "2025-03-13T23:00:00Z"),
                day(4, "2025-03-13T23:00:00Z", "2025-03-14T23:00:00Z"),
                day(5, "2025-03-14T23:00:00Z", "2025-03-15T23:00:00Z"));

        assertThat(daysWithData(HR, dates(0, 10))).containsExactly(midnights(2, 4, 5));
        assertThat(daysWithData(HR, dates(5, 1))).containsExactly(midnights(5));
    }

    @Test
    void aDateHasDataIfARecordNamesIt() {
        StreamId summaries = stream(SUMMARY);
        Instant next = Instant.parse("2025-03-12T05:00:00Z");
        ParsedRecord record = new ParsedRecord(
                SUMMARY,
                Set.of(new RecordKey("id", "1")),
                next,
                next,
                Optional.empty(),
                false,
                Attributes.of(Map.of("date", FIRST.plusDays(1).toString())));
        commit(
                summaries,
                List.of(),
                List.of(record),
                day(1, "2025-03-10T23:00:00Z", "2025-03-11T23:00:00Z"),
                day(2, "2025-03-11T23:00:00Z", "2025-03-12T23:00:00Z"));

        assertThat(daysWithData(summaries, dates(0, 10))).containsExactly(midnights(1, 2));
        assertThat(daysWithData(summaries, dates(1, 1))).containsExactly(midnights(1));
    }

    @Test
    void rowsOfADateThatBeganBeforeItsUtcDayAreInsideTheLedger() {
        commit(
                HR,
                List.of(sample("2025-03-09T12:00:00Z", Duration.ZERO)),
                List.of(),
                day(0, "2025-03-09T11:00:00Z", "2025-03-10T11:00:00Z"));

        assertThat(store.care().verify(progress -> true).findings()).isEmpty();

        commit(HR, List.of(sample("2025-03-08T12:00:00Z", Duration.ZERO)), List.of());
        assertThat(store.care().verify(progress -> true).findings()).hasSize(1);
    }
}
