package org.healthwarehouse.testkit.contract;

import org.healthwarehouse.testkit.fakes.PagedListing;

class PagedListingContractTest extends FakeContract {
    PagedListingContractTest() {
        super(new PagedListing(4, CLOCK));
    }
}
