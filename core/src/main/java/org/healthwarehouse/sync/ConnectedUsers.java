package org.healthwarehouse.sync;

import java.util.Collection;
import java.util.List;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;

/** Says for whom a schedule works that names no users. Asked every few minutes. */
@FunctionalInterface
interface ConnectedUsers {
    /** The users. */
    Collection<UserId> users();

    /** Everybody of whom the store holds anything; in a store that knows nobody yet, the local user. */
    static ConnectedUsers knownTo(Storage storage) {
        return () -> {
            List<UserId> known = storage.schedules().users();
            return known.isEmpty() ? List.of(UserId.LOCAL) : known;
        };
    }
}
