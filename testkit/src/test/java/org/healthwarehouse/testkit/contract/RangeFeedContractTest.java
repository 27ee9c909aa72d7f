package org.healthwarehouse.testkit.contract;

import java.time.Duration;
import org.healthwarehouse.testkit.fakes.RangeFeed;

class RangeFeedContractTest extends FakeContract {
    RangeFeedContractTest() {
        super(new RangeFeed(4, CLOCK).longestRange(Duration.ofDays(30)));
    }
}
