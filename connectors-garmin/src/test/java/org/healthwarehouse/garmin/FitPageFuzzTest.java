package org.healthwarehouse.garmin;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.healthwarehouse.connector.MalformedResponseException;

/**
 * Searches for bytes out of which something is made that the engine would not take. Every build replays the corpus in
 * the resources, which was made by {@link FitPageCorpus} and by the search itself; {@code JAZZER_FUZZ=1} lets it search
 * on.
 */
class FitPageFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void whatIsMadeOfAnyBytesKeepsTheRulesOfTheEngine(byte[] bytes) throws MalformedResponseException {
        if (bytes != null) {
            var unused = Gathered.from(bytes);
        }
    }
}
