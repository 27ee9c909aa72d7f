package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who a person is, is not given away with their data unless somebody asks for it. */
class ProfileExportTest {
    private static final String NAME = "Erika";

    @TempDir
    Path folder;

    @Test
    void aProfileIsInNoExportThatDoesNotNameIt() throws IOException {
        Path export = Files.createDirectories(folder.resolve("export"));
        Files.writeString(
                export.resolve("user_profile.json"), "{\"displayName\":\"erika1\",\"firstName\":\"" + NAME + "\"}");
        Files.writeString(
                export.resolve("1_userBioMetrics.json"),
                "[{\"weight\":{\"weight\":70.5,\"sourceType\":\"MANUAL\",\"timestampGMT\":1767800000000}}]");
        ManualClock clock = new ManualClock(Bench.NOW);
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage(SqliteStorage.open(folder.resolve("health.db"), clock))
                .clock(clock)
                .build()) {
            assertThat(warehouse.importFrom(export).added()).isEqualTo(2);
            for (String format : List.of("csv", "json", "ndjson", "parquet")) {
                var unused = warehouse.export(ExportRequest.to(format, folder.resolve(format)));
                assertThat(files(folder.resolve(format)))
                        .as(format)
                        .contains("body_mass")
                        .doesNotContain("profile");
            }
            var unused =
                    warehouse.export(ExportRequest.csv(folder.resolve("named")).types(DataTypes.PROFILE));
            assertThat(Files.readString(folder.resolve("named/profile.csv"))).contains(NAME);
        }
    }

    /** The names of all files, with their folders. */
    private static String files(Path exported) throws IOException {
        try (Stream<Path> all = Files.walk(exported)) {
            return String.join(" ", all.map(Path::toString).toList()).replace(exported.toString(), "");
        }
    }
}
