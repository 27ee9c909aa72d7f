package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The way through a gate. Every call is counted before it is made, and every answer is looked at on its way back. The
 * first call uses the permit that was got for it; further ones, which a connector needs to complete one page, go ahead
 * and are counted all the same. For one thread at a time.
 */
final class GatedTransport implements VendorTransport, AutoCloseable {
    private final EngineParts parts;
    private final ScopeGate gate;
    private final VendorTransport transport;
    private final RunRemarks remarks;
    /** How long a call may wait for its turn; nothing for those that never ask for one. */
    private final @Nullable Duration patience;
    /** Whether a person waits for the answer; for others nobody waits, and they come again. */
    private final boolean live;

    private @Nullable Permit permit;
    private Optional<Instant> turn = Optional.empty();

    private GatedTransport(
            EngineParts parts,
            ScopeGate gate,
            VendorTransport transport,
            RunRemarks remarks,
            @Nullable Duration patience,
            boolean live,
            @Nullable Permit permit) {
        this.parts = parts;
        this.gate = gate;
        this.transport = transport;
        this.remarks = remarks;
        this.patience = patience;
        this.live = live;
        this.permit = permit;
    }

    /** For calls of which the first one is let in. */
    static GatedTransport permitted(
            EngineParts parts, ScopeGate gate, VendorTransport transport, RunRemarks remarks, Permit permit) {
        return new GatedTransport(parts, gate, transport, remarks, null, true, permit);
    }

    /** For calls beside those that were let in; all of them go ahead. */
    static GatedTransport counting(EngineParts parts, ScopeGate gate, VendorTransport transport, RunRemarks remarks) {
        return new GatedTransport(parts, gate, transport, remarks, null, true, null);
    }

    /** Asks to be let in when the first call is made, and fails if that has to wait. To be closed after the last. */
    static GatedTransport asking(EngineParts parts, ScopeGate gate, VendorTransport transport, RunRemarks remarks) {
        return asking(parts, gate, transport, remarks, Duration.ZERO);
    }

    /**
     * Asks to be let in when the first call is made. To be closed after the last.
     *
     * @param patience for how long it waits if only the pace of calls is against it; whatever else is fails at once
     */
    static GatedTransport asking(
            EngineParts parts, ScopeGate gate, VendorTransport transport, RunRemarks remarks, Duration patience) {
        return new GatedTransport(parts, gate, transport, remarks, patience, true, null);
    }

    /**
     * Asks to be let in when the first call is made, as one for which no person waits. It does not wait itself: the
     * call fails, and {@link #turn} says when to come again. To be closed after the last.
     *
     * @param patience how late that may be: for its turn, for a pause to end, and for an allowance as syncs do
     */
    static GatedTransport comingAgain(
            EngineParts parts, ScopeGate gate, VendorTransport transport, RunRemarks remarks, Duration patience) {
        return new GatedTransport(parts, gate, transport, remarks, patience, false, null);
    }

    @Override
    public VendorResponse send(VendorRequest request) throws FetchException, InterruptedException {
        if (patience != null && permit == null) {
            permit = admitted(parts.now().plus(patience));
        }
        if (permit == null || !permit.use()) {
            gate.count(parts.now());
        }
        VendorResponse response = transport.send(request);
        Instant now = parts.now();
        gate.learn(response, now).ifPresent(detail -> remarks.contradiction(detail, now));
        remarks.clocks(response, now);
        return response;
    }

    /** When to come again, if the first call was not let in and will be in time; empty else. */
    Optional<Instant> turn() {
        return permit == null ? turn : Optional.empty();
    }

    private Permit admitted(Instant latest) throws FetchException, InterruptedException {
        while (true) {
            Instant now = parts.now();
            Admission admission = gate.enter(live, now);
            if (admission instanceof Permit granted) {
                return granted;
            }
            Wait wait = (Wait) admission;
            Duration left = Duration.between(now, wait.at());
            if (!live) {
                turn = Optional.of(wait.at())
                        .filter(at -> !at.isAfter(latest)
                                && wait.refusal(false, now, latest).isEmpty());
            }
            if (!live || wait.why().isPresent() || wait.at().isAfter(latest)) {
                throw new FetchException(wait.why()
                        .orElseGet(
                                () -> new Failure.RateLimited("calls are made one after another", Optional.of(left))));
            }
            CompletableFuture<Boolean> turn = new CompletableFuture<>();
            parts.scheduler().schedule(wait.at(), () -> turn.complete(true));
            boolean unused = parts.scheduler().await(turn, left);
        }
    }

    @Override
    public void close() {
        if (permit != null) {
            permit.close();
        }
    }
}
