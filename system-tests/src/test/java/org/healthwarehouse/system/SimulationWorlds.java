package org.healthwarehouse.system;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.healthwarehouse.testkit.fakes.FakeVendor;
import org.healthwarehouse.testkit.fakes.LocalDateArchive;
import org.healthwarehouse.testkit.fakes.PagedListing;
import org.healthwarehouse.testkit.fakes.RangeFeed;
import org.healthwarehouse.testkit.simulation.Simulation.WorldFactory;
import org.healthwarehouse.testkit.time.ManualClock;

/** The worlds that seeds are played in, by name. */
final class SimulationWorlds {
    private SimulationWorlds() {}

    /** Every world that the engine can be played in, with its part of a hundred seeds. */
    static Map<String, Integer> shares() {
        // WHOOP and Garmin in addition to the hundred.
        return new TreeMap<>(
                Map.of("range", 20, "paged", 20, "archive", 20, "all", 20, "fulcra", 20, "whoop", 20, "garmin", 20));
    }

    static WorldFactory named(String name) {
        return switch (name) {
            case "fulcra" -> FulcraWorld::new;
            case "whoop" -> WhoopWorld::new;
            case "garmin" -> GarminWorld::new;
            case "range" -> (clock, random) -> new FakeWorld(clock, random, List.of(range(clock, random)));
            case "paged" -> (clock, random) -> new FakeWorld(clock, random, List.of(paged(clock, random)));
            case "archive" -> (clock, random) -> new FakeWorld(clock, random, List.of(archive(clock, random)));
            case "all" -> (clock, random) -> new FakeWorld(clock, random, all(clock, random));
            default -> throw new IllegalArgumentException("no world " + name);
        };
    }

    private static List<FakeVendor> all(ManualClock clock, SplittableRandom random) {
        return List.of(range(clock, random), paged(clock, random), archive(clock, random));
    }

    private static FakeVendor range(ManualClock clock, SplittableRandom random) {
        return new RangeFeed(random.nextLong(), clock);
    }

    private static FakeVendor paged(ManualClock clock, SplittableRandom random) {
        return new PagedListing(random.nextLong(), clock);
    }

    private static FakeVendor archive(ManualClock clock, SplittableRandom random) {
        return new LocalDateArchive(random.nextLong(), clock);
    }
}
