package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.ScheduleStore.SlotKey;
import org.healthwarehouse.storage.Snapshot;
import org.junit.jupiter.api.Test;

/**
 * What every storage must keep. Extend it in a test, say how a store is opened and opened again, and every rule is a
 * test of yours; its Javadoc says why it is one. The rules are spread over the classes that this one extends: commits,
 * the ledger, jobs and claims, what else is kept, the bytes of vendors, tables of modules, and here what lasts and
 * whose it is.
 */
public abstract class StorageContract extends ChoiceRules {
    /** Instances are made by JUnit. */
    protected StorageContract() {}

    /** What was acknowledged is there when the next program opens the store. */
    @Test
    public void everythingSurvivesARestart() throws Exception {
        SlotKey slot = new SlotKey("schedule", "08:00", Optional.of(ANN));
        ChunkClaim claim = claim(days(0, 7));
        long number = store().commit(last(
                        claim,
                        new PageContent(List.of(batch("watch", 60)), List.of(workout("a", 1, 2, 5000)), List.of())))
                .number();
        store().tokens().put(ANN, VENDOR, new byte[] {1, 2}, NOW);
        boolean connected = store().connections().connect(ANN, VENDOR, Optional.of("v-1"), Set.of(), NOW);
        boolean begun = store().schedules().begin(slot, NOW, OWNER, NOW);
        assertTrue(connected && begun);
        restart();
        assertEquals(List.of("0=60.0watch"), read(HEART));
        assertEquals(1, read(WORKOUTS).size());
        assertEquals(List.of(CoverageEntry.settled(days(0, 7), NOW)), ledger(days(0, 30)));
        assertEquals(ChunkState.DONE, chunk(claim.job(), 0).state());
        assertArrayEquals(
                new byte[] {1, 2},
                store().tokens().find(ANN, VENDOR).orElseThrow().bytes());
        assertTrue(store().connections().find(ANN, VENDOR).isPresent());
        assertFalse(store().schedules().begin(slot, NOW, OWNER, NOW), "a slot ran twice for one moment");
        try (Snapshot snapshot = store().snapshot()) {
            assertEquals(number, snapshot.number());
        }
    }

    /** A claim outlives the program that took it until its lease is over; its fence is never given again. */
    @Test
    public void fencesGoOnRisingAfterARestart() throws Exception {
        ChunkClaim before = claim(days(0, 7));
        store().jobs().releaseAll(OWNER);
        restart();
        assertTrue(claim(chunk(before.job(), 0)).fence() > before.fence(), "a fence was given twice");
    }

    /** Users of one store never see each other. */
    @Test
    public void usersDoNotSeeOneAnother() {
        CommitReceipt unused =
                commit(new PageContent(List.of(batch("watch", 60)), List.of(workout("a", 1, 2, 5000)), List.of()));
        store().tokens().put(ANN, VENDOR, new byte[] {1}, NOW);
        assertEquals(List.of(), read(of(BOB, DataTypes.HEART_RATE)));
        assertEquals(List.of(), read(of(BOB, DataTypes.WORKOUT)));
        assertEquals(List.of(), store().jobs().list(BOB));
        assertEquals(1, store().jobs().list(ANN).size());
        assertTrue(store().tokens().find(BOB, VENDOR).isEmpty());
        assertEquals(List.of(), store().connections().list(BOB));
        assertEquals(List.of(), store().syncLog().states(BOB));
        try (Snapshot snapshot = store().snapshot()) {
            assertEquals(List.of(), snapshot.streams(BOB));
            assertEquals(List.of(), snapshot.coverage(of(BOB, DataTypes.HEART_RATE), days(0, 30)));
        }
    }

    /** What one user's vendor says of an identity says nothing of another's. */
    @Test
    public void theSameIdentityOfTwoUsersIsTwoRecords() {
        CommitReceipt unused = commit(records(workout("a", 1, 2, 5000)));
        ChunkClaim bobs = claim(chunk(job(BOB, days(0, 7)), 0));
        assertEquals(
                1, store().commit(last(bobs, records(workout("a", 3, 4, 9000)))).added());
        assertTrue(read(WORKOUTS).get(0).contains("5000"));
        assertTrue(read(of(BOB, DataTypes.WORKOUT)).get(0).contains("9000"));
    }

    /** Whoever closes twice, as nested scopes do, must not be punished for it. */
    @Test
    public void closingTwiceIsHarmless() {
        store().close();
        store().close();
    }

    /** A store tells where it is to a person who looks for it. */
    @Test
    public void theStoreCanBeNamed() {
        assertFalse(store().describe().isBlank());
    }
}
