package org.healthwarehouse.training;

/**
 * Why a risk is not low.
 *
 * @param indicator which number
 * @param alarm whether it is a strong sign; else a caution
 * @param value the number, in the indicator's unit; infinite for a uniform week
 * @param border which it has passed, in the same unit
 * @param text the reason as a sentence, without the number
 */
public record RiskReason(RiskIndicator indicator, boolean alarm, double value, double border, String text) {}
