package org.healthwarehouse.garmin.fit;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/**
 * Searches for bytes that a reader cannot take. Every build replays the corpus in the resources, which was made by
 * {@link FitCorpus} and by the search itself; {@code JAZZER_FUZZ=1} lets it search on.
 */
class FitFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyBytesAreRead(byte[] bytes) throws IOException {
        if (bytes != null) {
            var unused = Walk.over(bytes);
        }
    }
}
