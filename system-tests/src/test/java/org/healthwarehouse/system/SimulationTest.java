package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.healthwarehouse.testkit.simulation.Simulation;
import org.healthwarehouse.testkit.simulation.SimulationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds draw ranges, faults, crashes and clocks; the promises must hold for each. A failing seed prints itself. */
class SimulationTest {
    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long SEEDS = Long.getLong("simulation.seeds", 2000);

    @Test
    void everySeedOfEveryWorldKeepsThePromises() {
        List<String> failed = new ArrayList<>();
        long fetches = 0;
        long crashes = 0;
        for (String world : SimulationWorlds.shares().keySet()) {
            long seeds = Math.max(1, SEEDS * SimulationWorlds.shares().get(world) / 100);
            List<SimulationResult> results = play(world, seeds);
            results.stream()
                    .filter(result -> !result.passed())
                    .limit(3)
                    .forEach(result -> failed.add("world " + world + ", " + result));
            fetches += results.stream().mapToLong(SimulationResult::fetches).sum();
            crashes += results.stream().mapToLong(SimulationResult::crashes).sum();
        }

        assertThat(failed).isEmpty();
        assertThat(crashes).as("the seeds must draw crashes").isGreaterThan(SEEDS / 6);
        assertThat(fetches).as("the seeds must draw work").isGreaterThan(SEEDS * 10);
    }

    private static List<SimulationResult> play(String world, long seeds) {
        Simulation.WorldFactory factory = SimulationWorlds.named(world);
        return LongStream.range(FIRST, FIRST + seeds)
                .parallel()
                .mapToObj(seed -> Simulation.run(seed, factory))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fulcra", "all", "whoop", "garmin"})
    void theSameSeedTellsTheSameStory(String world) {
        SimulationResult once = Simulation.run(7, SimulationWorlds.named(world));
        SimulationResult again = Simulation.run(7, SimulationWorlds.named(world));

        assertThat(again.story()).isEqualTo(once.story());
        assertThat(again.fetches()).isEqualTo(once.fetches());
    }
}
