/** What a caller's values must be like, for the packages of this module alone. */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.core.rules;
