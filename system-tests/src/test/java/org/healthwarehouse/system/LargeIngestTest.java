package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the data. */
class LargeIngestTest {
    @TempDir
    Path folder;

    private static long rows(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM sample")) {
            return result.getLong(1);
        }
    }

    @Test
    void tenMillionSamplesAreIngestedIn128MegabytesOfHeap() throws Exception {
        Path output = folder.resolve("ingest.log");

        Process child = ChildJvm.start(
                output, "128m", LargeIngest.class, folder.resolve("health.db").toString(), "10000000");

        assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(output)).contains("complete true");
        assertThat(child.exitValue()).isZero();
        assertThat(rows(folder.resolve("health.db"))).isEqualTo(10_000_000);
    }
}
