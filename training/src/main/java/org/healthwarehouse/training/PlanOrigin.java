package org.healthwarehouse.training;

/** Who made a training plan. */
public enum PlanOrigin {
    /** A person. */
    USER,
    /** A model. */
    AI
}
