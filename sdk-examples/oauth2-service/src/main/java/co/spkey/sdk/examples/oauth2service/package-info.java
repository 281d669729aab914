/** A service of your own that registers hubs with OAuth 2.0 tokens. */
@NullMarked
package co.spkey.sdk.examples.oauth2service;

import org.jspecify.annotations.NullMarked;
