package org.healthwarehouse.testkit.whoop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.healthwarehouse.testkit.fakes.Change;
import org.healthwarehouse.testkit.fulcra.FaultPlan;

/** Sets up a {@link WhoopSimulator}. */
public final class WhoopSimulatorBuilder {
    final long seed;
    InstantSource clock = InstantSource.system();
    FaultPlan faults = FaultPlan.none();
    Set<Change> changes = Change.all();
    Instant memberSince = Instant.parse("2010-01-01T00:00:00Z");
    int mostOnAPage = 25;
    int perMinute = 100;
    int perDay = 10_000;
    Duration tokenLifetime = Duration.ofHours(1);
    String clientId = "simulated-client";
    String clientSecret = "canary-whoop-client-secret";
    final List<Long> members = new ArrayList<>();
    final List<Long> unmeasured = new ArrayList<>();

    WhoopSimulatorBuilder(long seed) {
        this.seed = seed;
    }

    /** The present; by default the system's clock. */
    public WhoopSimulatorBuilder clock(InstantSource present) {
        clock = present;
        return this;
    }

    /** A member of that number; without any there is one, 10129. */
    public WhoopSimulatorBuilder member(long userId) {
        members.add(userId);
        return this;
    }

    /** A member of whose body the vendor knows nothing. */
    public WhoopSimulatorBuilder memberWithoutMeasures(long userId) {
        unmeasured.add(userId);
        return member(userId);
    }

    /** Since when there are records; by default 2010-01-01. */
    public WhoopSimulatorBuilder memberSince(Instant first) {
        memberSince = first;
        return this;
    }

    /** Which kinds of change happen; by default all of them. */
    public WhoopSimulatorBuilder changing(Set<Change> kinds) {
        changes = Set.copyOf(kinds);
        return this;
    }

    /** Which calls go wrong; by default none. */
    public WhoopSimulatorBuilder faults(FaultPlan plan) {
        faults = plan;
        return this;
    }

    /** The most records on a page, however many are asked for; by default 25. */
    public WhoopSimulatorBuilder mostOnAPage(int records) {
        mostOnAPage = records;
        return this;
    }

    /** How many calls of all members together are answered; by default 100 a minute and 10,000 a day. */
    public WhoopSimulatorBuilder allowing(int callsPerMinute, int callsPerDay) {
        perMinute = callsPerMinute;
        perDay = callsPerDay;
        return this;
    }

    /** How long access tokens of logins are good for; by default an hour. */
    public WhoopSimulatorBuilder tokenLifetime(Duration lifetime) {
        tokenLifetime = lifetime;
        return this;
    }

    /** A simulator with these settings, reachable in memory. */
    public WhoopSimulator build() {
        if (members.isEmpty()) {
            members.add(10_129L);
        }
        return new WhoopSimulator(this);
    }
}
