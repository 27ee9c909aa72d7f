package org.healthwarehouse.auth;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;

/** The logins of all users at one source. Thread-safe. */
public final class SourceLogins {
    private final Storage storage;
    private final SourceId source;
    private final OAuthClient client;
    private final Function<UserId, LoginStore> stores;
    private final Map<UserId, OAuthTokens> tokens = new ConcurrentHashMap<>();

    SourceLogins(Storage storage, SourceId source, OAuthClient client, Function<UserId, LoginStore> stores) {
        this.storage = storage;
        this.source = source;
        this.client = client;
        this.stores = stores;
    }

    /**
     * Stores a login, in the place of the user's former one.
     *
     * @param vendorUserId the vendor's id of the person; empty if it is not known
     * @throws AccountMismatchException if the user is connected as another person; nothing was stored
     */
    public void connect(UserId user, TokenGrant grant, Optional<String> vendorUserId) {
        LoginStore store = stores.apply(user);
        Set<String> scopes =
                grant.scopes().isEmpty() ? Set.copyOf(client.settings().scopes()) : grant.scopes();
        if (!storage.connections().connect(user, source, vendorUserId, scopes, store.now())) {
            throw new AccountMismatchException(user, source);
        }
        store.put(TokenSet.of(grant, store.now()));
        forget(user);
    }

    /** The access tokens of that user; whether there is a login turns out when one is asked for. */
    public AccessTokens tokens(UserId user) {
        return known(user);
    }

    private OAuthTokens known(UserId user) {
        return tokens.computeIfAbsent(user, each -> new OAuthTokens(client, stores.apply(each)));
    }

    /** Forgets the login; what was fetched with it stays. The vendor is not told. */
    public void disconnect(UserId user) {
        LoginStore store = stores.apply(user);
        storage.tokens().delete(user, source, store.now());
        storage.connections().move(user, source, ConnectionState.NOT_CONNECTED, store.now());
        forget(user);
    }

    /** One object for each user for ever, for in it threads wait for one another. */
    private void forget(UserId user) {
        known(user).forget();
    }
}
