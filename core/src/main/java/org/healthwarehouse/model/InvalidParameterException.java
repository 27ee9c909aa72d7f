package org.healthwarehouse.model;

/**
 * The caller gave something that breaks a rule. Nothing was written. The message names the value, the rule and the
 * remedy.
 */
public final class InvalidParameterException extends HealthWarehouseException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param what which parameter
     * @param value the offending value, never a secret or a health value
     * @param rule the rule that it breaks
     * @param remedy what to do instead
     */
    public InvalidParameterException(String what, Object value, String rule, String remedy) {
        super(new Failure.InvalidParameter(what + " '" + value + "' " + rule + "; " + remedy));
    }
}
