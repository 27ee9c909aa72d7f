package org.healthwarehouse.export;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Writes data in one format. Streams: memory does not grow with the data. Used by one thread at a time; holds nothing
 * between two exports. Whatever it throws ends the export, and what was exported before stays.
 */
public interface Exporter {
    /** Name of the format, for example {@code csv}; of built-in formats also the ending of the files. */
    String format();

    /** How its files belong together. */
    default Layout layout() {
        return Layout.FILES;
    }

    /**
     * Writes everything that {@link ExportContent#streams} names. Called once for each export, on the thread that asked
     * for it.
     *
     * @param content what to write
     * @param out where to; nothing of it can be seen from outside before this method has returned
     * @throws IOException if a file cannot be written
     */
    void write(ExportContent content, ExportOutput out) throws IOException;

    /** How the files of an export belong together. */
    enum Layout {
        /** Each file stands alone and replaces the one of its name; the folder may hold other files too. */
        FILES,
        /** All files are one tree, which has the folder to itself and is replaced as a whole. */
        TREE
    }

    /** Comma-separated values as RFC 4180 has them, one header line, UTF-8, times as ISO 8601 in UTC. */
    static Exporter csv() {
        return new CsvExporter();
    }

    /** One JSON array for each data type, UTF-8, times as ISO 8601 in UTC. */
    static Exporter json() {
        return JsonExporter.array();
    }

    /** One JSON object on each line, one file for each data type, UTF-8, times as ISO 8601 in UTC. */
    static Exporter ndjson() {
        return JsonExporter.lines();
    }

    /**
     * The exporter of that name: a built-in one ({@code csv}, {@code json}, {@code ndjson}), or one whose
     * {@link ExporterProvider} is found by {@link java.util.ServiceLoader}.
     *
     * @throws InvalidParameterException if there is none, or two providers of that name; says which formats there are
     */
    static Exporter of(String format) {
        return find(format)
                .orElseThrow(() -> new InvalidParameterException(
                        "export format",
                        format,
                        "is not known (there are: "
                                + String.join(", ", Formats.found().keySet()) + ")",
                        "add its module to the dependencies, for parquet healthwarehouse-export-parquet"));
    }

    /**
     * The exporter of that name, as {@link #of}; empty if there is none.
     *
     * @throws InvalidParameterException if there are two providers of that name
     */
    static Optional<Exporter> find(String format) {
        List<ExporterProvider> named = Formats.found().getOrDefault(format, List.of());
        if (named.size() > 1) {
            throw new InvalidParameterException(
                    "export format",
                    format,
                    "is found twice (" + named.get(0).getClass().getName() + " and "
                            + named.get(1).getClass().getName() + ")",
                    "keep one of them on the class path, or hand over the exporter itself");
        }
        return named.stream().findFirst().map(ExporterProvider::create);
    }
}
