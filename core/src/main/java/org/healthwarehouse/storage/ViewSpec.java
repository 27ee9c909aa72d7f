package org.healthwarehouse.storage;

import java.util.List;

/**
 * How people read a table with plain SQL, where the store allows that: the primary key, {@code user_id}, then all other
 * columns in their order and under their names, moments as Unix seconds, dates as ISO 8601, lists and objects as JSON.
 *
 * @param name of the view
 * @param shares columns that are reckoned, at its end
 */
public record ViewSpec(String name, List<Share> shares) {
    /** @throws org.healthwarehouse.model.InvalidParameterException if the name cannot be one */
    public ViewSpec {
        SpecRules.name("view", name);
        shares = List.copyOf(shares);
    }

    /**
     * Which percentage of the rows of another table that refer to a row have something; NULL if none refers to it.
     *
     * @param name of the column in the view, in which there is no other of that name
     * @param table the other table, of the same version; it has one reference to this one
     * @param flag which boolean column of theirs
     */
    public record Share(String name, String table, String flag) {
        /** @throws org.healthwarehouse.model.InvalidParameterException if the name cannot be one */
        public Share {
            SpecRules.name("column", name);
        }
    }
}
