package org.healthwarehouse.garmin;

import java.util.Optional;
import org.healthwarehouse.connector.ForwardingPageSink;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.model.DataTypes;

/**
 * Where goes what the file of an activity tells. Its problems are about samples: which workouts there are, the list
 * alone decides, and a file that is damaged takes nothing away from what the list says.
 */
final class FileProblems extends ForwardingPageSink {
    FileProblems(PageSink sink) {
        super(sink);
    }

    @Override
    public void problem(ParseProblem problem) {
        sink.problem(new ParseProblem(Optional.of(DataTypes.HEART_RATE), problem.message(), problem.position()));
    }
}
