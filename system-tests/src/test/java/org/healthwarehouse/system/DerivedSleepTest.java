package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.SLEEP;
import static org.healthwarehouse.model.DataTypes.SLEEP_STAGE;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.Reading;
import org.healthwarehouse.StreamStatus;
import org.healthwarehouse.WarehouseConfig;
import org.healthwarehouse.coverage.Coverage;
import org.healthwarehouse.coverage.CoverageState;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.Sleep;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.SyncOutcome;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.PersonMetric;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sleeps out of the stages that a simulated Fulcra sends. */
class DerivedSleepTest {
    private static final Instant NOW = Instant.parse("2026-06-15T15:00:00Z");
    private static final Instant START = Instant.parse("2026-03-01T15:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(30));
    private static final Duration REACH = Duration.ofHours(2);

    @TempDir
    Path folder;

    private final SyntheticPerson person = SyntheticPerson.seeded(11);
    private final ManualClock clock = new ManualClock(NOW);
    private final FulcraSimulator vendor =
            FulcraSimulator.serving(person).clock(clock).build();

    private FulcraConnector connector() {
        return FulcraConnector.builder()
                .token(vendor.token())
                .userId(vendor.userId())
                .baseUri(URI.create("http://127.0.0.1"))
                .build();
    }

    private Bench bench(String file) {
        return new Bench(
                folder.resolve(file),
                connector(),
                SyncSettings.DEFAULT,
                clock,
                new SeededScheduler(clock, new SplittableRandom(1)),
                vendor.inMemory());
    }

    private static List<Sleep> stored(HealthWarehouse warehouse) {
        return warehouse
                .sleeps()
                .between(START, END)
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data();
    }

    /** What the watch recorded of a stage inside a range. */
    private Duration recorded(int stage, Instant from, Instant to) {
        long[] sum = {0};
        person.samples(PersonMetric.SLEEP_STAGE, from, to, sample -> {
            if (sample.value() == stage) {
                sum[0] += Duration.between(sample.start(), sample.end()).toMillis();
            }
        });
        return Duration.ofMillis(sum[0]);
    }

    @Test
    void sleepsHaveTheStagesThatThePersonHad() {
        try (Bench bench = bench("health.db")) {
            assertThat(bench.sync(SyncRequest.of(SLEEP).between(START, END)).isComplete())
                    .isTrue();
            List<Sleep> sleeps = stored(bench.warehouse);
            assertThat(sleeps).hasSizeBetween(28, 31);
            for (Sleep sleep : sleeps) {
                assertThat(sleep.light().orElse(Duration.ZERO)).isEqualTo(recorded(3, sleep.start(), sleep.end()));
                assertThat(sleep.deep().orElse(Duration.ZERO)).isEqualTo(recorded(4, sleep.start(), sleep.end()));
                assertThat(sleep.rem().orElse(Duration.ZERO)).isEqualTo(recorded(5, sleep.start(), sleep.end()));
            }
            assertThat(total(sleeps.stream().map(Sleep::deep).toList())).isEqualTo(recorded(4, START, END));
            assertThat(total(sleeps.stream().map(Sleep::rem).toList())).isEqualTo(recorded(5, START, END));
            assertThat(bench.number("SELECT count(*) FROM sleep_cycles WHERE end_ms > " + START.toEpochMilli()
                            + " AND start_ms < " + END.toEpochMilli()))
                    .isEqualTo(sleeps.size());
        }
    }

    private static Duration total(List<Optional<Duration>> parts) {
        return parts.stream().flatMap(Optional::stream).reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void whoAsksForSleepsAsksForTheirStagesAndALittleMore() {
        try (Bench bench = bench("health.db")) {
            SyncRequest request = SyncRequest.of(SLEEP).between(START, END);
            assertThat(bench.warehouse.plan(request).gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.stream().type()).isEqualTo(SLEEP_STAGE);
                assertThat(gap.gap().range()).isEqualTo(TimeRange.of(START, END).padded(REACH.multipliedBy(6)));
            });
            Reading<List<HealthRecord>> first = bench.warehouse
                    .records(SLEEP)
                    .between(END.minus(Duration.ofDays(3)), END)
                    .read();
            assertThat(first.freshness().origin()).isEqualTo(Freshness.Origin.VENDOR);
            assertThat(first.freshness().freshEnough()).isTrue();
            assertThat(first.freshness().coverage()).isEqualTo(1);
            assertThat(first.data()).isNotEmpty();
            int calls = vendor.calls();
            Reading<List<Sleep>> again = bench.warehouse
                    .sleeps()
                    .between(END.minus(Duration.ofDays(3)), END)
                    .read();
            assertThat(vendor.calls()).isEqualTo(calls);
            assertThat(again.freshness().origin()).isEqualTo(Freshness.Origin.LOCAL);
            assertThat(again.freshness().freshEnough()).isTrue();
            assertThat(again.data()).hasSameSizeAs(first.data());
        }
    }

