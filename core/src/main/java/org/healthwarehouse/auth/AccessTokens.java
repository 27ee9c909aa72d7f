package org.healthwarehouse.auth;

import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.model.Failure;

/** Where access tokens come from. Called from several threads at once. Tokens are secrets: never log them. */
public interface AccessTokens {
    /**
     * The token to use now.
     *
     * @throws FetchException if there is none
     */
    String current() throws FetchException, InterruptedException;

    /**
     * A token to use instead of one that the vendor rejected. Called at most once for each rejected call; where several
     * threads were rejected with the same token, only one may ask for a new one.
     *
     * @throws FetchException with {@link Failure.AuthenticationFailed} if there is no other token
     */
    String replace(String rejected) throws FetchException, InterruptedException;

    /** One token that cannot be replaced: when the vendor rejects it, the user has to connect again. */
    static AccessTokens fixed(String token) {
        return new AccessTokens() {
            @Override
            public String current() {
                return token;
            }

            @Override
            public String replace(String rejected) throws FetchException {
                throw new FetchException(new Failure.AuthenticationFailed(
                        "the access token was rejected and there is no other; connect again and give a new token"));
            }

            @Override
            public String toString() {
                return "AccessTokens[fixed]";
            }
        };
    }
}
