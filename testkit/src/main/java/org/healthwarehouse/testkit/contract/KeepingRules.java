package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.ScheduleStore.SlotKey;
import org.healthwarehouse.storage.SyncAttempt;
import org.healthwarehouse.storage.SyncOutcome;
import org.healthwarehouse.storage.TokenLease;
import org.junit.jupiter.api.Test;

/** The rules about what else is kept: logins, connections, answers of vendors, schedules and how runs went. */
public abstract class KeepingRules extends JobRules {
    private static final byte[] FIRST = {1, 0, -1};
    private static final byte[] SECOND = {2};
    private static final SlotKey SLOT = new SlotKey("schedule", "08:00", Optional.of(ANN));

    /** Instances are made by JUnit. */
    protected KeepingRules() {}

    private long version() {
        return store().tokens().find(ANN, VENDOR).orElseThrow().version();
    }

    /** Refresh tokens rotate: of two renewals the one that began with the older login must not win. */
    @Test
    public void aLoginIsReplacedOnlyIfNobodyWasQuicker() {
        store().tokens().put(ANN, VENDOR, FIRST, NOW);
        long read = version();
        assertTrue(store().tokens().replace(ANN, VENDOR, read, SECOND, NOW));
        assertFalse(store().tokens().replace(ANN, VENDOR, read, FIRST, NOW));
        assertArrayEquals(
                SECOND, store().tokens().find(ANN, VENDOR).orElseThrow().bytes());
        assertTrue(version() > read);
    }

    /** Whoever logs out while a renewal is on its way stays logged out. */
    @Test
    public void aDeletedLoginDoesNotComeBack() {
        store().tokens().put(ANN, VENDOR, FIRST, NOW);
        long read = version();
        store().tokens().delete(ANN, VENDOR, NOW);
        assertFalse(store().tokens().replace(ANN, VENDOR, read, SECOND, NOW));
        store().tokens().put(ANN, VENDOR, SECOND, NOW);
        assertFalse(store().tokens().replace(ANN, VENDOR, read, FIRST, NOW), "a version was given twice");
    }

    /** Two renewals at once would burn the refresh token. */
    @Test
    public void onlyOneAtATimeMayRenewALogin() {
        store().tokens().put(ANN, VENDOR, FIRST, NOW);
        assertInstanceOf(TokenLease.Granted.class, lease(OWNER, NOW));
        assertEquals(new TokenLease.Busy(NOW.plus(LEASE)), lease(owner("two"), NOW));
        assertInstanceOf(TokenLease.Granted.class, lease(owner("two"), NOW.plus(LEASE)), "a lease runs out");
        store().tokens().release(ANN, VENDOR, owner("two"));
        assertInstanceOf(TokenLease.Granted.class, lease(OWNER, NOW.plus(LEASE)), "a lease can be given up");
    }

    private TokenLease lease(ClaimOwner owner, Instant now) {
        return store().tokens().lease(ANN, VENDOR, owner, now, LEASE);
    }

    /** Connected as somebody else of the vendor, two people's data would mix. */
    @Test
    public void anotherPersonOfTheVendorIsRefused() {
        assertTrue(store().connections().connect(ANN, VENDOR, Optional.of("v-1"), Set.of("read"), NOW));
        store().connections().move(ANN, VENDOR, ConnectionState.NEEDS_RECONNECT, NOW);
        assertFalse(store().connections().connect(ANN, VENDOR, Optional.of("v-2"), Set.of("read"), NOW));
        var connection = store().connections().find(ANN, VENDOR).orElseThrow();
        assertEquals(ConnectionState.ACCOUNT_MISMATCH, connection.state());
        assertEquals(Optional.of("v-1"), connection.vendorUserId());
        assertTrue(store().connections().connect(ANN, VENDOR, Optional.of("v-1"), Set.of("read"), NOW));
    }

    /** Answers of vendors are replaced and expire. */
    @Test
    public void metadataIsKeptUntilItExpires() {
        var old = new MetadataStore.Entry("vendor/catalogue", "{}", T0, NOW);
        var young = new MetadataStore.Entry("vendor/zones", "[]", T0, NOW.plusMillis(1));
        store().metadata().put(new MetadataStore.Entry("vendor/zones", "{}", T0, NOW));
        store().metadata().put(old);
        store().metadata().put(young);
        assertEquals(Optional.of(old), store().metadata().get("vendor/catalogue"));
        assertEquals(1, store().metadata().removeExpired(NOW));
        assertEquals(Optional.empty(), store().metadata().get("vendor/catalogue"));
        assertEquals(Optional.of(young), store().metadata().get("vendor/zones"));
    }

    /** Vendors send an event again, also after a restart. */
    @Test
    public void anEventIsKnownUntilItIsForgotten() {
        assertFalse(store().events().isHandled(VENDOR, "t-1"));
        store().events().handled(VENDOR, "t-1", NOW);
        store().events().handled(VENDOR, "t-1", NOW);
        assertTrue(store().events().isHandled(VENDOR, "t-1"));
        assertFalse(store().events().isHandled(VENDOR, "t-2"));
        assertEquals(0, store().events().forget(NOW));
        assertEquals(1, store().events().forget(NOW.plusMillis(1)));
        assertFalse(store().events().isHandled(VENDOR, "t-1"));
    }

    /** An import is remembered, but a source that was not asked was not synced. */
    @Test
    public void anImportIsInTheHistoryAndIsNoSync() {
        SyncAttempt imported = attempt(SyncOutcome.SUCCESS, NOW);
        store().syncLog().imported(List.of(imported));
        assertEquals(List.of(imported), store().syncLog().history(HEART, 10));
        assertEquals(
                List.of(),
                store().syncLog().states(ANN).stream()
                        .filter(state -> state.lastSyncAt().isPresent())
                        .toList());
    }

    /** However many processes wake up at eight o'clock, one of them syncs. */
    @Test
    public void aSlotOfAScheduleBeginsOnceForAMoment() {
        assertTrue(store().schedules().begin(SLOT, NOW, OWNER, NOW));
        assertFalse(store().schedules().begin(SLOT, NOW, owner("two"), NOW));
        store().schedules().end(SLOT, NOW, "COMPLETED", NOW.plusSeconds(5));
        assertFalse(store().schedules().begin(SLOT, NOW, OWNER, NOW));
        assertTrue(store().schedules().begin(SLOT, NOW.plus(Duration.ofDays(1)), OWNER, NOW));
    }

    /** A run that failed does not make the last success older or younger. */
    @Test
    public void theSyncLogKeepsTheLastSuccessAndTheHistory() {
        SyncAttempt good = attempt(SyncOutcome.SUCCESS, NOW);
        SyncAttempt bad = attempt(SyncOutcome.FAILED, NOW.plusSeconds(60));
        store().syncLog().ended(List.of(good));
        store().syncLog().ended(List.of(bad));
        assertEquals(List.of(bad, good), store().syncLog().history(HEART, 10));
        var state = store().syncLog().states(ANN).get(0);
        assertEquals(SyncOutcome.FAILED, state.outcome());
        assertEquals(Optional.of(NOW), state.lastSyncAt());
    }

    private static SyncAttempt attempt(SyncOutcome outcome, Instant endedAt) {
        return new SyncAttempt(
                HEART,
                new JobId("job"),
                outcome,
                3,
                OptionalInt.of(2),
                outcome == SyncOutcome.SUCCESS
                        ? Optional.empty()
                        : Optional.of(new SyncAttempt.SyncError("TimedOut", "too slow")),
                endedAt.minusSeconds(9),
                endedAt);
    }
}
