/**
 * How samples of several devices become one series, and many samples one number for each hour or day. Pure functions
 * over columns of samples; nothing here reads a store.
 */
@NullMarked
package org.healthwarehouse.series;

import org.jspecify.annotations.NullMarked;
