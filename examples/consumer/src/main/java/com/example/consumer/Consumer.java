package com.example.consumer;

import static org.healthwarehouse.model.DataTypes.BODY_TEMPERATURE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.Reading;
import org.healthwarehouse.coverage.Coverage;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.sync.SyncRequest;

/**
 * Keeps a week of a thermometer in a file, opens the file again and reads the week without asking the thermometer. A
 * Fulcra connector is there too and is never asked. The last line says what was seen.
 */
public final class Consumer {
    private static final Instant END = Instant.parse("2026-01-08T00:00:00Z");
    private static final TimeRange WEEK = new TimeRange(END.minus(Duration.ofDays(7)), END);

    private Consumer() {}

    /**
     * Runs it.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("consumer");
        Thermometer thermometer = new Thermometer();
        try (HealthWarehouse warehouse = open(folder, thermometer)) {
            SyncRequest week = SyncRequest.everything().from("thermometer").in(WEEK);
            require(warehouse.plan(week).expectedCalls() == 1, "one call is planned");
            require(warehouse.sync(week).await().isComplete(), "the week is complete");
            require(warehouse.plan(week).isEmpty(), "nothing is left to ask for");
        }
        try (HealthWarehouse warehouse = open(folder, thermometer)) {
            Reading<SampleSeries> reading = warehouse
                    .samples(BODY_TEMPERATURE)
                    .between(WEEK.start(), WEEK.end())
                    .mode(ReadMode.LOCAL_ONLY)
                    .read();
            List<Coverage> coverage = warehouse.coverage(BODY_TEMPERATURE, WEEK);
            long rows =
                    warehouse.export(ExportRequest.csv(folder.resolve("csv"))).rows();
            require(reading.data().size() == 7 * 24, "every hour is there");
            require(coverage.stream().anyMatch(one -> one.heldFraction() == 1), "all of the week is held");
            require(warehouse.statistics().samples() == rows, "all samples are exported");
            require(thermometer.calls() == 1, "the thermometer was asked once");
            System.out.println("consumer ok: " + rows + " samples, 1 call, core on the " + path(HealthWarehouse.class)
                    + ", application on the " + path(Consumer.class));
        }
    }

    private static HealthWarehouse open(Path folder, Thermometer thermometer) {
        return HealthWarehouse.builder()
                .storage("sqlite:" + folder.resolve("health.db"))
                .connector(thermometer)
                .connector(FulcraConnector.builder()
                        .token("not-a-token")
                        .userId("nobody")
                        .build())
                .build();
    }

    private static String path(Class<?> type) {
        return type.getModule().isNamed() ? "module path" : "class path";
    }

    private static void require(boolean held, String what) {
        if (!held) {
            throw new IllegalStateException("not true: " + what);
        }
    }
}