    @Test
    void sleepsUpToThePresentAreFreshRightAfterTheyWereRead() {
        try (Bench bench = bench("health.db")) {
            Reading<List<Sleep>> today =
                    bench.warehouse.sleeps().last(Duration.ofDays(3)).read();
            assertThat(today.freshness().openGaps()).isEmpty();
            assertThat(today.freshness().freshEnough()).isTrue();
        }
    }

    @Test
    void aNightThatBeganBeforeTheRangeIsReadWhole() {
        Instant threeInTheMorning = START.plus(Duration.ofHours(12 + 24 * 4));
        Instant noon = threeInTheMorning.plus(Duration.ofHours(9));
        try (Bench whole = bench("whole.db");
                Bench bench = bench("health.db")) {
            var unused = whole.sync(SyncRequest.of(SLEEP).between(START, END));
            List<Sleep> night = bench.warehouse
                    .sleeps()
                    .between(threeInTheMorning, noon)
                    .read()
                    .data();
            assertThat(night)
                    .extracting(Sleep::start)
                    .isNotEmpty()
                    .isEqualTo(whole.warehouse.sleeps().between(threeInTheMorning, noon).read().data().stream()
                            .map(Sleep::start)
                            .toList());
        }
    }

    @Test
    void aNightOfWhichThePartBeforeTheRangeIsNotHeldLacksIt() {
        Instant threeInTheMorning = START.plus(Duration.ofHours(12 + 24 * 4));
        Instant noon = threeInTheMorning.plus(Duration.ofHours(9));
        Instant held = threeInTheMorning.minus(REACH).minus(Duration.ofMinutes(1));
        try (Bench bench = bench("health.db")) {
            var unused = bench.sync(SyncRequest.of(SLEEP_STAGE).between(held, noon.plus(REACH)));
            Freshness cut = bench.warehouse
                    .sleeps()
                    .between(threeInTheMorning, noon)
                    .mode(ReadMode.LOCAL_ONLY)
                    .read()
                    .freshness();
            assertThat(cut.freshEnough()).isFalse();
            assertThat(cut.openGaps()).isNotEmpty();
            var unusedToo = bench.sync(cut.closingRequest().orElseThrow());
            assertThat(bench.warehouse
                            .sleeps()
                            .between(threeInTheMorning, noon)
                            .mode(ReadMode.LOCAL_ONLY)
                            .read()
                            .freshness()
                            .freshEnough())
                    .isTrue();
        }
    }

    @Test
    void nearTimeThatIsNotHeldASleepMayStillGrow() {
        try (Bench bench = bench("health.db")) {
            var unused = bench.sync(SyncRequest.of(SLEEP_STAGE).between(START, END));
            Coverage coverage =
                    bench.warehouse.coverage(SLEEP, TimeRange.of(START, END)).get(0);
            assertThat(coverage.in(CoverageState.PROVISIONAL).ranges())
                    .containsExactly(TimeRange.of(START, START.plus(REACH)), TimeRange.of(END.minus(REACH), END));
            assertThat(coverage.heldFraction()).isEqualTo(1);
            Freshness freshness = bench.warehouse
                    .sleeps()
                    .between(START, END)
                    .mode(ReadMode.LOCAL_ONLY)
                    .read()
                    .freshness();
            assertThat(freshness.openGaps()).hasSize(2);
            assertThat(freshness.openGaps().get(0).gap().range()).isEqualTo(TimeRange.of(START, START.plus(REACH)));
            assertThat(bench.sync(freshness.closingRequest().orElseThrow()).isComplete())
                    .isTrue();
            assertThat(bench.warehouse
                            .coverage(SLEEP, TimeRange.of(START, END))
                            .get(0)
                            .in(CoverageState.PROVISIONAL)
                            .isEmpty())
                    .isTrue();
        }
    }

