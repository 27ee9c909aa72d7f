package org.healthwarehouse.system;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.healthwarehouse.testkit.simulation.SimulatedWorld;
import org.healthwarehouse.testkit.time.ManualClock;

/** The real connector and a real SQLite file, between a simulated vendor and a virtual clock. */
final class FulcraWorld implements SimulatedWorld {
    private final ManualClock clock;
    private final FulcraTruth truth;
    private final FulcraSimulator vendor;
    private final FaultPlan faults;
    private final List<DataType> types;
    private final WorldFolder folder = new WorldFolder();

    FulcraWorld(ManualClock clock, SplittableRandom random) {
        this.clock = clock;
        SyntheticPerson person = SyntheticPerson.seeded(random.nextInt(50));
        truth = new FulcraTruth(person);
        types = someTypes(random);
        faults = FaultPlan.random(random.split(), random.nextDouble() * 0.2);
        vendor = FulcraSimulator.serving(person)
                .clock(clock)
                .faults(faults)
                // Below the connector's windows now and then, so that chunks have to be split.
                .longestRange(Duration.ofHours(9 + random.nextInt(40)), Duration.ofDays(3 + random.nextInt(60)))
                .shuffled(true)
                .build();
    }

    @Override
    public Storage openStorage() {
        return folder.open(clock);
    }

    @Override
    public List<Connector> connectors() {
        return List.of(connector());
    }

    private Connector connector() {
        return FulcraConnector.builder()
                .tokens(new AccessTokens() {
                    @Override
                    public String current() {
                        return vendor.token();
                    }

                    @Override
                    public String replace(String rejected) {
                        return vendor.token();
                    }
                })
                .userId(vendor.userId())
                .baseUri(URI.create("http://127.0.0.1"))
                .build();
    }

    @Override
    public VendorTransport transport() {
        VendorTransport inMemory = vendor.inMemory();
        return request -> {
            clock.advance(Duration.ofMillis(120));
            VendorResponse response = inMemory.send(request);
            Map<String, List<String>> headers = new HashMap<>(response.headers());
            headers.put("date", List.of(date(clock.instant())));
            return new VendorResponse(response.status(), headers, response.body());
        };
    }

    private static String date(Instant moment) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
    }

    @Override
    public boolean tellsTheTime() {
        return true;
    }

    @Override
    public void faults(boolean on) {
        vendor.faults(on ? faults : FaultPlan.none());
    }

    /** Some of all types: each seed draws others. */
    private static List<DataType> someTypes(SplittableRandom random) {
        List<DataType> types = new ArrayList<>(
                FulcraTruth.SAMPLES.stream().map(FulcraTruth.Row::type).toList());
        types.add(DataTypes.WORKOUT);
        types.add(DataTypes.LOCATION);
        while (types.size() > 6) {
            types.remove(random.nextInt(types.size()));
        }
        return List.copyOf(types);
    }

    @Override
    public List<DataType> types() {
        return types;
    }

    @Override
    public List<String> differences(Snapshot snapshot, DataType type, TimeRange range) {
        return truth.differences(snapshot, type, range);
    }

    /** The vendor serves everything at the moment at which it ends. */
    @Override
    public List<String> missing(Snapshot snapshot, StreamId stream, TimeRange range, Instant asOf) {
        return truth.missing(snapshot, stream.type(), range, asOf);
    }

    @Override
    public void close() {
        vendor.close();
        folder.close();
    }
}
