/**
 * What every connector and every storage must keep, as JUnit 5 classes to extend:
 * {@link org.healthwarehouse.testkit.contract.ConnectorContract} and {@code StorageContract}. Each test is one rule,
 * said by its name. JUnit is yours to bring: the test kit does not pass it on.
 */
@NullMarked
package org.healthwarehouse.testkit.contract;

import org.jspecify.annotations.NullMarked;
