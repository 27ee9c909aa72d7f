package org.healthwarehouse.system;

import java.nio.file.Path;
import java.time.InstantSource;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ImportReport;
import org.healthwarehouse.ImportRequest;

/** Imports a path into a store, saying before each file which it is; says at the end how many rows were new. */
final class ImportingChild {
    private ImportingChild() {}

    public static void main(String[] arguments) {
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage("sqlite:" + Path.of(arguments[0]))
                .clock(InstantSource.fixed(Bench.NOW))
                .build()) {
            ImportReport report =
                    warehouse.importFrom(ImportRequest.of(Path.of(arguments[1])).telling(progress -> {
                        System.out.println("next " + progress.name());
                        return true;
                    }));
            System.out.println("added " + report.added() + ", changed " + report.changed());
        }
    }
}
