package org.healthwarehouse.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.healthwarehouse.testkit.fakes.Change;
import org.healthwarehouse.testkit.fakes.FakeVendor;
import org.healthwarehouse.testkit.fakes.LocalDateArchive;
import org.healthwarehouse.testkit.fakes.PagedListing;
import org.healthwarehouse.testkit.fakes.RangeFeed;
import org.healthwarehouse.testkit.simulation.Simulation.WorldFactory;
import org.healthwarehouse.testkit.time.ManualClock;

/** The worlds that seeds are played in, by name. */
final class SimulationWorlds {
    /** Whether the engine notices that something was deleted. */
    private static final boolean DELETIONS = true;
    /** Whether the engine knows local dates, current values and watermarks. */
    private static final boolean LOCAL_DATES = true;

    private static final Set<Change> CHANGES = DELETIONS ? Change.all() : Change.allBut(Change.DELETIONS);

    private SimulationWorlds() {}

    /** Every world that the engine can be played in, with its part of a hundred seeds. */
    static Map<String, Integer> shares() {
        Map<String, Integer> shares = new TreeMap<>(Map.of("range", 30, "paged", 30, "fulcra", 20, "all", 20));
        if (LOCAL_DATES) {
            shares.putAll(Map.of("range", 20, "paged", 20, "archive", 20, "all", 20));
        }
        // In addition to the hundred.
        shares.put("whoop", 20);
        return shares;
    }

    static WorldFactory named(String name) {
        return switch (name) {
            case "fulcra" -> FulcraWorld::new;
            case "whoop" -> WhoopWorld::new;
            case "range" -> (clock, random) -> new FakeWorld(clock, random, List.of(range(clock, random)));
            case "paged" -> (clock, random) -> new FakeWorld(clock, random, List.of(paged(clock, random)));
            case "archive" -> (clock, random) -> new FakeWorld(clock, random, List.of(archive(clock, random)));
            case "all" -> (clock, random) -> new FakeWorld(clock, random, all(clock, random));
            default -> throw new IllegalArgumentException("no world " + name);
        };
    }

    private static List<FakeVendor> all(ManualClock clock, SplittableRandom random) {
        List<FakeVendor> vendors = new ArrayList<>(List.of(range(clock, random), paged(clock, random)));
        if (LOCAL_DATES) {
            vendors.add(archive(clock, random));
        }
        return vendors;
    }

    private static FakeVendor range(ManualClock clock, SplittableRandom random) {
        return new RangeFeed(random.nextLong(), clock).changing(CHANGES);
    }

    private static FakeVendor paged(ManualClock clock, SplittableRandom random) {
        return new PagedListing(random.nextLong(), clock).changing(CHANGES);
    }

    private static FakeVendor archive(ManualClock clock, SplittableRandom random) {
        return new LocalDateArchive(random.nextLong(), clock).changing(CHANGES);
    }
}
