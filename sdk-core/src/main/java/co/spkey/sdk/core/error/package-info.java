/**
 * What can go wrong with a call, as unchecked exceptions.
 *
 * <p>Catch {@link co.spkey.sdk.core.error.SpkeyException} for everything that a call can throw, or one of its kinds for
 * what you handle differently. More kinds may be added in a minor release, so keep a general branch. Every exception
 * survives Java serialisation, as far as its causes do, and has one public constructor, so that a test double can throw it.
 */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.core.error;
