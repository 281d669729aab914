/** The shortest program. */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.examples.quickstart;
