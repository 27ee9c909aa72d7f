package org.healthwarehouse.system;

import java.nio.file.Path;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.export.ExportRequest;

/** The program that is killed: exports again and again, and says when each export is done. */
final class ExportingChild {
    private ExportingChild() {}

    public static void main(String[] arguments) {
        ExportRequest request =
                ExportRequest.to(arguments[1], Path.of(arguments[2])).everybody();
        try (HealthWarehouse warehouse =
                HealthWarehouse.builder().storage("sqlite:" + arguments[0]).build()) {
            while (true) {
                ExportReport report = warehouse.export(request);
                System.out.println("exported " + report.rows());
            }
        }
    }
}
