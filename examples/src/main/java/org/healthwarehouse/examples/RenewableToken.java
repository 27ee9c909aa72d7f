package org.healthwarehouse.examples;

import java.util.function.Supplier;
import org.healthwarehouse.auth.AccessTokens;

/** A token that an application knows how to renew; here the simulator stands in for the login. */
final class RenewableToken implements AccessTokens {
    private final Supplier<String> login;
    private String token;
    private int renewals;

    RenewableToken(Supplier<String> login) {
        this.login = login;
        token = login.get();
    }

    @Override
    public synchronized String current() {
        return token;
    }

    /** Several threads may be turned away with the same token: the first renews it, the others take what it got. */
    @Override
    public synchronized String replace(String rejected) {
        if (token.equals(rejected)) {
            token = login.get();
            renewals++;
        }
        return token;
    }

    synchronized int renewals() {
        return renewals;
    }
}