    @Test
    void sleepsAreOfferedAndHaveAStatus() {
        try (Bench bench = bench("health.db")) {
            assertThat(bench.warehouse.offeredTypes()).contains(SLEEP, SLEEP_STAGE);
            assertThat(status(bench).needsSync()).isTrue();
            var unused = bench.sync(SyncRequest.of(SLEEP).between(START, END));
            StreamStatus status = status(bench);
            assertThat(status.lastOutcome()).contains(SyncOutcome.SUCCESS);
            assertThat(status.recordsInTotal()).isEqualTo(bench.number("SELECT count(*) FROM sleep_cycles"));
            assertThat(bench.warehouse.verify().findings()).isEmpty();
        }
    }

    @Test
    void withoutAStoreSleepsAreMadeOfWhatTheSourceJustSaid() {
        Instant from = END.minus(Duration.ofDays(3));
        try (Bench bench = bench("health.db");
                HealthWarehouse without = HealthWarehouse.builder()
                        .config(WarehouseConfig.of(Map.of("HEALTHWAREHOUSE_DB_ENABLED", "false")))
                        .connector(connector())
                        .transport(vendor.inMemory())
                        .clock(clock)
                        .scheduler(new SeededScheduler(clock, new SplittableRandom(2)))
                        .build()) {
            List<Sleep> kept =
                    bench.warehouse.sleeps().between(from, END).read().data();
            Reading<List<Sleep>> straight = without.sleeps().between(from, END).read();
            assertThat(straight.data())
                    .extracting(Sleep::start)
                    .containsExactlyElementsOf(kept.stream().map(Sleep::start).toList());
            assertThat(straight.freshness().freshEnough()).isTrue();
        }
    }

    private static StreamStatus status(Bench bench) {
        return bench.warehouse.status().streams().stream()
                .filter(stream -> stream.stream().type().equals(SLEEP))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void settledSleepsThatAreOpenedAgainAreAskedForAgain() {
        try (Bench bench = bench("health.db")) {
            SyncRequest request = SyncRequest.of(SLEEP).between(START, END);
            var unused = bench.sync(request);
            assertThat(bench.warehouse.plan(request).isEmpty()).isTrue();
            SyncRequest again = bench.warehouse.reopen(SLEEP, TimeRange.of(START, START.plus(Duration.ofDays(1))));
            assertThat(bench.warehouse.plan(again).isEmpty()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void inWhateverOrderTheStagesComeTheSleepsAreTheSame(long seed) {
        Random random = new Random(seed);
        Instant until = START.plus(Duration.ofDays(8));
        List<TimeRange> windows = new ArrayList<>();
        for (Instant at = START; at.isBefore(until); ) {
            Instant end = at.plus(Duration.ofMinutes(60 + random.nextInt(700)));
            windows.add(TimeRange.of(at, end.isAfter(until) ? until : end));
            at = end;
        }
        Collections.shuffle(windows, random);
        try (Bench whole = bench("whole.db");
                Bench pieces = bench("pieces.db")) {
            var unused = whole.sync(SyncRequest.of(SLEEP_STAGE).between(START, until));
            for (TimeRange window : windows) {
                var unusedToo = pieces.sync(SyncRequest.of(SLEEP_STAGE).in(window));
            }
            assertThat(forms(pieces)).isEqualTo(forms(whole)).isNotEmpty();
            assertThat(pieces.warehouse.verify().findings()).isEmpty();
        }
    }

    private static List<String> forms(Bench bench) {
        return stored(bench.warehouse).stream()
                .map(sleep -> sleep.start() + "/" + sleep.end() + " "
                        + sleep.record().keys() + " "
                        + sleep.record().attributes().toJson())
                .toList();
    }
}
