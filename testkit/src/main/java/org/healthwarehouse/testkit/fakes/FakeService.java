package org.healthwarehouse.testkit.fakes;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.fulcra.LoggedRequest;
import org.jspecify.annotations.Nullable;

/** The part of a fake vendor that does not depend on what it offers. */
abstract class FakeService implements FakeVendor {
    private final FrontDesk desk;
    private @Nullable LoopbackServer server;
    private volatile Set<Change> changes = Change.all();

    FakeService(InstantSource clock) {
        desk = new FrontDesk(clock, this::answer);
    }

    /** Answers a request whose login was accepted. Called by one thread at a time. */
    abstract Answer answer(String path, Map<String, String> query, Instant now);

    final void only(Set<Change> kinds) {
        changes = Set.copyOf(kinds);
    }

    final Set<Change> changes() {
        return changes;
    }

    @Override
    public final VendorTransport transport() {
        return desk::send;
    }

    @Override
    public final synchronized URI start() throws IOException {
        if (server == null) {
            server = LoopbackServer.serving(transport());
        }
        return server.uri();
    }

    @Override
    public final void faults(FaultPlan plan) {
        desk.faults(plan);
    }

    @Override
    public final List<LoggedRequest> log() {
        return desk.log();
    }

    @Override
    public final int calls() {
        return desk.calls();
    }

    @Override
    public final String token() {
        return desk.token();
    }

    @Override
    public final synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
