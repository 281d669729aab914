/**
 * Who is calling: the two kinds of credentials that the API knows (PH-AUTH-01, PH-AUTH-02) and where they come from.
 */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.core.credentials;
