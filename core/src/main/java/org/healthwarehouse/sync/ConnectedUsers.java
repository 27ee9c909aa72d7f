package org.healthwarehouse.sync;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;

/** Says for whom a schedule works that names no users. Asked every few minutes. */
@FunctionalInterface
interface ConnectedUsers {
    /** The users. */
    Collection<UserId> users();

    /**
     * Everybody who is connected with a source, and everybody of whom the store holds anything without a word on how
     * they stand; in a store that knows nobody yet, the local user. A login that no longer works counts: the next job
     * that succeeds says that it works again.
     */
    static ConnectedUsers knownTo(Storage storage) {
        return () -> {
            Map<String, Boolean> asked = new TreeMap<>();
            for (Connection connection : storage.connections().list()) {
                asked.merge(connection.user().value(), isAsked(connection.state()), Boolean::logicalOr);
            }
            storage.schedules().users().forEach(user -> asked.putIfAbsent(user.value(), true));
            return asked.isEmpty()
                    ? List.of(UserId.LOCAL)
                    : asked.entrySet().stream()
                            .filter(Map.Entry::getValue)
                            .map(entry -> UserId.of(entry.getKey()))
                            .toList();
        };
    }

    private static boolean isAsked(ConnectionState state) {
        return state == ConnectionState.CONNECTED || state == ConnectionState.NEEDS_RECONNECT;
    }
}
