package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Budget.Allowance;
import org.healthwarehouse.connector.VendorResponse;

/**
 * What an answer says of the calls that are left: {@code X-RateLimit-Limit}, {@code -Remaining} and {@code -Reset}
 * (seconds until the window ends), also without the {@code X-}. They describe one window, the one that is nearest to
 * its end of calls; of several numbers in one header the first counts. Whatever they say, nobody calls more often than
 * the budget declares.
 *
 * @param limit the declared allowance that is meant, by its calls; 0 if it cannot be told
 * @param left calls left in it
 * @param resetsAt when it begins anew
 */
record QuotaHeaders(int limit, int left, Instant resetsAt) {
    private static final Pattern FIRST_NUMBER = Pattern.compile("\\s*(-?\\d{1,10})\\s*([,;].*)?");
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * What was read.
     *
     * @param counts what may be believed; empty if nothing may, or nothing was said
     * @param contradiction what does not fit together, for a developer; empty if all is well
     */
    record Read(Optional<QuotaHeaders> counts, Optional<String> contradiction) {
        static final Read NOTHING = new Read(Optional.empty(), Optional.empty());
    }

    static Read read(VendorResponse response, Budget budget, Instant now) {
        Optional<String> remainingText = header(response, "remaining");
        if (remainingText.isEmpty()) {
            return Read.NOTHING;
        }
        OptionalLong remaining = number(remainingText);
        Optional<String> limitText = header(response, "limit");
        OptionalLong limit = number(limitText);
        Optional<String> resetText = header(response, "reset");
        OptionalLong reset = number(resetText);
        if (remaining.isEmpty()
                || remaining.getAsLong() < 0
                || (limitText.isPresent() && limit.isEmpty())
                || (limit.isPresent() && (limit.getAsLong() < 1 || remaining.getAsLong() > limit.getAsLong()))) {
            return new Read(Optional.empty(), Optional.of("the numbers of calls allowed and left do not fit together"));
        }
        if (resetText.isEmpty()) {
            // Nobody knows for how long the number holds; the own count stands.
            return Read.NOTHING;
        }
        if (reset.isEmpty()
                || reset.getAsLong() < 0
                || reset.getAsLong() > longest(budget).toSeconds()) {
            return new Read(
                    Optional.empty(), Optional.of("the time until calls are allowed again is none that can be meant"));
        }
        QuotaHeaders counts = new QuotaHeaders(
                declared(limit, budget),
                (int) Math.min(remaining.getAsLong(), Integer.MAX_VALUE),
                now.plusSeconds(reset.getAsLong()));
        return new Read(Optional.of(counts), tooMany(limit, budget));
    }

    private static Optional<String> header(VendorResponse response, String name) {
        return response.header("x-ratelimit-" + name).or(() -> response.header("ratelimit-" + name));
    }

    private static OptionalLong number(Optional<String> text) {
        Matcher matcher = FIRST_NUMBER.matcher(text.orElse(""));
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** No window is reset later than it is long. */
    private static Duration longest(Budget budget) {
        return budget.allowances().stream()
                .map(Allowance::window)
                .max(Duration::compareTo)
                .orElse(LONGEST);
    }

    private static int declared(OptionalLong limit, Budget budget) {
        return budget.allowances().stream()
                .mapToInt(Allowance::calls)
                .filter(calls -> limit.isPresent() && calls == limit.getAsLong())
                .findFirst()
                .orElse(0);
    }

    private static Optional<String> tooMany(OptionalLong limit, Budget budget) {
        int most = budget.allowances().stream().mapToInt(Allowance::calls).max().orElse(Integer.MAX_VALUE);
        return limit.orElse(0) > most
                ? Optional.of("the vendor names a limit of " + limit.getAsLong() + " calls, where " + most
                        + " are declared at most; the declared number holds")
                : Optional.empty();
    }
}
