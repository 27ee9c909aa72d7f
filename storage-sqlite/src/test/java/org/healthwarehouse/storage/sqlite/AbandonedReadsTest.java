package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.ANN;
import static org.healthwarehouse.storage.sqlite.Fixtures.LEASE;
import static org.healthwarehouse.storage.sqlite.Fixtures.NOW;
import static org.healthwarehouse.storage.sqlite.Fixtures.OWNER;
import static org.healthwarehouse.storage.sqlite.Fixtures.VENDOR;
import static org.healthwarehouse.storage.sqlite.Fixtures.days;
import static org.healthwarehouse.storage.sqlite.Fixtures.job;
import static org.healthwarehouse.storage.sqlite.Fixtures.owner;
import static org.healthwarehouse.storage.sqlite.Fixtures.tryClaim;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.NewJob;
import org.junit.jupiter.api.Test;

/** Jobs of reads that were left behind by a process that was killed. */
class AbandonedReadsTest extends StoreTest {
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1));

    private void create(String id, NewJob.Kind kind, Instant at) {
        NewJob plan = job(id, days(0, 7));
        store.jobs()
                .create(new NewJob(
                        plan.id(), ANN, VENDOR, kind, plan.range(), plan.types(), Optional.empty(), plan.chunks(), at));
    }

    private void claimed(String id, ClaimOwner owner) {
        long chunk = store.jobs().chunks(new JobId(id)).get(0).number();
        assertThat(tryClaim(store, chunk, owner, NOW)).isInstanceOf(ClaimResult.Granted.class);
    }

    private int forget(Instant now) {
        return store.jobs().forgetReads(OWNER, LONG_AGO, now);
    }

    private boolean isThere(String id) {
        return store.jobs().find(new JobId(id)).isPresent();
    }

    @Test
    void aReadWhoseProcessWasKilledIsForgotten() {
        create("read", NewJob.Kind.READ, NOW);
        claimed("read", new ClaimOwner(OWNER.host(), 999_999_999, 1, "killed"));

        assertThat(forget(NOW)).isEqualTo(1);

        assertThat(isThere("read")).isFalse();
        assertThat(Sql.one(file, "SELECT count(*) FROM fetch_claim")).isEqualTo("0");
    }

    @Test
    void aReadUnderWayIsLeftAlone() {
        create("read", NewJob.Kind.READ, LONG_AGO.minusSeconds(1));
        claimed("read", owner("another"));

        assertThat(forget(NOW)).isZero();
        assertThat(isThere("read")).isTrue();
        assertThat(forget(NOW.plus(LEASE))).isEqualTo(1);
    }

    @Test
    void aReadWithoutClaimsIsForgottenOnceItIsOld() {
        create("young", NewJob.Kind.READ, NOW);
        create("old", NewJob.Kind.READ, LONG_AGO.minusSeconds(1));
        create("sweep", NewJob.Kind.SWEEP, LONG_AGO.minusSeconds(1));

        assertThat(forget(NOW)).isEqualTo(2);
        assertThat(isThere("young")).isTrue();
    }

    @Test
    void aSyncIsNeverForgotten() {
        create("sync", NewJob.Kind.SYNC, Instant.EPOCH);

        assertThat(forget(NOW)).isZero();
        assertThat(isThere("sync")).isTrue();
    }

    @Test
    void aSweepIsReadAsWhatItIsAndNotListed() {
        create("sweep", NewJob.Kind.SWEEP, NOW);

        assertThat(store.jobs().find(new JobId("sweep")).orElseThrow().plan().kind())
                .isEqualTo(NewJob.Kind.SWEEP);
        assertThat(store.jobs().list(ANN)).isEmpty();
    }
}
