package org.healthwarehouse.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.healthwarehouse.testkit.time.ManualClock;

/**
 * One simulation: one or two processes over one store do a few things drawn by chance, among them syncs with faults and
 * crashes, resumes, cancellations, kept pages that are read again and waiting, step by step against each other; a
 * process may stand still in the middle of something, and the machine's clock may be set. Then the faults end,
 * everything that was ever asked for is synced again, and the store must equal the truth.
 */
public final class Simulation {
    /** With a year of beginnings every change of the clocks and every journey comes up. */
    private static final Instant BEGINNING = Instant.parse("2025-09-01T00:00:00Z");

    private static final int MINUTES_OF_A_YEAR = 365 * 24 * 60;
    private static final int MOST_PROCESSES = 2;

    private final long seed;
    private final SplittableRandom random;
    private final Stage stage;
    private final Actions actions;
    private final List<SimulatedProcess> processes;
    private final boolean clockIsSet;

    private Simulation(long seed, WorldFactory factory) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        ManualClock clock = new ManualClock(BEGINNING.plus(Duration.ofMinutes(random.nextInt(MINUTES_OF_A_YEAR))));
        stage = new Stage(clock, factory.create(clock, random.split()), random.split());
        actions = new Actions(stage, random.split());
        clockIsSet = stage.world().tellsTheTime() && random.nextInt(3) == 0;
        processes = IntStream.range(0, 1 + random.nextInt(MOST_PROCESSES))
                .mapToObj(i -> new SimulatedProcess(stage, String.valueOf((char) ('A' + i)), random.split()))
                .toList();
    }

    /** Runs the simulation of that seed. */
    public static SimulationResult run(long seed, WorldFactory factory) {
        Simulation simulation = new Simulation(seed, factory);
        try {
            return simulation.play();
        } catch (RuntimeException | SimulatedCrash e) {
            throw new AssertionError("seed " + seed + " came to an end that nobody planned", e);
        } finally {
            simulation.stage.world().close();
        }
    }

    private SimulationResult play() {
        try {
            int rounds = 3 + random.nextInt(5);
            for (int i = 0; i < rounds && stage.isSound(); i++) {
                round();
            }
            // What was to happen to an action that was refused at once would otherwise happen now.
            processes.forEach(SimulatedProcess::rest);
            if (stage.isSound()) {
                new Finale(stage, processes.get(0)).play();
            }
        } finally {
            processes.forEach(SimulatedProcess::end);
        }
        int fetches = processes.stream().mapToInt(SimulatedProcess::fetches).sum();
        int crashes = processes.stream().mapToInt(SimulatedProcess::crashes).sum();
        return new SimulationResult(seed, stage.violations(), stage.story(), fetches, crashes);
    }

    /** Every process begins something, or not; then all go on until all have come to an end. */
    private void round() {
        List<SimulatedProcess> order = new ArrayList<>(processes);
        Collections.shuffle(order, new Random(random.nextLong()));
        for (SimulatedProcess process : order) {
            if (process == order.get(0) || random.nextInt(3) > 0) {
                actions.begin(process);
                processes.forEach(SimulatedProcess::look);
            }
        }
        while (processes.stream().anyMatch(SimulatedProcess::isBusy)
                && stage.loop().runOne()) {
            processes.forEach(SimulatedProcess::look);
            maybeSetTheClock();
        }
        stage.advance(Duration.ofSeconds(random.nextInt(7200)));
    }

    /** By minutes or by days, ahead or back. */
    private void maybeSetTheClock() {
        if (clockIsSet && random.nextInt(60) == 0) {
            Duration most = random.nextBoolean() ? Duration.ofHours(1) : Duration.ofDays(2);
            long millis = random.nextLong(most.toMillis());
            stage.setLocalClock(Duration.ofMillis(random.nextBoolean() ? millis : -millis));
        }
    }

    /** Makes the world of one simulation. */
    @FunctionalInterface
    public interface WorldFactory {
        /**
         * A world that takes its choices from the generator.
         *
         * @param clock the true time, which the vendor's clock shows; the clock of the machine may differ from it
         * @param random chance
         */
        SimulatedWorld create(ManualClock clock, SplittableRandom random);
    }
}
