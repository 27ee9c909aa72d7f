package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.ScheduleStore;
import org.healthwarehouse.storage.ScheduleStore.SlotKey;
import org.healthwarehouse.storage.ScheduleStore.SlotState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleTableTest extends StoreTest {
    private static final Instant DUE = NOW.minusSeconds(60);
    private static final Instant LATER = DUE.plus(Duration.ofDays(1));
    private static final SlotKey SLOT = new SlotKey("schedule", "08:00 everything", Optional.of(ANN));
    private static final SlotKey WHOLE_STORE = new SlotKey("schedule", "maintenance", Optional.empty());
    /** No process has this number. */
    private static final ClaimOwner DEAD = new ClaimOwner("host", Long.MAX_VALUE, 1, "dead");

    private ScheduleStore slots;

    @BeforeEach
    void openSlots() {
        slots = store.schedules();
    }

    @Test
    void aSlotIsBegunOnceForAMoment() {
        assertThat(slots.begin(SLOT, DUE, OWNER, NOW)).isTrue();
        assertThat(slots.begin(SLOT, DUE, OWNER, NOW)).isFalse();
        assertThat(slots.begin(SLOT, DUE, owner("another"), NOW)).isFalse();
        slots.end(SLOT, DUE, "COMPLETED", NOW.plusSeconds(5));
        assertThat(slots.begin(SLOT, DUE, OWNER, NOW)).isFalse();
        assertThat(slots.begin(SLOT, DUE.minusMillis(1), OWNER, NOW)).isFalse();
        assertThat(slots.begin(SLOT, LATER, OWNER, NOW)).isTrue();
    }

    @Test
    void whatIsBegunAndEndedIsKeptAcrossARestart() {
        slots.begin(SLOT, DUE, OWNER, NOW);
        slots.end(SLOT, DUE, "COMPLETED", NOW.plusSeconds(5));
        slots.begin(WHOLE_STORE, DUE, OWNER, NOW);
        slots.countFrom(new SlotKey("another", "slot", Optional.empty()), NOW);
        store.close();
        store = SqliteStorage.open(file, java.time.InstantSource.fixed(NOW));

        assertThat(store.schedules().slots("schedule"))
                .containsExactlyInAnyOrder(
                        new SlotState(
                                SLOT, DUE, Optional.of(NOW), Optional.of(NOW.plusSeconds(5)), Optional.of("COMPLETED")),
                        new SlotState(WHOLE_STORE, DUE, Optional.of(NOW), Optional.empty(), Optional.empty()));
    }

    @Test
    void aRunOfAProcessThatIsNoMoreIsTakenOver() {
        slots.begin(SLOT, DUE, DEAD, NOW);
        assertThat(slots.begin(SLOT, DUE, OWNER, NOW)).isTrue();
    }

    @Test
    void aRunOfAnotherMachineIsTakenOverAfterADay() {
        slots.begin(SLOT, DUE, new ClaimOwner("elsewhere", 1, 1, "x"), NOW);
        assertThat(slots.begin(SLOT, DUE, OWNER, NOW.plus(Duration.ofDays(1)).minusMillis(1)))
                .isFalse();
        assertThat(slots.begin(SLOT, DUE, OWNER, NOW.plus(Duration.ofDays(1)))).isTrue();
    }

    @Test
    void theEndOfAnOlderRunChangesNothing() {
        slots.begin(SLOT, DUE, DEAD, NOW);
        slots.begin(SLOT, LATER, OWNER, NOW);
        slots.end(SLOT, DUE, "COMPLETED", NOW);
        assertThat(slots.slots("schedule")).singleElement().satisfies(state -> {
            assertThat(state.due()).isEqualTo(LATER);
            assertThat(state.unfinished()).isTrue();
        });
    }

    @Test
    void whoRegistersASlotFirstWins() {
        SlotState first = slots.register(SLOT, DUE);
        assertThat(first).isEqualTo(new SlotState(SLOT, DUE, Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(slots.register(SLOT, LATER)).isEqualTo(first);
        slots.begin(SLOT, LATER, OWNER, NOW);
        assertThat(slots.register(SLOT, NOW).due()).isEqualTo(LATER);
        assertThat(slots.register(WHOLE_STORE, NOW).key()).isEqualTo(WHOLE_STORE);
    }

    @Test
    void countingAfreshForgetsARun() {
        slots.begin(SLOT, LATER, OWNER, NOW);
        slots.countFrom(SLOT, DUE);
        slots.end(SLOT, DUE, "COMPLETED", NOW);
        assertThat(slots.slots("schedule"))
                .containsExactly(new SlotState(SLOT, DUE, Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(slots.begin(SLOT, LATER, OWNER, NOW)).isTrue();
    }

    @Test
    void usersAreThoseOfWhomSomethingIsHeld() {
        slots.countFrom(new SlotKey("schedule", "slot", Optional.of(UserId.of("only-scheduled"))), NOW);
        assertThat(slots.users()).isEmpty();
        commit(store, "first", content(minutes(T0, 60)));
        assertThat(slots.users()).containsExactly(ANN);
    }

    @Test
    void onlyExpiredMetadataIsRemoved() {
        store.metadata().put(new MetadataStore.Entry("old", "{}", T0, NOW));
        store.metadata().put(new MetadataStore.Entry("young", "{}", T0, NOW.plusMillis(1)));
        assertThat(store.metadata().removeExpired(NOW)).isEqualTo(1);
        assertThat(store.metadata().get("old")).isEmpty();
        assertThat(store.metadata().get("young")).isPresent();
    }
}
