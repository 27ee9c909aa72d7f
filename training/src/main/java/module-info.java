/**
 * Training load, heart rate zones, heart rate variability and readiness, computed by published formulas; plans and what
 * else an application for training keeps.
 */
@org.jspecify.annotations.NullMarked
module org.healthwarehouse.training {
    requires transitive org.healthwarehouse.core;
    requires org.slf4j;

    exports org.healthwarehouse.training;

    provides org.healthwarehouse.connector.Importer with
            org.healthwarehouse.training.SampleImporter;
}
