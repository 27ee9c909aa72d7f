package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.healthwarehouse.testkit.simulation.Simulation;
import org.healthwarehouse.testkit.simulation.SimulationResult;
import org.junit.jupiter.api.Test;

/** Seeds draw ranges, faults and crashes; the promises must hold for each. A failing seed prints itself. */
class SimulationTest {
    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long SEEDS = Long.getLong("simulation.seeds", 200);

    @Test
    void everySeedKeepsThePromises() {
        List<SimulationResult> results = LongStream.range(FIRST, FIRST + SEEDS)
                .parallel()
                .mapToObj(seed -> Simulation.run(seed, FulcraWorld::new))
                .toList();

        assertThat(results.stream().filter(result -> !result.passed()).limit(3)).isEmpty();
        assertThat(results.stream().mapToInt(SimulationResult::crashes).sum())
                .as("the seeds must draw crashes")
                .isGreaterThan((int) SEEDS / 4);
        assertThat(results.stream().mapToInt(SimulationResult::fetches).sum())
                .as("the seeds must draw work")
                .isGreaterThan((int) SEEDS * 10);
    }

    @Test
    void theSameSeedTellsTheSameStory() {
        SimulationResult once = Simulation.run(7, FulcraWorld::new);
        SimulationResult again = Simulation.run(7, FulcraWorld::new);

        assertThat(again.story()).isEqualTo(once.story());
        assertThat(again.fetches()).isEqualTo(once.fetches());
    }

    @Test
    void aPlantedResumeByDateIsFound() {
        boolean found = LongStream.rangeClosed(1, 200)
                .anyMatch(seed -> !Simulation.run(
                                seed, (clock, random) -> new PlantedWorld(new FulcraWorld(clock, random)) {
                                    @Override
                                    public org.healthwarehouse.storage.Storage between(
                                            org.healthwarehouse.storage.Storage storage) {
                                        return new ResumeByDate(storage);
                                    }
                                })
                        .passed());

        assertThat(found).as("200 seeds must find a resume that goes by date").isTrue();
    }
}
