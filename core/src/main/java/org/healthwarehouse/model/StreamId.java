package org.healthwarehouse.model;

/**
 * The unit of coverage, settling and status: one data type of one source for one user.
 *
 * @param user whose data
 * @param source from where
 * @param type what is measured
 */
public record StreamId(UserId user, SourceId source, DataType type) {
    @Override
    public String toString() {
        return user + "/" + source + "/" + type.name();
    }
}
