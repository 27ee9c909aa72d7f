package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.testkit.contract.StorageContract;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract is a contract only if whoever breaks a rule is found out, by that rule. */
class BrokenStoragesTest {
    /** JUnit makes the instances of a contract, so what is to be tested is handed over here. */
    private static final Deque<BrokenStorages.Broken> CURRENT = new ConcurrentLinkedDeque<>();

    /** The contract of the storage that is broken at the moment; run by hand. */
    static class OfTheBroken extends StorageContract {
        @TempDir
        Path folder;

        @Override
        protected Storage open() {
            BrokenStorages.Broken broken = CURRENT.getFirst();
            return BrokenStorages.breaking(
                    whole("health.db"), broken.method(), broken.fault().get());
        }

        @Override
        protected Storage reopen() {
            return open();
        }

        final Storage whole(String name) {
            return SqliteStorage.open(folder.resolve(name), InstantSource.fixed(Fixtures.NOW));
        }
    }

    /** Keeps everything until it is closed. */
    static class OfTheForgetful extends OfTheBroken {
        @Override
        protected Storage open() {
            return whole("health.db");
        }

        @Override
        protected Storage reopen() {
            return whole("another.db");
        }
    }

    @TestFactory
    Stream<DynamicTest> everyBrokenStorageFailsTheRuleThatItBreaks() {
        return BrokenStorages.all().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    CURRENT.addFirst(entry.getValue());
                    assertThat(failed(OfTheBroken.class, entry.getKey())).containsKey(entry.getKey());
                }));
    }

    @Test
    void aForgetfulStorageIsFoundOut() {
        assertThat(failed(OfTheForgetful.class, "everythingSurvivesARestart")).hasSize(1);
        assertThat(failed(OfTheForgetful.class, "theNewerLineWins")).isEmpty();
    }

    /** Runs the one rule: a store on disk is too slow to try all of them on each broken one. */
    private static Map<String, String> failed(Class<?> tests, String rule) {
        Map<String, String> failed = new TreeMap<>();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(tests, rule))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable()
                        .ifPresent(
                                thrown -> failed.put(test.getDisplayName().replace("()", ""), String.valueOf(thrown)));
            }
        });
        return failed;
    }
}
