package org.healthwarehouse.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.model.Failure;

/**
 * A whole device login: shows the person a code and asks as often as the server allows until the person has decided. A
 * call that gets no answer is asked again, ever later, until the code expires.
 */
public final class DeviceLogin {
    /** RFC 8628, 3.5. */
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final OAuthClient client;
    private final InstantSource clock;
    private final Pause pause;

    /** A login over that client; time is told by the clock and passes in the pauses. */
    public DeviceLogin(OAuthClient client, InstantSource clock, Pause pause) {
        this.client = client;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Runs the login. Blocks until the person has decided, or the code expires: some minutes.
     *
     * @param show called once, with what to show to the person
     * @throws FetchException with {@link Failure.AuthenticationFailed} if the person refuses or is too late; with
     *     another failure if the server does not answer as it should
     * @throws InterruptedException if the thread is interrupted
     */
    public TokenGrant run(Consumer<DevicePrompt> show) throws FetchException, InterruptedException {
        DeviceCode code = client.beginDeviceLogin();
        show.accept(code.prompt());
        Duration interval = code.interval();
        while (true) {
            waitBefore(code.prompt().validUntil(), interval);
            try {
                DeviceAnswer answer = client.pollDeviceLogin(code);
                if (answer instanceof DeviceAnswer.Granted granted) {
                    return granted.grant();
                }
                if (answer instanceof DeviceAnswer.Denied) {
                    throw failed("the login was refused; begin again and agree");
                }
                if (answer instanceof DeviceAnswer.Expired) {
                    throw tooLate();
                }
                if (answer instanceof DeviceAnswer.SlowDown) {
                    interval = interval.plus(SLOWER);
                }
            } catch (FetchException e) {
                interval = longer(interval, e);
            }
        }
    }

    private void waitBefore(Instant end, Duration interval) throws FetchException, InterruptedException {
        Instant next = clock.instant().plus(interval);
        if (next.isAfter(end)) {
            throw tooLate();
        }
        pause.pause(interval);
    }

    /** RFC 8628, 3.5: after a connection timeout ask less often. Other failures are the caller's business. */
    private static Duration longer(Duration interval, FetchException e) throws FetchException {
        if (e.failure() instanceof Failure.RateLimited limited) {
            return limited.retryAfter()
                    .filter(told -> told.compareTo(interval) > 0)
                    .orElse(interval.plus(SLOWER));
        }
        if (e.failure() instanceof Failure.TimedOut || e.failure() instanceof Failure.Unreachable) {
            return interval.multipliedBy(2);
        }
        throw e;
    }

    private FetchException tooLate() {
        return failed("the code was not entered in time; begin again");
    }

    private FetchException failed(String message) {
        return new FetchException(
                new Failure.AuthenticationFailed(client.settings().name() + ": " + message));
    }
}
