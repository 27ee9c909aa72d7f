package org.healthwarehouse.testkit.fulcra;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides which calls go wrong. Asked once for every call, in order. */
@FunctionalInterface
public interface FaultPlan {
    /**
     * What goes wrong with a call.
     *
     * @param number of the call, from 1
     */
    Optional<Fault> next(int number);

    /** Nothing goes wrong. */
    static FaultPlan none() {
        return number -> Optional.empty();
    }

    /** The given faults at calls of the given numbers. */
    static FaultPlan at(Map<Integer, Fault> faults) {
        Map<Integer, Fault> copy = Map.copyOf(faults);
        return number -> Optional.ofNullable(copy.get(number));
    }

    /**
     * Faults of every kind, by chance.
     *
     * @param rate the part of calls that go wrong, from 0 to 1
     */
    static FaultPlan random(RandomGenerator random, double rate) {
        List<Fault> kinds = List.of(
                new Fault.RateLimited(Optional.of(Duration.ofSeconds(7))),
                new Fault.RateLimited(Optional.empty()),
                new Fault.ConnectionReset(),
                new Fault.SlowBody(),
                new Fault.ServerError(),
                new Fault.MalformedJson(),
                new Fault.TokenExpired());
        return number ->
                random.nextDouble() < rate ? Optional.of(kinds.get(random.nextInt(kinds.size()))) : Optional.empty();
    }

    /**
     * The same with the kinds that only some vendors know: a pause until a date, a web page instead of data.
     *
     * @param rate the part of calls that go wrong, from 0 to 1
     */
    static FaultPlan randomOfAllKinds(RandomGenerator random, double rate) {
        FaultPlan usual = random(random, 1);
        List<Fault> rarer = List.of(new Fault.RateLimitedUntil(Duration.ofSeconds(40)), new Fault.WebPage());
        return number -> {
            if (random.nextDouble() >= rate) {
                return Optional.empty();
            }
            return random.nextInt(5) == 0 ? Optional.of(rarer.get(random.nextInt(rarer.size()))) : usual.next(number);
        };
    }
}
