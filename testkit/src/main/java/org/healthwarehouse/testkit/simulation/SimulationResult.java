package org.healthwarehouse.testkit.simulation;

import java.util.List;

/**
 * How a simulation ended.
 *
 * @param seed with which it can be repeated
 * @param violations broken promises; empty if all is well
 * @param story what was done, in order
 * @param fetches how many pages were asked for
 * @param crashes how often the process ended
 */
public record SimulationResult(long seed, List<String> violations, List<String> story, int fetches, int crashes) {
    /** Copies the lists. */
    public SimulationResult {
        violations = List.copyOf(violations);
        story = List.copyOf(story);
    }

    /** Whether every promise was kept. */
    public boolean passed() {
        return violations.isEmpty();
    }

    /** The seed, the broken promises and the story, for a person who has to find out why. */
    @Override
    public String toString() {
        return "seed " + seed + ": " + (passed() ? "passed" : String.join("; ", violations)) + "\n  "
                + String.join("\n  ", story);
    }
}
