package org.healthwarehouse.system;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.testkit.fakes.StoreTruth;
import org.healthwarehouse.testkit.fakes.TrueItem;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.simulation.SimulatedWorld;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.whoop.WhoopSimulator;
import org.healthwarehouse.whoop.WhoopConnector;

/** The real connector to WHOOP and a real SQLite file, between a simulated vendor and a virtual clock. */
final class WhoopWorld implements SimulatedWorld {
    private static final long MEMBER = 10_129;
    private static final TimeRange EVER = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);
    private static final List<DataType> ALL = List.of(
            DataTypes.CYCLE,
            DataTypes.RECOVERY,
            DataTypes.SLEEP,
            DataTypes.WORKOUT,
            DataTypes.PROFILE,
            DataTypes.BODY_MEASUREMENT);
    private static final Set<DataType> CURRENT = Set.of(DataTypes.PROFILE, DataTypes.BODY_MEASUREMENT);
    private static final int MOST_TYPES = 4;

    private final ManualClock clock;
    private final SplittableRandom random;
    private final WhoopSimulator vendor;
    private final FaultPlan faults;
    private final List<DataType> types;
    private final WorldFolder folder = new WorldFolder();

    WhoopWorld(ManualClock clock, SplittableRandom random) {
        this.clock = clock;
        this.random = random;
        faults = FaultPlan.randomOfAllKinds(random.split(), random.nextDouble() * 0.2);
        vendor = WhoopSimulator.seeded(random.nextLong())
                .clock(clock)
                .member(MEMBER)
                .faults(faults)
                .mostOnAPage(2 + random.nextInt(9))
                .allowing(random.nextInt(4) == 0 ? 10 : 100, 10_000)
                .build();
        types = someTypes(random);
    }

    private static List<DataType> someTypes(SplittableRandom random) {
        List<DataType> some = new ArrayList<>(ALL);
        while (some.size() > MOST_TYPES) {
            some.remove(random.nextInt(some.size()));
        }
        return List.copyOf(some);
    }

    @Override
    public Storage openStorage() {
        return folder.open(clock);
    }

    @Override
    public List<Connector> connectors() {
        AccessTokens tokens = new AccessTokens() {
            @Override
            public String current() {
                return vendor.token(MEMBER);
            }

            @Override
            public String replace(String rejected) {
                return vendor.token(MEMBER);
            }
        };
        return List.of(WhoopConnector.builder()
                .tokens(tokens)
                .clientId(vendor.clientId())
                .baseUri(URI.create("http://127.0.0.1/developer"))
                .build());
    }

    @Override
    public boolean tellsTheTime() {
        return true;
    }

    @Override
    public VendorTransport transport() {
        return request -> {
            clock.advance(Duration.ofMillis(40));
            VendorResponse response = vendor.inMemory().send(request);
            clock.advance(Duration.ofMillis(random.nextInt(20) == 0 ? random.nextInt(20_000) : 40));
            return response;
        };
    }

    @Override
    public void faults(boolean on) {
        vendor.faults(on ? faults : FaultPlan.none());
    }

    @Override
    public List<DataType> types() {
        return types;
    }

    /** A recovery that was made long after its night comes with that night, not with the time at which it was made. */
    @Override
    public List<String> differences(Snapshot snapshot, DataType type, TimeRange range) {
        TimeRange compared = CURRENT.contains(type) ? EVER : range;
        Set<TrueItem> stored = stored(snapshot, stream(type), compared);
        List<String> differences = new ArrayList<>();
        tell(differences, type, "missing or other", items(type, compared, clock.instant(), true), stored);
        tell(differences, type, "too much or other", stored, items(type, compared, clock.instant(), false));
        return differences;
    }

    private static void tell(
            List<String> differences, DataType type, String what, Set<TrueItem> items, Set<TrueItem> others) {
        List<TrueItem> left =
                items.stream().filter(item -> !others.contains(item)).toList();
        if (!left.isEmpty()) {
            differences.add(type + ": " + left.size() + " rows are " + what + ", for example " + left.get(0));
        }
    }

    private Set<TrueItem> items(DataType type, TimeRange range, Instant asOf, boolean listed) {
        List<TrueItem> items =
                listed ? vendor.listed(MEMBER, type, range, asOf) : vendor.truth(MEMBER, type, range, asOf);
        return items.stream().map(WhoopWorld::strong).collect(Collectors.toSet());
    }

    private static Set<TrueItem> stored(Snapshot snapshot, StreamId stream, TimeRange range) {
        return StoreTruth.stored(snapshot, stream, range).stream()
                .map(WhoopWorld::strong)
                .collect(Collectors.toSet());
    }

    /** With the vendor's own key alone: where a sleep was moved, the store still knows where it was before. */
    static TrueItem strong(TrueItem item) {
        String identity = Arrays.stream(item.identity().split(",", -1))
                .filter(key -> !key.startsWith("start:") && !key.startsWith("sleep:"))
                .collect(Collectors.joining(","));
        return new TrueItem(identity, item.start(), item.end(), item.content());
    }

    /** What has gone or moved since is no matter of that moment any more. */
    @Override
    public List<String> missing(Snapshot snapshot, StreamId stream, TimeRange range, Instant asOf) {
        Set<String> expected = names(items(stream.type(), range, asOf, true));
        expected.retainAll(names(items(stream.type(), range, clock.instant(), true)));
        expected.removeAll(names(stored(snapshot, stream, range)));
        return expected.isEmpty()
                ? List.of()
                : List.of(stream + ": " + expected.size() + " items of " + asOf + " are missing, for example "
                        + expected.iterator().next());
    }

    private static Set<String> names(Iterable<TrueItem> items) {
        Set<String> names = new HashSet<>();
        items.forEach(item -> names.add(item.identity() + " " + item.start()));
        return names;
    }

    private static StreamId stream(DataType type) {
        return new StreamId(UserId.LOCAL, WhoopConnector.SOURCE, type);
    }

    @Override
    public void close() {
        vendor.close();
        folder.close();
    }
}
