package org.healthwarehouse.connector;

import java.time.Duration;
import java.util.List;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * How often a vendor may be called, and who is counted. All users and feeds of one source that share a scope share the
 * allowances, the pauses that the vendor asks for, and the circuit breaker.
 *
 * @param scope who is counted: the same text for all users if the vendor counts by application (a hash of the client
 *     id), else the user's account. Never a secret
 * @param allowances calls per window; all of them hold at once. Empty: the vendor names none
 * @param spacing shortest time between the starts of two calls; zero: none
 * @param concurrency calls that may be on their way at once
 * @param readReserve the part of each allowance, from 0 to 1, that syncs leave for reads that a person waits for
 */
public record Budget(String scope, List<Allowance> allowances, Duration spacing, int concurrency, double readReserve) {

    /** @throws InvalidParameterException if a number is out of its range */
    public Budget {
        allowances = List.copyOf(allowances);
        if (scope.isBlank() || spacing.isNegative() || concurrency < 1 || !(readReserve >= 0 && readReserve < 1)) {
            throw new InvalidParameterException(
                    "budget " + scope,
                    "spacing " + spacing + ", concurrency " + concurrency + ", read reserve " + readReserve,
                    "must have a scope, no negative spacing, a concurrency of at least 1 and a reserve from 0 to below 1",
                    "start from Budget.unlimited(scope)");
        }
    }

    /** No allowance is known; pauses and the breaker are shared by the scope all the same. */
    public static Budget unlimited(String scope) {
        return new Budget(scope, List.of(), Duration.ZERO, Integer.MAX_VALUE, 0);
    }

    /**
     * So many calls in each window of time.
     *
     * @param calls at least 1
     * @param window how long a window is; the vendor's windows may begin at any moment, so the engine counts back from
     *     now
     */
    public record Allowance(int calls, Duration window) {
        /** @throws InvalidParameterException if there is no call, or the window is not positive */
        public Allowance {
            if (calls < 1 || window.isNegative() || window.isZero()) {
                throw new InvalidParameterException(
                        "allowance",
                        calls + " calls in " + window,
                        "must be at least one call in a positive time",
                        "give, for example, 100 calls in 1 minute");
            }
        }
    }
}
