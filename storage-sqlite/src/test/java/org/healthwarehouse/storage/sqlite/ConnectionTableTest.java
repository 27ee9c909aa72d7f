package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.Test;

class ConnectionTableTest extends StoreTest {
    private static final UserId BOB = UserId.of("bob");
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void aConnectionIsKeptWithItsPersonAndScopes() {
        assertThat(store.connections().find(ANN, VENDOR)).isEmpty();
        assertThat(connect("v-1")).isTrue();
        assertThat(connection())
                .isEqualTo(new Connection(
                        ANN,
                        VENDOR,
                        Optional.of("v-1"),
                        ConnectionState.CONNECTED,
                        Set.of("read:sleep", "offline"),
                        Optional.of(NOW)));
    }

    @Test
    void reconnectingAsTheSamePersonMendsIt() {
        connect("v-1");
        store.connections().move(ANN, VENDOR, ConnectionState.NEEDS_RECONNECT, NOW);
        assertThat(connect("v-1")).isTrue();
        assertThat(connection().state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void reconnectingAsAnotherPersonIsRefused() {
        connect("v-1");
        store.connections().move(ANN, VENDOR, ConnectionState.NEEDS_RECONNECT, NOW);
        assertThat(connect("v-2")).isFalse();
        assertThat(connection().state()).isEqualTo(ConnectionState.ACCOUNT_MISMATCH);
        assertThat(connection().vendorUserId()).contains("v-1");
    }

    @Test
    void aRefusedLoginDoesNotDisturbOneThatWorks() {
        connect("v-1");
        assertThat(connect("v-2")).isFalse();
        assertThat(connection().state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void whoDisconnectedComesBackAsTheSamePersonOnly() {
        connect("v-1");
        store.connections().move(ANN, VENDOR, ConnectionState.NOT_CONNECTED, NOW);
        assertThat(connect("v-2")).isFalse();
        assertThat(connect("v-1")).isTrue();
    }

    @Test
    void aLoginThatNamesNobodyKeepsThePersonKnown() {
        connect("v-1");
        assertThat(store.connections().connect(ANN, VENDOR, Optional.empty(), Set.of(), LATER))
                .isTrue();
        assertThat(connection().vendorUserId()).contains("v-1");
    }

    @Test
    void movingIsDatedOnlyWhenTheStateChanges() {
        connect("v-1");
        store.connections().move(ANN, VENDOR, ConnectionState.CONNECTED, LATER);
        assertThat(connection().changedAt()).contains(NOW);
        store.connections().move(ANN, VENDOR, ConnectionState.NEEDS_RECONNECT, LATER);
        assertThat(connection().changedAt()).contains(LATER);
        assertThat(connection().scopes()).containsExactlyInAnyOrder("read:sleep", "offline");
    }

    @Test
    void eachUserHasConnectionsOfTheirOwn() {
        connect("v-1");
        store.connections().move(BOB, VENDOR, ConnectionState.NEEDS_RECONNECT, NOW);
        store.connections().move(BOB, SourceId.of("another"), ConnectionState.CONNECTED, NOW);
        assertThat(store.connections().list(ANN))
                .extracting(Connection::state)
                .containsExactly(ConnectionState.CONNECTED);
        assertThat(store.connections().list())
                .extracting(each -> each.user() + " " + each.source())
                .containsExactly("ann vendor", "bob another", "bob vendor");
    }

    private boolean connect(String vendorUser) {
        return store.connections().connect(ANN, VENDOR, Optional.of(vendorUser), Set.of("read:sleep", "offline"), NOW);
    }

    private Connection connection() {
        return store.connections().find(ANN, VENDOR).orElseThrow();
    }
}
