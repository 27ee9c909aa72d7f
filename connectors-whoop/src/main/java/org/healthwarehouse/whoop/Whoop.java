package org.healthwarehouse.whoop;

import org.healthwarehouse.model.SourceId;

/** What everything here agrees on. */
final class Whoop {
    static final SourceId SOURCE = SourceId.of("whoop");

    private Whoop() {}
}
