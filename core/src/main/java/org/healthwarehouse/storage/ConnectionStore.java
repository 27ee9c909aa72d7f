package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/** Keeps how users stand with sources. Holds no secrets: those are in the {@link TokenStore}. */
public interface ConnectionStore {
    /** The connection; empty if there never was one. */
    Optional<Connection> find(UserId user, SourceId source);

    /** Every connection of the user, ordered by source. */
    List<Connection> list(UserId user);

    /** Every connection of everybody, ordered by user and source. */
    List<Connection> list();

    /**
     * Writes down that a person logged in. If another person of the vendor is connected already, nothing of that
     * connection changes but that one which does not work becomes {@link ConnectionState#ACCOUNT_MISMATCH}.
     *
     * @param vendorUserId the vendor's id of the person; empty if the vendor does not say, which agrees with every id
     * @return whether the login is accepted
     */
    boolean connect(UserId user, SourceId source, Optional<String> vendorUserId, Set<String> scopes, Instant at);

    /** Moves a connection into another state, and writes it down if there was none; its vendor user and scopes stay. */
    void move(UserId user, SourceId source, ConnectionState state, Instant at);
}
