/** An imaginary person, vendor simulators and the simulation harness, for those who write connectors and storages. */
@org.jspecify.annotations.NullMarked
module org.healthwarehouse.testkit {
    requires transitive org.healthwarehouse.core;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires jdk.httpserver;
    // Only the contracts need it, and whoever extends them has it.
    requires static transitive org.junit.jupiter.api;

    exports org.healthwarehouse.testkit.contract;
    exports org.healthwarehouse.testkit.fakes;
    exports org.healthwarehouse.testkit.fulcra;
    exports org.healthwarehouse.testkit.garmin;
    exports org.healthwarehouse.testkit.person;
    exports org.healthwarehouse.testkit.simulation;
    exports org.healthwarehouse.testkit.time;
    exports org.healthwarehouse.testkit.whoop;
}
