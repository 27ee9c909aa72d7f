package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.SLEEP;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ForwardingPageSink;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.RawPage.Origin;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.sync.EventOutcome;
import org.healthwarehouse.sync.IngestReceipt;
import org.healthwarehouse.sync.ReprocessRequest;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages are read again of records of which several tell, and of feeds of which not every page was asked for. */
class ReprocessOfManyTest {
    private static final Instant NIGHT = Bench.NOW.minus(Duration.ofDays(40));
    private static final TimeRange MONTH =
            new TimeRange(NIGHT.minus(Duration.ofDays(5)), NIGHT.plus(Duration.ofDays(5)));
    private static final FeedId SLEEPS = new FeedId("sleep");

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Bench.NOW);
    private final NoteVendor vendor = new NoteVendor();

    private Bench bench(Connector connector) {
        return new Bench(
                folder.resolve("health.db"),
                connector,
                SyncSettings.DEFAULT,
                clock,
                new SeededScheduler(clock, new SplittableRandom(1)));
    }

    /** By a parser that reads scores a hundred too high. */
    private Connector misread() {
        return new RereadConnector(vendor, 1, ReprocessOfManyTest::tooHigh);
    }

    private Connector today() {
        return RereadConnector.rightly(vendor, 2);
    }

    private static PageSink tooHigh(PageSink sink) {
        return new ForwardingPageSink(sink) {
            @Override
            public void record(ParsedRecord record) {
                Map<String, Object> values = new HashMap<>();
                values.put("score", record.attributes().number("score").orElseThrow() + 100);
                ParsedRecord read = new ParsedRecord(
                        record.type(),
                        record.keys(),
                        record.start(),
                        record.end(),
                        record.updatedAt(),
                        record.open(),
                        Attributes.of(values));
                super.record(record.origin().map(read::toldBy).orElse(read));
            }
        };
    }

    /** By a parser that does not see the record of that id. */
    private Connector blindTo(int version, String uuid) {
        UnaryOperator<PageSink> blind = sink -> new ForwardingPageSink(sink) {
            @Override
            public void record(ParsedRecord record) {
                if (!record.keys().contains(RecordKey.uuid(uuid))) {
                    super.record(record);
                }
            }
        };
        return new RereadConnector(vendor, version, blind);
    }

    private static String sleep(String keys, String changed, int score) {
        return "sleep " + keys + " " + NIGHT + " 8 " + changed + " " + score;
    }

    private void sync(Bench bench) {
        assertThat(bench.sync(SyncRequest.of(SLEEP).in(MONTH).forced()).isComplete())
                .isTrue();
        clock.advance(Duration.ofMinutes(1));
    }

    private IngestReceipt submit(Bench bench, FeedId feed, Origin origin, String... lines) {
        IngestReceipt receipt = submit(bench, NoteVendor.page(feed, origin, clock.instant(), lines));
        clock.advance(Duration.ofMinutes(1));
        return receipt;
    }

    private static IngestReceipt submit(Bench bench, RawPage page) {
        return bench.warehouse.ingest().submit(UserId.LOCAL, page);
    }

    private IngestReceipt imported(Bench bench, String... lines) {
        return submit(bench, new FeedId("export/sleeps"), Origin.IMPORT, lines);
    }

    private static void reprocess(Bench bench) {
        assertThat(bench.warehouse
                        .reprocess(ReprocessRequest.everything().evenIfRead())
                        .await()
                        .isComplete())
                .isTrue();
    }

    /** Score and who tells, of every record. */
    private static List<String> records(Bench bench) {
        return bench.query("SELECT CAST(json_extract(attributes, '$.score') AS INTEGER), told FROM record ORDER BY 1");
    }

    @Test
    void whatTheVendorToldIsReadAnewThoughAFileTellsOfItToo() {
        try (Bench bench = bench(misread())) {
            vendor.lines.add(sleep("uuid=a", "-", 80));
            sync(bench);
        }
        try (Bench bench = bench(today())) {
            imported(bench, sleep("uuid=a", "-", 70));
            assertThat(records(bench)).containsExactly("180|3");
            reprocess(bench);
            assertThat(records(bench)).containsExactly("80|3");
        }
    }

    @Test
    void whatTheVendorToldIsUnderstoodOnlyNowOfARecordThatAFileTellsOf() {
        try (Bench bench = bench(blindTo(1, "a"))) {
            vendor.lines.add(sleep("uuid=a", "-", 80));
            sync(bench);
        }
        try (Bench bench = bench(today())) {
            imported(bench, sleep("uuid=a", "-", 70));
            reprocess(bench);
            assertThat(records(bench)).containsExactly("80|3");
        }
    }

    @Test
    void theKeysThatAFileGaveARecordStay() {
        try (Bench bench = bench(today())) {
            imported(bench, sleep("uuid=a,file=1", "-", 70));
            vendor.lines.add(sleep("uuid=a", "-", 80));
            sync(bench);
            reprocess(bench);
            assertThat(imported(bench, sleep("file=1", "-", 70)).added()).isZero();
            assertThat(records(bench)).containsExactly("80|3");
        }
    }

    @Test
    void ofARecordThatTheVendorNeverToldTheFilesWordStays() {
        try (Bench bench = bench(today())) {
            vendor.lines.add(sleep("uuid=a", "-", 80));
            sync(bench);
            imported(bench, sleep("uuid=a", "-", 70));
        }
        try (Bench bench = bench(blindTo(3, "a"))) {
            reprocess(bench);
            assertThat(records(bench)).containsExactly("70|2");
        }
    }

    @Test
    void whatOnlyAParserTookAwayAFileMayBring() {
        try (Bench bench = bench(today())) {
            vendor.lines.add(sleep("uuid=a", "-", 80));
            sync(bench);
        }
        try (Bench bench = bench(blindTo(3, "a"))) {
            reprocess(bench);
            assertThat(records(bench)).isEmpty();
        }
        try (Bench bench = bench(today())) {
            imported(bench, sleep("uuid=a", "-", 70));
            assertThat(records(bench)).containsExactly("70|2");
        }
    }

    @Test
    void aMentionOnTheSamePageIsNotTakenForTheWordOfTheVendor() {
        try (Bench bench = bench(today())) {
            vendor.lines.add(sleep("uuid=a,cycle=1", "-", 80));
            vendor.lines.add(sleep("uuid=a", "-", 75) + " MENTION");
            sync(bench);
            assertThat(records(bench)).containsExactly("80|9");
            reprocess(bench);
            assertThat(records(bench)).containsExactly("80|9");
            assertThat(bench.number("SELECT count(*) FROM record_revision")).isZero();
        }
    }

    @Test
    void aPushThatChangedNothingBecauseItWasOlderChangesNothingNowEither() {
        try (Bench bench = bench(today())) {
            vendor.lines.add(sleep("uuid=a", "2026-05-20T10:00:00Z", 82));
            sync(bench);
            assertThat(submit(bench, SLEEPS, Origin.PUSH, sleep("uuid=a", "2026-05-20T09:00:00Z", 81))
                            .isUnchanged())
                    .isTrue();
            reprocess(bench);
            assertThat(records(bench)).containsExactly("82|1");
        }
    }

    @Test
    void aPushThatWaitedLongerThanAnAnswerTookChangesNothingNowEither() {
        try (Bench bench = bench(today())) {
            RawPage sleep = NoteVendor.page(SLEEPS, Origin.PUSH, clock.instant(), sleep("uuid=a", "-", 70));
            RawPage heart = NoteVendor.page(SLEEPS, Origin.PUSH, clock.instant(), "heart " + NIGHT + " 50");
            clock.advance(Duration.ofMinutes(1));
            vendor.lines.addAll(List.of(sleep("uuid=a", "-", 80), "heart " + NIGHT + " 61"));
            sync(bench);
            assertThat(submit(bench, sleep).isUnchanged()).isTrue();
            assertThat(submit(bench, heart).isUnchanged()).isTrue();
            assertThat(records(bench)).containsExactly("80|1");
            reprocess(bench);
            assertThat(records(bench)).containsExactly("80|1");
            assertThat(bench.stored(NoteVendor.SOURCE, HEART_RATE, MONTH)).containsExactly(61.0);
        }
    }

    @Test
    void anAnswerThatWasOnItsWayDoesNotUndoNowWhatThePushWasNewerThan() {
        try (Bench bench = bench(today())) {
            vendor.lines.add(sleep("uuid=a", "2026-05-20T09:00:00Z", 80));
            vendor.meanwhile = () -> {
                clock.advance(Duration.ofSeconds(1));
                submit(bench, SLEEPS, Origin.PUSH, sleep("uuid=a", "2026-05-20T10:00:00Z", 85));
            };
            sync(bench);
            assertThat(records(bench)).containsExactly("85|1");
            reprocess(bench);
            assertThat(records(bench)).containsExactly("85|1");
        }
    }

    @Test
    void theSameBytesThatCameOnceMoreAreAsOldNowAsTheyWereThen() {
        try (Bench bench = bench(today())) {
            String[] first = {sleep("uuid=a", "-", 80), "heart " + NIGHT + " 61"};
            submit(bench, SLEEPS, Origin.PUSH, first);
            vendor.lines.addAll(List.of(sleep("uuid=a", "-", 85), "heart " + NIGHT + " 65"));
            sync(bench);
            submit(bench, SLEEPS, Origin.PUSH, first);
            reprocess(bench);
            assertThat(records(bench)).containsExactly("85|1");
            assertThat(bench.stored(NoteVendor.SOURCE, HEART_RATE, MONTH)).containsExactly(65.0);
        }
    }

    @Test
    void whatWasGoneWhenAPushWaitedIsGoneNowToo() {
        try (Bench bench = bench(today())) {
            RawPage waiting = NoteVendor.page(SLEEPS, Origin.PUSH, clock.instant(), sleep("uuid=a", "-", 70));
            submit(bench, SLEEPS, Origin.PUSH, sleep("uuid=a", "-", 80));
            submit(bench, SLEEPS, Origin.PUSH, "gone sleep uuid=a");
            submit(bench, waiting);
            assertThat(records(bench)).isEmpty();
            reprocess(bench);
            assertThat(records(bench)).isEmpty();
        }
    }

    @Test
    void whatAFileFilledGivesWayToWhatTheVendorIsNowUnderstoodToSay() {
        UnaryOperator<PageSink> deaf = sink -> new ForwardingPageSink(sink) {
            @Override
            public SampleSink samples(SampleType type, Device device, String channel) {
                return super.samples(type, Device.of("nobody's"), channel);
            }
        };
        try (Bench bench = bench(new RereadConnector(vendor, 1, deaf))) {
            vendor.lines.add("heart " + NIGHT + " 61");
            sync(bench);
        }
        try (Bench bench = bench(today())) {
            imported(bench, "heart " + NIGHT + " 50");
            reprocess(bench);
            assertThat(bench.stored(NoteVendor.SOURCE, HEART_RATE, MONTH)).containsExactly(61.0);
        }
    }

    @Test
    void aFileThatIsReadByTheConnectorDoesNotSpeakForTheVendor() {
        try (Bench bench = bench(today())) {
            vendor.lines.add(sleep("uuid=a", "-", 80));
            sync(bench);
            submit(bench, SLEEPS, Origin.IMPORT, sleep("uuid=a", "-", 70));
            assertThat(records(bench)).containsExactly("80|3");
            reprocess(bench);
            assertThat(records(bench)).containsExactly("80|3");
        }
    }

    @Test
    void whatWasPushedOrImportedIsAlwaysKeptAndSoIsWhatOnlyItTells() {
        vendor.lists = true;
        try (Bench bench = bench(today())) {
            submit(bench, SLEEPS, Origin.PUSH, sleep("uuid=a", "-", 80));
            submit(bench, SLEEPS, Origin.IMPORT, sleep("uuid=c", "-", 60));
            vendor.lines.add(sleep("uuid=a", "-", 80));
            sync(bench);
            clock.advance(Duration.ofHours(1));
            sync(bench);
            assertThat(bench.query("SELECT origin FROM fetch WHERE raw_id IS NOT NULL AND origin <> 'PULL'"))
                    .containsExactlyInAnyOrder("PUSH", "IMPORT");
            assertThat(bench.number("SELECT count(*) FROM fetch WHERE superseded = 1"))
                    .isPositive();
            reprocess(bench);
            assertThat(records(bench)).containsExactly("60|2", "80|1");
        }
    }

    @Test
    void whatAPageAboutOneRecordSaysOfItsRangeDoesNotCountNowEither() {
        try (Bench bench = bench(today())) {
            assertThat(bench.storage
                            .connections()
                            .connect(UserId.LOCAL, NoteVendor.SOURCE, Optional.of("v-1"), Set.of(), Bench.NOW))
                    .isTrue();
            vendor.single.put(
                    "sleep a", sleep("uuid=a", "-", 80) + "\nclaim sleep " + MONTH.start() + " " + MONTH.end());
            assertThat(bench.warehouse.handle(new VendorEvent(
                            NoteVendor.SOURCE,
                            "v-1",
                            SLEEP,
                            RecordKey.uuid("a"),
                            VendorEvent.Kind.UPDATED,
                            "t-1",
                            clock.instant())))
                    .isEqualTo(new EventOutcome.Handled(1, 0, 1));
            reprocess(bench);
            assertThat(bench.query("SELECT * FROM coverage")).isEmpty();
        }
    }
}
