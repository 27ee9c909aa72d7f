package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.auth.Secret;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.EventOutcome;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.fakes.StoreTruth;
import org.healthwarehouse.testkit.fakes.TrueItem;
import org.healthwarehouse.testkit.fulcra.LoggedRequest;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.whoop.WhoopDelivery;
import org.healthwarehouse.testkit.whoop.WhoopSimulator;
import org.healthwarehouse.whoop.WhoopConnector;
import org.healthwarehouse.whoop.WhoopWebhook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed webhooks of a simulated WHOOP, handled over real sockets into a real file. */
class WhoopEventTest {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Set<DataType> NAMED = Set.of(DataTypes.SLEEP, DataTypes.WORKOUT, DataTypes.RECOVERY);
    private static final Set<DataType> LISTED =
            Set.of(DataTypes.SLEEP, DataTypes.WORKOUT, DataTypes.RECOVERY, DataTypes.CYCLE);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(WhoopBench.NOW);
    private final WhoopSimulator vendor = WhoopSimulator.seeded(5)
            .clock(clock)
            .member(WhoopBench.ANN)
            .member(WhoopBench.BOB)
            .build();
    private WhoopWebhook webhook;
    private WhoopBench bench;

    @BeforeEach
    void logIn() throws InterruptedException {
        webhook = new WhoopWebhook(Secret.of(vendor.clientSecret()), clock);
        bench = new WhoopBench(folder.resolve("health.db"), vendor, clock);
        bench.connect(UserId.LOCAL, vendor, WhoopBench.ANN);
    }

    @AfterEach
    void stop() {
        bench.close();
        vendor.close();
    }

    private void sync() {
        assertThat(bench.warehouse
                        .sync(SyncRequest.of(LISTED).from("whoop").last(MONTH))
                        .await()
                        .isComplete())
                .isTrue();
    }

