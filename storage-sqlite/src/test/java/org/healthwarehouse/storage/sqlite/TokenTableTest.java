package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.SealedTokens;
import org.healthwarehouse.storage.TokenLease;
import org.junit.jupiter.api.Test;

class TokenTableTest extends StoreTest {
    private static final byte[] FIRST = {1, 0, -1};
    private static final byte[] SECOND = {2};

    @Test
    void aLoginIsFoundUnderItsUserOnlyAlsoByAnotherProcess() {
        store.tokens().put(ANN, VENDOR, FIRST, NOW);

        assertThat(bytes()).isEqualTo(FIRST);
        assertThat(store.tokens().find(UserId.of("bob"), VENDOR)).isEmpty();
        try (SqliteStorage other = SqliteStorage.open(file, InstantSource.fixed(NOW))) {
            assertThat(other.tokens().find(ANN, VENDOR).orElseThrow().bytes()).isEqualTo(FIRST);
        }
    }

    @Test
    void aRenewedLoginIsStoredOnlyIfNobodyWasQuicker() {
        store.tokens().put(ANN, VENDOR, FIRST, NOW);
        long version = version();

        assertThat(store.tokens().replace(ANN, VENDOR, version, SECOND, NOW)).isTrue();
        assertThat(store.tokens().replace(ANN, VENDOR, version, FIRST, NOW)).isFalse();

        assertThat(bytes()).isEqualTo(SECOND);
        assertThat(version()).isGreaterThan(version);
    }

    @Test
    void aRenewalThatWasOnItsWayDoesNotBringADeletedLoginBack() {
        store.tokens().put(ANN, VENDOR, FIRST, NOW);
        long version = version();
        store.tokens().delete(ANN, VENDOR, NOW);

        assertThat(store.tokens().replace(ANN, VENDOR, version, SECOND, NOW)).isFalse();
        assertThat(store.tokens().replace(ANN, VENDOR, version + 1, SECOND, NOW))
                .isFalse();
        assertThat(store.tokens().find(ANN, VENDOR)).isEmpty();

        store.tokens().put(ANN, VENDOR, SECOND, NOW);
        assertThat(store.tokens().replace(ANN, VENDOR, version, FIRST, NOW)).isFalse();
        assertThat(bytes()).isEqualTo(SECOND);
    }

    @Test
    void onlyOneAtATimeMayRenewALogin() {
        store.tokens().put(ANN, VENDOR, FIRST, NOW);

        assertThat(lease(owner("one"), NOW)).isInstanceOf(TokenLease.Granted.class);
        assertThat(lease(owner("two"), NOW)).isEqualTo(new TokenLease.Busy(NOW.plus(LEASE)));
        assertThat(lease(owner("one"), NOW)).isInstanceOf(TokenLease.Granted.class);

        store.tokens().release(ANN, VENDOR, owner("two"));
        assertThat(lease(owner("two"), NOW)).isInstanceOf(TokenLease.Busy.class);
        store.tokens().release(ANN, VENDOR, owner("one"));
        assertThat(lease(owner("two"), NOW)).isInstanceOf(TokenLease.Granted.class);
    }

    @Test
    void whoeverMayRenewSeesWhatIsStoredNow() {
        store.tokens().put(ANN, VENDOR, FIRST, NOW);
        store.tokens().put(ANN, VENDOR, SECOND, NOW);
        TokenLease.Granted granted = (TokenLease.Granted) lease(owner("one"), NOW);
        assertThat(granted.current().map(SealedTokens::version)).isEqualTo(Optional.of(version()));
    }

    @Test
    void aLeaseEndsWithItsTimeAndWithItsProcess() {
        store.tokens().put(ANN, VENDOR, FIRST, NOW);

        assertThat(lease(owner("one"), NOW)).isInstanceOf(TokenLease.Granted.class);
        assertThat(lease(owner("two"), NOW.plus(LEASE))).isInstanceOf(TokenLease.Granted.class);

        ClaimOwner dead = new ClaimOwner("host", Long.MAX_VALUE, 1, "dead");
        assertThat(lease(dead, NOW.plus(LEASE).plus(LEASE))).isInstanceOf(TokenLease.Granted.class);
        assertThat(lease(owner("one"), NOW.plus(LEASE).plus(LEASE))).isInstanceOf(TokenLease.Granted.class);
    }

    @Test
    void aLeaseTakenByAClockTwoDaysAheadCostsNoMoreThanAFreshOne() {
        store.tokens().put(ANN, VENDOR, FIRST, NOW);
        Instant ahead = NOW.plus(Duration.ofDays(2));

        assertThat(lease(owner("ahead"), ahead)).isInstanceOf(TokenLease.Granted.class);
        assertThat(lease(owner("one"), NOW)).isEqualTo(new TokenLease.Busy(NOW.plus(LEASE)));
        assertThat(lease(owner("one"), NOW.plus(LEASE))).isInstanceOf(TokenLease.Granted.class);
    }

    @Test
    void aLeaseOnALoginThatIsNotThereShowsThatItIsNot() {
        assertThat(lease(owner("one"), NOW)).isEqualTo(new TokenLease.Granted(Optional.empty()));
    }

    @Test
    void storedTokensShowOnlyVersionAndSize() {
        assertThat(new SealedTokens(7, FIRST)).hasToString("SealedTokens[version 7, 3 bytes]");
    }

    private TokenLease lease(ClaimOwner owner, Instant now) {
        return store.tokens().lease(ANN, VENDOR, owner, now, LEASE);
    }

    private byte[] bytes() {
        return store.tokens().find(ANN, VENDOR).orElseThrow().bytes();
    }

    private long version() {
        return store.tokens().find(ANN, VENDOR).orElseThrow().version();
    }
}
