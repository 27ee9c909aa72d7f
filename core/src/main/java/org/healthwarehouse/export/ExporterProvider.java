package org.healthwarehouse.export;

/**
 * Found by {@link java.util.ServiceLoader}, so that a format can be asked for by name. Two providers of one name are
 * refused when that name is asked for.
 */
public interface ExporterProvider {
    /** Name of the format, for example {@code parquet}. */
    String format();

    /** An exporter with its defaults. */
    Exporter create();
}
