package org.healthwarehouse.export.parquet;

import org.healthwarehouse.export.Exporter;
import org.healthwarehouse.export.ExporterProvider;

/** Lets {@link ParquetExporter} be found by its name, {@code parquet}. */
public final class ParquetExporterProvider implements ExporterProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public ParquetExporterProvider() {}

    @Override
    public String format() {
        return ParquetExporter.FORMAT;
    }

    @Override
    public Exporter create() {
        return ParquetExporter.create();
    }
}
