package org.healthwarehouse.sync;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/** One gate for each source and scope, for as long as the engine lives. Thread-safe. */
final class ScopeGates {
    private final EngineParts parts;
    private final Map<Scope, ScopeGate> gates = new ConcurrentHashMap<>();

    ScopeGates(EngineParts parts) {
        this.parts = parts;
    }

    private record Scope(SourceId source, String name) {}

    /** The gate through which calls for the user go; the budget that was first declared for its scope holds. */
    ScopeGate of(UserId user, SourceId source) {
        Budget budget = parts.connector(source).budget(user);
        return gates.computeIfAbsent(
                new Scope(source, budget.scope()), scope -> new ScopeGate(parts.of(source), source, budget));
    }
}