    private VendorEvent event(WhoopDelivery delivery) {
        return webhook.verify(delivery.headers(), delivery.body().getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    /** As the vendor does it when nobody answered: the same event under a signature of the present. */
    private VendorEvent again(WhoopDelivery delivery) {
        return event(vendor.sign(delivery.body().getBytes(StandardCharsets.UTF_8), clock.instant()));
    }

    /** The first event of the kind; the clock then stands where it happened, to the minute. */
    private VendorEvent next(DataType type, VendorEvent.Kind kind) {
        for (int minute = 0; minute < 60 * 24 * 60; minute++) {
            Instant before = clock.instant();
            clock.advance(Duration.ofMinutes(1));
            Optional<VendorEvent> found = vendor.webhooks(WhoopBench.ANN, before, clock.instant()).stream()
                    .map(this::event)
                    .filter(event -> event.type().equals(type) && event.kind() == kind)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new AssertionError("no such event in two months");
    }

    private List<String> callsAfter(int before) {
        List<LoggedRequest> log = vendor.log();
        return log.subList(before, log.size()).stream()
                .map(LoggedRequest::path)
                .filter(path -> path.startsWith("/developer"))
                .toList();
    }

    private Set<TrueItem> stored(DataType type, TimeRange range) {
        try (Snapshot snapshot = bench.storage.snapshot()) {
            return StoreTruth.stored(snapshot, stream(type), range).stream()
                    .map(WhoopWorld::strong)
                    .collect(Collectors.toSet());
        }
    }

    private static StreamId stream(DataType type) {
        return new StreamId(UserId.LOCAL, WhoopConnector.SOURCE, type);
    }

    private Set<TrueItem> truth(DataType type, TimeRange range) {
        return vendor.truth(WhoopBench.ANN, type, range, clock.instant()).stream()
                .map(WhoopWorld::strong)
                .collect(Collectors.toSet());
    }

    private List<String> query(String sql) {
        return StoreFile.query(folder.resolve("health.db"), sql);
    }

    @Test
    void whatWasUpdatedIsFetchedByItsIdentityAlone() {
        VendorEvent event = next(DataTypes.WORKOUT, VendorEvent.Kind.UPDATED);
        int before = vendor.calls();

        assertThat(bench.warehouse.handle(event)).isInstanceOf(EventOutcome.Handled.class);
        assertThat(callsAfter(before))
                .containsExactly("/developer/v2/activity/workout/" + event.key().value());
        try (Snapshot snapshot = bench.storage.snapshot()) {
            assertThat(snapshot.record(stream(DataTypes.WORKOUT), event.key())).isPresent();
        }
    }

    @Test
    void aRecoveryIsFetchedOverItsSleepAndTheCycle() {
        VendorEvent event = next(DataTypes.RECOVERY, VendorEvent.Kind.UPDATED);
        int before = vendor.calls();

        assertThat(bench.warehouse.handle(event)).isEqualTo(new EventOutcome.Handled(1, 0, 2));
        assertThat(callsAfter(before))
                .first()
                .isEqualTo("/developer/v2/activity/sleep/" + event.key().value());
        try (Snapshot snapshot = bench.storage.snapshot()) {
            assertThat(snapshot.record(stream(DataTypes.RECOVERY), event.key())).isPresent();
        }
    }

    @Test
    void aDeletedSleepIsMarkedAndGoneAndItsRecoveryAfterTheVendorWasAsked() {
        VendorEvent event = next(DataTypes.RECOVERY, VendorEvent.Kind.DELETED);
        clock.set(clock.instant().minus(Duration.ofMinutes(2)));
        sync();
        clock.advance(Duration.ofMinutes(2));
        assertThat(query("SELECT count(*) FROM whoop_sleep WHERE id = '"
                        + event.key().value() + "'"))
                .containsExactly("1");
        VendorEvent deleted = new VendorEvent(
                event.source(),
                event.vendorUserId(),
                DataTypes.SLEEP,
                org.healthwarehouse.model.RecordKey.uuid(event.key().value()),
                VendorEvent.Kind.DELETED,
                "of the sleep",
                event.at());
        int before = vendor.calls();

        assertThat(bench.warehouse.handle(deleted)).isEqualTo(new EventOutcome.Handled(0, 2, 1));
        assertThat(callsAfter(before)).singleElement().asString().endsWith("/recovery");
        assertThat(query("SELECT count(*) FROM whoop_sleep WHERE id = '"
                        + event.key().value() + "'"))
                .containsExactly("0");
        assertThat(query("SELECT count(*) FROM whoop_recovery WHERE sleep_id = '"
                        + event.key().value() + "'"))
                .containsExactly("0");
        assertThat(query("SELECT count(*) FROM record_revision WHERE reason = 'VENDOR_DELETED'"))
                .containsExactly("2");
        assertThat(bench.warehouse.handle(event)).isEqualTo(new EventOutcome.Handled(0, 0, 0));
    }

    @Test
    void anEventThatComesTwiceIsHandledOnceAndOneOfAStrangerNotAtAll() {
        VendorEvent event = next(DataTypes.SLEEP, VendorEvent.Kind.UPDATED);
        assertThat(bench.warehouse.handle(event)).isInstanceOf(EventOutcome.Handled.class);
        int before = vendor.calls();
        assertThat(bench.warehouse.handle(event)).isEqualTo(new EventOutcome.AlreadyHandled());
        List<WhoopDelivery> bobs =
                vendor.webhooks(WhoopBench.BOB, clock.instant().minus(MONTH), clock.instant());
        assertThat(bench.warehouse.handle(event(bobs.get(0)))).isEqualTo(new EventOutcome.UnknownPerson());
        assertThat(vendor.calls()).isEqualTo(before);
    }

    /** An update that is delivered after the deletion finds nothing, and brings nothing back. */
    @Test
    void anUpdateThatComesAfterTheDeletionBringsNothingBack() {
        Instant start = clock.instant();
        VendorEvent deleted = next(DataTypes.SLEEP, VendorEvent.Kind.DELETED);
        List<WhoopDelivery> all = vendor.webhooks(WhoopBench.ANN, start.minus(MONTH), clock.instant());
        List<VendorEvent> of = all.stream()
                .map(this::again)
                .filter(event -> event.key().value().equals(deleted.key().value()))
                .toList();
        assertThat(of).hasSizeGreaterThan(1);
        List<VendorEvent> backwards = new ArrayList<>(of);
        Collections.reverse(backwards);
        backwards.forEach(event -> assertThat(bench.warehouse.handle(event)).isInstanceOf(EventOutcome.Handled.class));
        try (Snapshot snapshot = bench.storage.snapshot()) {
            assertThat(snapshot.record(stream(DataTypes.SLEEP), deleted.key())).isEmpty();
        }
    }

    /** Deliveries come twice, in another order, and some of them a few hours late; nothing is pulled. */
    @Test
    void aMonthOfWebhooksAloneLeavesTheStoreEqualToTheTruth() {
        sync();
        Random random = new Random(3);
        List<WhoopDelivery> late = new ArrayList<>();
        Set<String> traces = new HashSet<>();
        Instant end = WhoopBench.NOW.plus(MONTH);
        while (clock.instant().isBefore(end)) {
            Instant before = clock.instant();
            clock.advance(Duration.ofHours(6));
            List<WhoopDelivery> now = new ArrayList<>(late);
            late.clear();
            for (WhoopDelivery delivery : vendor.webhooks(WhoopBench.ANN, before, clock.instant())) {
                boolean waits = random.nextInt(5) == 0 && clock.instant().isBefore(end);
                (waits ? late : now).add(delivery);
                if (random.nextInt(4) == 0) {
                    now.add(delivery);
                }
            }
            Collections.shuffle(now, random);
            for (WhoopDelivery delivery : now) {
                VendorEvent event = again(delivery);
                EventOutcome outcome = bench.warehouse.handle(event);
                assertThat(outcome)
                        .isInstanceOfAny(
                                EventOutcome.Handled.class,
                                EventOutcome.AlreadyHandled.class,
                                EventOutcome.Outdated.class);
                assertThat(outcome instanceof EventOutcome.AlreadyHandled).isEqualTo(!traces.add(event.traceId()));
            }
        }
        TimeRange touched = new TimeRange(WhoopBench.NOW.minus(Duration.ofDays(14)), end);
        for (DataType type : NAMED) {
            assertThat(stored(type, touched))
                    .as(type.name())
                    .hasSizeGreaterThan(30)
                    .isEqualTo(truth(type, touched));
        }
        assertThat(query("SELECT count(*) > 0 FROM record_revision WHERE reason = 'VENDOR_DELETED'"))
                .containsExactly("1");
        sync();
        TimeRange pulled = new TimeRange(end.minus(Duration.ofDays(28)), end);
        for (DataType type : LISTED) {
            assertThat(stored(type, pulled)).as(type.name() + " after a pull").isEqualTo(truth(type, pulled));
        }
        // The HTTP server on loopback writes the date of this machine, not that of the virtual clock.
        assertThat(query("SELECT kind FROM findings WHERE kind <> 'CLOCK_SKEW'"))
                .isEmpty();
    }
}
