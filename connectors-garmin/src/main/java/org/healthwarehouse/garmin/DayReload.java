package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.VendorResponse;

/**
 * Has the service fetch back a day that it has put away. Where a day stands is in the token that the engine comes back
 * with: asked to fetch it back, looked for a number of times, or taken as it is.
 */
final class DayReload {
    private static final PageToken ASK = new PageToken("reload");
    private static final PageToken AS_IT_IS = new PageToken("as-it-is");
    private static final String LOOK = "look-";

    /** Nobody has seen a younger day put away. */
    private static final Duration OLD = Duration.ofDays(100);

    private static final Duration TAKES = Duration.ofSeconds(10);
    /** A day that did not come back hardly will tomorrow, and there may be thousands of them. */
    static final Duration LATER = Duration.ofDays(7);

    private static final int MOST_LOOKS = 3;

    private final ConnectClient client;
    private final FetchContext context;
    private final LocalDate date;
    private final Optional<PageToken> step;

    DayReload(ConnectClient client, FetchContext context, LocalDate date, Optional<PageToken> step) {
        this.client = client;
        this.context = context;
        this.date = date;
        this.step = step;
    }

    /** Whether the token is one of these. */
    static boolean knows(PageToken token) {
        return token.equals(ASK) || token.equals(AS_IT_IS) || token.value().matches(LOOK + "\\d");
    }

    /** Whether the service has said that there are no files of the day, so that it is as it is. */
    static boolean isFinal(Optional<PageToken> step) {
        return step.equals(Optional.of(AS_IT_IS));
    }

    /** Whether it is time to ask the service to fetch the day back. */
    boolean isToBeAsked() {
        return step.equals(Optional.of(ASK));
    }

    /** Whether a day without measurements may be one that was put away. */
    boolean mayBePutAway() {
        return !isFinal(step) && isOld(date, context.clock().instant());
    }

    /** Whether a date is so long over that it may have been put away. */
    static boolean isOld(LocalDate date, Instant now) {
        Instant end = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return end.isBefore(now.minus(OLD));
    }

    /** Whether it was asked for and is to be looked for. */
    boolean isBeingLookedFor() {
        return looks() > 0;
    }

    private int looks() {
        return step.map(PageToken::value)
                .filter(text -> text.startsWith(LOOK))
                .map(text -> Integer.parseInt(text.substring(LOOK.length())))
                .orElse(0);
    }

    /** The day was put away: what to do next; empty if there is nothing left to do. */
    Optional<FetchResult> next() {
        Instant now = context.clock().instant();
        Optional<Instant> denied = client.noReloadUntil(context.user(), now);
        if (denied.isPresent()) {
            return Optional.of(unavailable(denied.get()));
        }
        if (looks() == 0) {
            return Optional.of(new FetchResult.NotReady(now, Optional.of(ASK)));
        }
        return looks() < MOST_LOOKS
                ? Optional.of(new FetchResult.NotReady(
                        now.plus(TAKES.multipliedBy(looks() + 1L)), Optional.of(look(looks() + 1))))
                : Optional.empty();
    }

    /** It did not come back, or not in time. */
    FetchResult unavailable() {
        return unavailable(context.clock().instant().plus(LATER));
    }

    /** It will not come back; the day is fetched once more for what it has without that. */
    FetchResult lastLook() {
        return new FetchResult.NotReady(context.clock().instant(), Optional.of(look(MOST_LOOKS)));
    }

    private static FetchResult unavailable(Instant again) {
        return new FetchResult.Unavailable(ConnectParser.OFFLOADED, Optional.of(again));
    }

    /** Asks the service to fetch the day back. */
    FetchResult ask() throws FetchException, InterruptedException {
        VendorResponse response =
                client.post("/wellness-service/wellness/epoch/request/" + date, "reload of a day", context);
        Instant now = context.clock().instant();
        return switch (status(response)) {
            case "DENIED" -> {
                Instant again = now.plus(ConnectParser.RELOAD_QUOTA);
                client.denied(context.user(), again);
                yield unavailable(again);
            }
            case "NO_FILES_FOUND" -> new FetchResult.NotReady(now, Optional.of(AS_IT_IS));
            case "COMPLETE" -> new FetchResult.NotReady(now, Optional.of(look(1)));
            default -> new FetchResult.NotReady(now.plus(TAKES), Optional.of(look(1)));
        };
    }

    private static PageToken look(int number) {
        return new PageToken(LOOK + number);
    }

    private static String status(VendorResponse response) throws FetchException {
        try {
            return ConnectParser.isNothing(response.status())
                    ? "NO_FILES_FOUND"
                    : ConnectFacts.object(response.body())
                            .text("status")
                            .orElse("")
                            .toUpperCase(Locale.ROOT);
        } catch (MalformedResponseException e) {
            throw new FetchException(e.failure(), e);
        }
    }
}
