package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncSchedule;
import org.healthwarehouse.testkit.time.ElapsedScheduler;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schedule of a dashboard, over a day and over the days on which clocks are set. */
class DailyScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> ALL = List.of("cycle", "recovery", "sleep", "workout");

    @TempDir
    Path folder;

    /** What was asked of whom, by local time. */
    private Map<LocalDateTime, Set<String>> run(String from, Duration time, UserId... users) {
        ManualClock clock = new ManualClock(Instant.parse(from));
        ElapsedScheduler scheduler = new ElapsedScheduler(clock);
        DayVendor vendor = new DayVendor();
        Map<LocalDateTime, Set<String>> asked = new java.util.TreeMap<>();
        Storage storage = SqliteStorage.open(folder.resolve("health.db"), clock);
        for (UserId user : users) {
            assertThat(storage.connections().connect(user, DayVendor.SOURCE, Optional.empty(), Set.of(), Instant.EPOCH))
                    .isTrue();
        }
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage(storage)
                .connector(vendor)
                .transport(request -> {
                    DayVendor.Call call = vendor.calls.get(vendor.calls.size() - 1);
                    LocalDateTime at = LocalDateTime.ofInstant(clock.instant(), BERLIN)
                            .withSecond(0)
                            .withNano(0);
                    asked.computeIfAbsent(at, unused -> new java.util.TreeSet<>())
                            .add(call.user() + " " + call.feed());
                    return new VendorResponse(200, Map.of(), RawBody.of(new byte[0]));
                })
                .clock(clock)
                .scheduler(scheduler)
                .random(new SplittableRandom(1))
                .build()) {
            var unused = warehouse.schedule(SyncSchedule.daily(BERLIN));
            scheduler.runFor(time);
        }
        return asked;
    }

    private static Set<String> of(List<String> feeds, UserId... users) {
        return List.of(users).stream()
                .flatMap(user -> feeds.stream().map(feed -> user + " " + feed))
                .collect(Collectors.toSet());
    }

    @Test
    void morningsAreForTheNightAndAfternoonsForWhatWasDone() {
        UserId ann = UserId.of("ann");
        UserId bob = UserId.of("bob");
        Map<LocalDateTime, Set<String>> asked = run("2026-06-15T00:00:00Z", Duration.ofHours(23), ann, bob);

        assertThat(asked)
                .containsExactly(
                        Map.entry(LocalDateTime.parse("2026-06-15T08:00"), of(List.of("recovery", "sleep"), ann, bob)),
                        Map.entry(LocalDateTime.parse("2026-06-15T14:00"), of(List.of("cycle", "workout"), ann, bob)),
                        Map.entry(LocalDateTime.parse("2026-06-15T20:00"), of(List.of("cycle", "workout"), ann, bob)),
                        Map.entry(LocalDateTime.parse("2026-06-15T23:00"), of(ALL, ann, bob)));
    }

    @Test
    void onTheDaysOnWhichClocksAreSetTheLocalTimesStand() {
        assertThat(run("2026-03-28T22:30:00Z", Duration.ofHours(23)))
                .containsOnlyKeys(
                        LocalDateTime.parse("2026-03-29T08:00"),
                        LocalDateTime.parse("2026-03-29T14:00"),
                        LocalDateTime.parse("2026-03-29T20:00"),
                        LocalDateTime.parse("2026-03-29T23:00"));
    }

    @Test
    void onTheLongDayOfAutumnNothingRunsTwice() {
        assertThat(run("2026-10-24T22:30:00Z", Duration.ofHours(25)))
                .containsOnlyKeys(
                        LocalDateTime.parse("2026-10-25T08:00"),
                        LocalDateTime.parse("2026-10-25T14:00"),
                        LocalDateTime.parse("2026-10-25T20:00"),
                        LocalDateTime.parse("2026-10-25T23:00"));
    }
}
