package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the data. */
class LargeIngestTest {
    @TempDir
    Path folder;

    @Test
    void tenMillionSamplesAreIngestedIn128MegabytesOfHeap() throws Exception {
        Path output = folder.resolve("ingest.log");

        Process child = ChildJvm.start(
                output, "128m", LargeIngest.class, folder.resolve("health.db").toString(), "10000000");

        assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(output)).contains("stored 10000000 complete true");
        assertThat(child.exitValue()).isZero();
    }
}
