/** What the packages of this module have in common, and no other sees: what a caller's values must be like, for example. */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.core.rules;
