package org.healthwarehouse.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that can go wrong, as values. {@link #message()} is for developers, {@link #userMessage} for the person in
 * front of the application. Neither ever holds a secret, a response body or a health value.
 */
public sealed interface Failure {
    /** What happened, for a developer. */
    String message();

    /** The name under which it is stored and counted, for example {@code RateLimited}. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** The failure that was stored under this type with this message. */
    static Failure of(String type, String message) {
        return switch (type) {
            case "RateLimited" -> new RateLimited(message, Optional.empty());
            case "AuthenticationFailed" -> new AuthenticationFailed(message);
            case "DataNotFound" -> new DataNotFound(message);
            case "TimedOut" -> new TimedOut(message);
            case "InvalidParameter" -> new InvalidParameter(message);
            case "NoPermission" -> new NoPermission(message);
            case "Unreachable" -> new Unreachable(message, Optional.empty());
            case "MalformedResponse" -> new MalformedResponse(message, "");
            case "StorageFailed" -> new StorageFailed(message);
            case "QuotaExhausted" -> new QuotaExhausted(message);
            case "Cancelled" -> new Cancelled(message);
            default -> new Unexpected(message);
        };
    }

    /** What happened, that progress is saved, and what to do next, for the person in front of the application. */
    default String userMessage(Progress progress) {
        return "Something unexpected happened: " + message() + ". " + progress.saved() + " Resume with job "
                + progress.job() + ".";
    }

    /**
     * How far a job had come.
     *
     * @param source the source as a person would name it
     * @param done chunks that are saved
     * @param total chunks in all
     * @param job the id with which to resume
     */
    record Progress(String source, int done, int total, String job) {
        String saved() {
            return done + " of " + total + " parts are saved.";
        }
    }

    /** The vendor asks for a pause, of the given length if it says so. */
    record RateLimited(String message, Optional<Duration> retryAfter) implements Failure {
        @Override
        public String userMessage(Progress progress) {
            String pause = retryAfter
                    .map(wait ->
                            "Paused for " + Math.max(1, wait.plusMillis(999).toSeconds()) + " s")
                    .orElse("Paused");
            return pause + " because " + progress.source() + " limits how fast it may be asked; it resumes by itself. "
                    + progress.saved();
        }

        /** The same of a job that did not wait, because the pause is longer than it may run. */
        public String stoppedMessage(Progress progress) {
            String pause = retryAfter
                    .map(wait ->
                            "for the next " + Math.max(1, wait.plusMillis(999).toSeconds()) + " s")
                    .orElse("for now");
            return progress.source() + " does not want to be asked " + pause + ", which is longer than this may take. "
                    + progress.saved() + " Resume with job " + progress.job() + " after that.";
        }
    }

    /** The vendor no longer accepts the login. */
    record AuthenticationFailed(String message) implements Failure {
        @Override
        public String userMessage(Progress progress) {
            return "The login has expired: reconnect " + progress.source() + ". " + progress.saved();
        }
    }

    /** The vendor says there is no such data. */
    record DataNotFound(String message) implements Failure {
        @Override
        public String userMessage(Progress progress) {
            return "There is no data for this range; perhaps no device was recording. " + progress.saved();
        }
    }

    /** No complete answer came within the time limit. */
    record TimedOut(String message) implements Failure {
        @Override
        public String userMessage(Progress progress) {
            return progress.source()
                    + " took too long, which is usual with large ranges; trying again in smaller pieces. "
                    + progress.saved();
        }
    }

    /** The caller or the vendor says that a parameter is wrong. */
    record InvalidParameter(String message) implements Failure {}

    /** The login is fine, but it may not see this. */
    record NoPermission(String message) implements Failure {
        @Override
        public String userMessage(Progress progress) {
            return progress.source() + " does not allow access to this data: check what you agreed to share. "
                    + progress.saved();
        }
    }

    /** The vendor cannot be reached or answers with a server error, whose HTTP status is given. */
    record Unreachable(String message, Optional<Integer> status) implements Failure {
        @Override
        public String userMessage(Progress progress) {
            return progress.source() + " cannot be reached at the moment. " + progress.saved() + " Resume with job "
                    + progress.job() + ".";
        }
    }

    /** The answer is not what the vendor's interface promises; the position says where it breaks off. */
    record MalformedResponse(String message, String position) implements Failure {
        @Override
        public String userMessage(Progress progress) {
            return progress.source() + " sent an answer that cannot be read. " + progress.saved() + " Resume with job "
                    + progress.job() + ".";
        }
    }

    /** The store could not be read or written. */
    record StorageFailed(String message) implements Failure {
        @Override
        public String userMessage(Progress progress) {
            return "The database cannot be used at the moment (" + message + "). " + progress.saved()
                    + " Resume with job " + progress.job() + " when it works again.";
        }
    }

    /** The allowance of calls is used up, until the given moment if that is known. */
    record QuotaExhausted(String message, Optional<Instant> freeAt) implements Failure {
        /** Used up; until when is not known. */
        public QuotaExhausted(String message) {
            this(message, Optional.empty());
        }

        @Override
        public String userMessage(Progress progress) {
            String until = freeAt.map(at -> "until " + at).orElse("for now");
            return "The allowance of calls to " + progress.source() + " is used up " + until + ". " + progress.saved()
                    + " Resume with job " + progress.job() + (freeAt.isPresent() ? " after that." : " later.");
        }
    }

    /** Somebody asked to stop, or a limit on the run's length was reached. */
    record Cancelled(String message) implements Failure {
        @Override
        public String userMessage(Progress progress) {
            return "Stopped on request. " + progress.saved() + " Resume with job " + progress.job() + ".";
        }
    }

    /** Anything else. */
    record Unexpected(String message) implements Failure {}
}
