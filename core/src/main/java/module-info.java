/**
 * A person's whole health history in one store: asks each source for each piece once, keeps it, and knows what it
 * holds.
 *
 * <p>Applications start with {@link org.healthwarehouse.HealthWarehouse}; authors of connectors with
 * {@link org.healthwarehouse.connector}; authors of storages with {@link org.healthwarehouse.storage}.
 */
@org.jspecify.annotations.NullMarked
module org.healthwarehouse.core {
    requires transitive org.jspecify;
    requires java.net.http;
    requires org.slf4j;
    requires dev.failsafe.core;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;

    exports org.healthwarehouse;
    exports org.healthwarehouse.auth;
    exports org.healthwarehouse.export;
    exports org.healthwarehouse.http;
    exports org.healthwarehouse.model;
    exports org.healthwarehouse.series;
    exports org.healthwarehouse.coverage;
    exports org.healthwarehouse.connector;
    exports org.healthwarehouse.storage;
    exports org.healthwarehouse.sync;

    uses org.healthwarehouse.connector.ConnectorProvider;
    uses org.healthwarehouse.connector.Importer;
    uses org.healthwarehouse.export.ExporterProvider;
    uses org.healthwarehouse.storage.StorageProvider;
}
