package org.healthwarehouse.coverage;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The best plan by trying them all, on a grid of slots. A chunk begins at the first missing slot that no chunk covers
 * (it could not begin later, and earlier there is nothing missing that is not covered); where it ends is tried.
 */
final class BruteForcePlan {
    private final BitSet missing;
    private final int window;
    private final int bridge;
    private final BitSet neverBridged;
    private final Map<Integer, Cost> known = new HashMap<>();

    private BruteForcePlan(BitSet missing, int window, int bridge, BitSet neverBridged) {
        this.missing = missing;
        this.window = window;
        this.bridge = bridge;
        this.neverBridged = neverBridged;
    }

    /** The fewest calls and, among the plans with so few, the least bridged time. */
    static Cost best(BitSet missing, int window, int bridge) {
        return bestWithout(missing, window, bridge, new BitSet());
    }

    /** The same if no chunk may reach across the given slots. */
    static Cost bestWithout(BitSet missing, int window, int bridge, BitSet neverBridged) {
        return new BruteForcePlan(missing, window, bridge, neverBridged).from(0);
    }

    private Cost from(int slot) {
        int first = missing.nextSetBit(slot);
        if (first < 0) {
            return new Cost(0, 0);
        }
        Cost cost = known.get(first);
        if (cost == null) {
            cost = tryEveryEnd(first);
            known.put(first, cost);
        }
        return cost;
    }

    private Cost tryEveryEnd(int first) {
        Cost best = new Cost(Integer.MAX_VALUE, 0);
        for (int end = first + 1; end <= first + window; end++) {
            if (missing.get(end - 1) && mayReachAcross(first, end)) {
                int bridged = end - first - missing.get(first, end).cardinality();
                Cost rest = from(end);
                Cost all = new Cost(rest.calls + 1, rest.bridged + bridged);
                best = all.isLessThan(best) ? all : best;
            }
        }
        return best;
    }

    private boolean mayReachAcross(int first, int end) {
        int hole = 0;
        for (int slot = first; slot < end; slot++) {
            hole = missing.get(slot) ? 0 : hole + 1;
            if (hole > bridge || (hole > 0 && neverBridged.get(slot))) {
                return false;
            }
        }
        return true;
    }

    record Cost(int calls, int bridged) {
        boolean isLessThan(Cost other) {
            return calls < other.calls || (calls == other.calls && bridged < other.bridged);
        }
    }
}
