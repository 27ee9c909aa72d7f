package org.healthwarehouse.sync;

import java.util.Optional;
import org.healthwarehouse.model.Failure;

/**
 * What came of questions that are asked of a source before anything is fetched.
 *
 * @param calls how many calls they took
 * @param ended why the source would answer nothing else either; empty if it may be asked on
 */
record Asked(int calls, Optional<Failure> ended) {
    static final Asked NOTHING = new Asked(0, Optional.empty());

    Asked plus(Asked more) {
        return new Asked(calls + more.calls, ended.or(() -> more.ended));
    }
}
