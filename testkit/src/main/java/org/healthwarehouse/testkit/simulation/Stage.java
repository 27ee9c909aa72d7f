package org.healthwarehouse.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SkewedClock;

/** What all processes of one simulation share, and what is written down of it. */
final class Stage {
    private final ManualClock clock;
    private final SkewedClock local;
    private final SimulatedWorld world;
    private final StepLoop loop;
    private final ClaimWatch watch;
    private final Map<String, TimeRangeSet> requested = new TreeMap<>();
    private final Map<JobId, Instant> created = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private final List<String> story = new ArrayList<>();

    Stage(ManualClock clock, SimulatedWorld world, SplittableRandom random) {
        this.clock = clock;
        this.world = world;
        local = new SkewedClock(clock);
        loop = new StepLoop(clock, random);
        watch = new ClaimWatch(local);
    }

    SimulatedWorld world() {
        return world;
    }

    StepLoop loop() {
        return loop;
    }

    ClaimWatch watch() {
        return watch;
    }

    /** What the machine believes the time to be. */
    SkewedClock local() {
        return local;
    }

    /** The true time. */
    Instant now() {
        return clock.instant();
    }

    void advance(Duration by) {
        clock.advance(by);
    }

    void setLocalClock(Duration ahead) {
        tell("the clock is set to " + ahead + " from the true time");
        local.skew(ahead);
        created.replaceAll((job, before) -> earlier(before, local.instant()));
        watch.clockWasSet();
    }

    /** Whether the machine's time ever went back or jumped. */
    boolean wasClockSet() {
        return watch.wasClockSet();
    }

    void created(NewJob job) {
        created.put(job.id(), earlier(now(), local.instant()));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** A moment that lies before every answer that the job got, also while the machine's clock was behind. */
    Instant answeredAfter(JobId job) {
        return created.getOrDefault(job, Instant.EPOCH);
    }

    /** Whether this line of the ledger was not looked at before. */
    boolean isNew(StreamId stream, CoverageEntry line) {
        return seen.add(stream + " " + line);
    }

    void note(SyncRequest request) {
        TimeRangeSet range = TimeRangeSet.of(request.range(local.instant()));
        request.types().forEach(type -> requested.merge(type.name(), range, TimeRangeSet::union));
    }

    /** Everything that was ever asked for, by type. */
    Map<DataType, TimeRangeSet> requested() {
        Map<DataType, TimeRangeSet> byType = new LinkedHashMap<>();
        requested.forEach((name, ranges) -> byType.put(type(name), ranges));
        return byType;
    }

    private DataType type(String name) {
        return world.types().stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void violated(List<String> promises) {
        violations.addAll(promises);
    }

    void violated(String promise) {
        violations.add(promise);
    }

    boolean isSound() {
        return violations.isEmpty() && watch.violations().isEmpty();
    }

    List<String> violations() {
        List<String> all = new ArrayList<>(violations);
        all.addAll(watch.violations());
        return all;
    }

    List<String> story() {
        return story;
    }

    void tell(String what) {
        story.add(now() + " " + what);
    }
}
