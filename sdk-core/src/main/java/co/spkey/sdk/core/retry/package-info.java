/** How often and how patiently a call is tried again. */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.core.retry;
