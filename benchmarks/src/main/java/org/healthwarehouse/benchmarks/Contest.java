package org.healthwarehouse.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Several ways to do one thing, taking turns in one run; what counts is the median of each. */
final class Contest {
    private final String title;
    private final Map<String, Contender> contenders = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();

    /** @param title what is done; the first contender is the one that the others are compared with */
    Contest(String title) {
        this.title = title;
    }

    /** One way to do it. */
    @FunctionalInterface
    interface Contender {
        /** Does it once and answers its rate: the more the better. */
        double run() throws Exception;
    }

    Contest add(String name, Contender contender) {
        contenders.put(name, contender);
        return this;
    }

    /** Adds a contender if what it needs is there, and says so if not. */
    Contest addIf(boolean there, String name, String missing, Contender contender) {
        if (there) {
            return add(name, contender);
        }
        left.add(name + ": left out, " + missing);
        return this;
    }

    /** Runs a round to warm up and then so many that count; prints rates in millions a second and their ratios. */
    Map<String, Double> run(int rounds) throws Exception {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                double rate = contender.getValue().run();
                if (round > 0) {
                    rates.computeIfAbsent(contender.getKey(), name -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        System.out.printf(Locale.ROOT, "%n%s (median of %d rounds, M rows per CPU second)%n", title, rounds);
        Map<String, Double> medians = new LinkedHashMap<>();
        rates.forEach((name, all) -> medians.put(name, median(all)));
        double first = medians.values().iterator().next();
        rates.forEach((name, all) -> print(name, all, first));
        left.forEach(line -> System.out.println("  " + line));
        return medians;
    }

    private static void print(String name, List<Double> rates, double first) {
        System.out.printf(
                Locale.ROOT,
                "  %-52s %8.3f  [%.3f .. %.3f]   the first is %.2f times this%n",
                name,
                median(rates) / 1e6,
                Collections.min(rates) / 1e6,
                Collections.max(rates) / 1e6,
                first / median(rates));
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
