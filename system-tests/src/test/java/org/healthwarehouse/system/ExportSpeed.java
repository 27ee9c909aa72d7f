package org.healthwarehouse.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.export.ExportRequest;

/**
 * Measures exports of a store: {@code ExportSpeed <database> <folder> <rounds> <format>...} prints rows, rows per
 * second of time and of all processors, and bytes per row.
 */
final class ExportSpeed {
    private ExportSpeed() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        try (HealthWarehouse warehouse =
                HealthWarehouse.builder().storage("sqlite:" + arguments[0]).build()) {
            for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
                for (int i = 3; i < arguments.length; i++) {
                    measure(warehouse, arguments[i], folder.resolve(arguments[i]));
                }
            }
        }
    }

    private static void measure(HealthWarehouse warehouse, String format, Path folder) throws IOException {
        long began = System.nanoTime();
        long cpu = cpu();
        ExportReport report = warehouse.export(ExportRequest.to(format, folder).everybody());
        double seconds = (System.nanoTime() - began) / 1e9;
        double busy = (cpu() - cpu) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: %,d rows, %.2f M rows/s, %.2f M rows/s of CPU, %.2f bytes a row, %d files%n",
                format,
                report.rows(),
                report.rows() / seconds / 1e6,
                report.rows() / busy / 1e6,
                (double) bytes(folder) / report.rows(),
                report.files().size());
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(ExportSpeed::size)
                    .sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
