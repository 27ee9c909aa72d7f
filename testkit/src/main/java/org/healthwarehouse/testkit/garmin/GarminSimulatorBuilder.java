package org.healthwarehouse.testkit.garmin;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.healthwarehouse.testkit.fakes.Change;
import org.healthwarehouse.testkit.fulcra.FaultPlan;

/** Sets up a {@link GarminSimulator}. */
public final class GarminSimulatorBuilder {
    final long seed;
    InstantSource clock = InstantSource.system();
    FaultPlan faults = FaultPlan.none();
    Set<Change> changes = Change.all();
    LocalDate memberSince = LocalDate.parse("2015-01-01");
    LocalDate watchReplaced = LocalDate.parse("2025-07-01");
    Duration offloadAge = Duration.ofDays(150);
    Duration tokenLifetime = Duration.ofHours(26);
    int reloadsPerDay = 60;
    int readingMinutes = 2;
    int recordSeconds = 10;
    final List<String> accounts = new ArrayList<>();

    GarminSimulatorBuilder(long seed) {
        this.seed = seed;
    }

    /** The present; by default the system's clock. */
    public GarminSimulatorBuilder clock(InstantSource present) {
        clock = present;
        return this;
    }

    /** An account of that display name, which is part of some addresses; without any there is one, {@code runner-1}. */
    public GarminSimulatorBuilder account(String displayName) {
        accounts.add(displayName);
        return this;
    }

    /** The first date of which there are data; by default 2015-01-01. */
    public GarminSimulatorBuilder memberSince(LocalDate first) {
        memberSince = first;
        return this;
    }

    /** The first date on which everybody wears another watch of the same model; by default 2025-07-01. */
    public GarminSimulatorBuilder watchReplaced(LocalDate first) {
        watchReplaced = first;
        return this;
    }

    /**
     * Which kinds of change happen; by default all of them. Without late uploads watches give what they have every ten
     * minutes.
     */
    public GarminSimulatorBuilder changing(Set<Change> kinds) {
        changes = Set.copyOf(kinds);
        return this;
    }

    /** Which calls go wrong; by default none. */
    public GarminSimulatorBuilder faults(FaultPlan plan) {
        faults = plan;
        return this;
    }

    /** Puts files away of dates that ended longer ago; by default 150 days. */
    public GarminSimulatorBuilder offloadingAfter(Duration age) {
        offloadAge = age;
        return this;
    }

    /** How many dates of one account are reloaded in a day of UTC; by default 60. */
    public GarminSimulatorBuilder reloadsPerDay(int dates) {
        reloadsPerDay = dates;
        return this;
    }

    /** How long access tokens of logins are good for; by default 26 hours. */
    public GarminSimulatorBuilder tokenLifetime(Duration lifetime) {
        tokenLifetime = lifetime;
        return this;
    }

    /** How far apart heart rates are; by default two minutes. Stress and breathing are rarer. */
    public GarminSimulatorBuilder readingEvery(int minutes) {
        readingMinutes = minutes;
        return this;
    }

    /** How far apart the records of an activity are, 300 at most; by default ten seconds. */
    public GarminSimulatorBuilder recordEvery(int seconds) {
        recordSeconds = seconds;
        return this;
    }

    /** A simulator with these settings, reachable in memory. */
    public GarminSimulator build() {
        if (accounts.isEmpty()) {
            accounts.add("runner-1");
        }
        return new GarminSimulator(this);
    }
}
