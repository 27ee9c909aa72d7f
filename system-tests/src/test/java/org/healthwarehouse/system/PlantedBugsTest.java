package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.testkit.simulation.SimulatedWorld;
import org.healthwarehouse.testkit.simulation.Simulation;
import org.healthwarehouse.testkit.simulation.Simulation.WorldFactory;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;

/** The simulation is worth nothing unless it finds bugs: each of these is found within two hundred seeds. */
class PlantedBugsTest {
    private static final int SEEDS = 200;

    @Test
    void aResumeByDateIsFound() {
        assertFound((world, clock) -> new PlantedWorld(world) {
            @Override
            public Storage between(Storage storage) {
                return new ResumeByDate(storage);
            }
        });
    }

    @Test
    void aChunkThatIsSkippedAfterARateLimitIsFound() {
        assertFound((world, clock) -> new SkipAfterRateLimit(world));
    }

    @Test
    void aLedgerThatIsCommittedBeforeTheRowsIsFound() {
        assertFound((world, clock) -> new CoverageBeforeData(world));
    }

    @Test
    void aLeaseWithoutAFenceIsFound() {
        assertFound((world, clock) -> new LeaseWithoutFence(world));
    }

    @Test
    void aClockThatIsReadAfterTheAnswerIsFound() {
        assertFound(ClockReadAfterTheAnswer::new);
    }

    /** Puts a world with a bug around a sound one. */
    @FunctionalInterface
    interface Plant {
        SimulatedWorld around(SimulatedWorld world, ManualClock clock);
    }

    static WorldFactory planted(Plant plant) {
        WorldFactory sound = SimulationWorlds.named("range");
        return (clock, random) -> plant.around(sound.create(clock, random), clock);
    }

    private static void assertFound(Plant plant) {
        WorldFactory factory = planted(plant);
        assertThat(LongStream.rangeClosed(1, SEEDS)
                        .anyMatch(seed -> !Simulation.run(seed, factory).passed()))
                .as("one of " + SEEDS + " seeds must find it")
                .isTrue();
    }
}
