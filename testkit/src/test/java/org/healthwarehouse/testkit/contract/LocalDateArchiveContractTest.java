package org.healthwarehouse.testkit.contract;

import org.healthwarehouse.testkit.fakes.LocalDateArchive;

class LocalDateArchiveContractTest extends FakeContract {
    LocalDateArchiveContractTest() {
        super(new LocalDateArchive(4, CLOCK));
    }
}
