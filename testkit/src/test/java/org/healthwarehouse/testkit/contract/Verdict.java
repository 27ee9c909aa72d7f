package org.healthwarehouse.testkit.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class apart from the one that asks, and tells which of its tests passed and failed. */
final class Verdict {
    final Set<String> passed = new TreeSet<>();
    final TreeMap<String, String> failed = new TreeMap<>();

    static Verdict of(Class<?> tests) {
        Verdict verdict = new Verdict();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                String name = test.getDisplayName().replace("()", "");
                if (result.getThrowable().isPresent()) {
                    verdict.failed.put(
                            name, String.valueOf(result.getThrowable().get()));
                } else if (test.isTest()) {
                    verdict.passed.add(name);
                }
            }
        });
        return verdict;
    }
}
