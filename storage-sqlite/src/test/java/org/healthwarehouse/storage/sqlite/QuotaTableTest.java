package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.healthwarehouse.connector.Budget.Allowance;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.storage.QuotaStore;
import org.healthwarehouse.storage.QuotaStore.Reservation;
import org.junit.jupiter.api.Test;

class QuotaTableTest extends StoreTest {
    private static final SourceId WHOOP = new SourceId("whoop");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Reservation GRANTED = new Reservation.Granted();

    private static List<Allowance> daily(int calls) {
        return List.of(new Allowance(calls, DAY));
    }

    private Reservation reserve(int calls, Instant at) {
        return store.quota().reserve(WHOOP, "app", daily(calls), at);
    }

    @Test
    void aFullWindowSaysWhenItHasRoomAgain() {
        assertThat(reserve(2, NOW)).isEqualTo(GRANTED);
        assertThat(reserve(2, NOW.plus(HOUR))).isEqualTo(GRANTED);

        Reservation.NotBefore full = (Reservation.NotBefore) reserve(2, NOW.plus(HOUR));

        assertThat(full.full()).isEqualTo(new Allowance(2, DAY));
        assertThat(full.at()).isBetween(NOW.plus(DAY), NOW.plus(DAY).plus(Duration.ofMinutes(15)));
        assertThat(reserve(2, full.at().minusMillis(1))).isInstanceOf(Reservation.NotBefore.class);
        assertThat(reserve(2, full.at())).isEqualTo(GRANTED);
    }

    @Test
    void aRefusedCallIsCountedInNoWindow() {
        List<Allowance> both = List.of(new Allowance(5, HOUR), new Allowance(1, DAY));
        assertThat(store.quota().reserve(WHOOP, "app", both, NOW)).isEqualTo(GRANTED);
        for (int i = 0; i < 10; i++) {
            assertThat(store.quota().reserve(WHOOP, "app", both, NOW)).isInstanceOf(Reservation.NotBefore.class);
        }
        assertThat(store.quota().reserve(WHOOP, "app", List.of(new Allowance(2, HOUR)), NOW))
                .isEqualTo(GRANTED);
    }

    @Test
    void sourcesAndScopesAreCountedApart() {
        assertThat(reserve(1, NOW)).isEqualTo(GRANTED);
        assertThat(store.quota().reserve(WHOOP, "another app", daily(1), NOW)).isEqualTo(GRANTED);
        assertThat(store.quota().reserve(new SourceId("garmin"), "app", daily(1), NOW))
                .isEqualTo(GRANTED);
        assertThat(reserve(1, NOW)).isInstanceOf(Reservation.NotBefore.class);
    }

    @Test
    void aProcessThatStartsAgainAndAgainCannotBurnTheQuota() {
        int made = 0;
        for (int restart = 0; restart < 20; restart++) {
            store.close();
            store = SqliteStorage.open(file, InstantSource.fixed(NOW));
            made += reserve(7, NOW.plusSeconds(restart)).equals(GRANTED) ? 1 : 0;
        }
        assertThat(made).isEqualTo(7);
    }

    @Test
    void severalStoragesOfOneFileShareTheCount() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (SqliteStorage other = SqliteStorage.open(file, InstantSource.fixed(NOW))) {
            List<Callable<Boolean>> callers = IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<Boolean>) () -> (i % 2 == 0 ? store : other)
                            .quota()
                            .reserve(WHOOP, "app", daily(25), NOW)
                            .equals(GRANTED))
                    .toList();
            long granted = 0;
            for (var future : threads.invokeAll(callers)) {
                granted += future.get() ? 1 : 0;
            }
            assertThat(granted).isEqualTo(25);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void callsThatGoAheadInAnyCaseAreCounted() {
        store.quota().count(WHOOP, "app", daily(1), NOW);
        store.quota().count(WHOOP, "app", daily(1), NOW);

        assertThat(reserve(2, NOW)).isInstanceOf(Reservation.NotBefore.class);
        assertThat(reserve(3, NOW)).isEqualTo(GRANTED);
    }

    @Test
    void callsThatAClockTwoDaysAheadDatedCountAsOfNowAndNoLonger() {
        assertThat(reserve(1, NOW.plus(DAY.multipliedBy(2)))).isEqualTo(GRANTED);

        Reservation.NotBefore full = (Reservation.NotBefore) reserve(1, NOW);
        assertThat(full.at()).isBeforeOrEqualTo(NOW.plus(DAY).plus(Duration.ofMinutes(15)));
    }

    @Test
    void whatHasLeftTheWindowIsRemoved() {
        for (int hour = 0; hour < 100; hour++) {
            assertThat(reserve(1000, NOW.plus(HOUR.multipliedBy(hour)))).isEqualTo(GRANTED);
        }
        assertThat(Long.parseLong(Sql.one(file, "SELECT count(*) FROM quota_use")))
                .isBetween(24L, 26L);
    }

    /** The two implementations agree, whatever comes. */
    @Test
    void countsAsTheOneInMemoryDoes() {
        SplittableRandom random = new SplittableRandom(7);
        QuotaStore memory = QuotaStore.inMemory();
        List<Allowance> allowances = List.of(new Allowance(4, HOUR), new Allowance(20, DAY));
        Instant at = NOW;
        for (int i = 0; i < 200; i++) {
            at = at.plusSeconds(random.nextInt(-600, 3000));
            if (random.nextInt(5) == 0) {
                memory.count(WHOOP, "app", allowances, at);
                store.quota().count(WHOOP, "app", allowances, at);
            }
            assertThat(store.quota().reserve(WHOOP, "app", allowances, at))
                    .isEqualTo(memory.reserve(WHOOP, "app", allowances, at));
        }
    }
}
