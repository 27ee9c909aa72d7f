package org.healthwarehouse.testkit.fulcra;

import java.time.Duration;
import java.time.InstantSource;
import org.healthwarehouse.testkit.person.SyntheticPerson;

/** Sets up a {@link FulcraSimulator}. */
public final class FulcraSimulatorBuilder {
    final SyntheticPerson person;
    String userId = "00000000-0000-4000-8000-000000000001";
    InstantSource clock = InstantSource.system();
    FaultPlan faults = FaultPlan.none();
    Duration longestDense = Duration.ofDays(8);
    Duration longestSparse = Duration.ofDays(62);
    boolean shuffled;
    boolean rotating = true;
    Duration tokenLifetime = Duration.ofHours(24);

    FulcraSimulatorBuilder(SyntheticPerson person) {
        this.person = person;
    }

    /** The present; by default the system's clock. Nothing that ends after it is served. */
    public FulcraSimulatorBuilder clock(InstantSource present) {
        clock = present;
        return this;
    }

    /** The vendor's id of the person; by default always the same. */
    public FulcraSimulatorBuilder userId(String id) {
        userId = id;
        return this;
    }

    /** Which calls go wrong; by default none. */
    public FulcraSimulatorBuilder faults(FaultPlan plan) {
        faults = plan;
        return this;
    }

    /**
     * Beyond which length of range the answer is 500.
     *
     * @param dense for heart rate and steps; by default 8 days
     * @param sparse for everything else; by default 62 days
     */
    public FulcraSimulatorBuilder longestRange(Duration dense, Duration sparse) {
        longestDense = dense;
        longestSparse = sparse;
        return this;
    }

    /** Whether items come in an arbitrary order instead of by start. */
    public FulcraSimulatorBuilder shuffled(boolean mixed) {
        shuffled = mixed;
        return this;
    }

    /**
     * Whether each renewal of a login brings a new refresh token and kills the old one at once, by default yes; else
     * the answer names none and the old one stays good.
     */
    public FulcraSimulatorBuilder rotatingRefreshTokens(boolean rotates) {
        rotating = rotates;
        return this;
    }

    /** How long the access tokens of logins are good for; by default 24 h. */
    public FulcraSimulatorBuilder tokenLifetime(Duration lifetime) {
        tokenLifetime = lifetime;
        return this;
    }

    /** A simulator with these settings, reachable in memory. */
    public FulcraSimulator build() {
        return new FulcraSimulator(this);
    }
}
