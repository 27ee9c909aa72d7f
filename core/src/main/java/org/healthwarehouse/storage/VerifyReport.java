package org.healthwarehouse.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a check of the store found.
 *
 * @param startedAt when it began
 * @param duration how long it took
 * @param finished the steps that were gone through to their end
 * @param findings in the order of the steps
 */
public record VerifyReport(Instant startedAt, Duration duration, Set<VerifyStep> finished, List<Finding> findings) {
    /** Copies the collections. */
    public VerifyReport {
        finished = Set.copyOf(finished);
        findings = List.copyOf(findings);
    }

    /** Whether every step was gone through to its end. */
    public boolean isComplete() {
        return finished.size() == VerifyStep.values().length;
    }

    /** Those that are faults. */
    public List<Finding> faults() {
        return findings.stream().filter(Finding::isFault).toList();
    }

    /** Whether everything was looked at and no fault found. */
    public boolean isSound() {
        return isComplete() && faults().isEmpty();
    }
}
