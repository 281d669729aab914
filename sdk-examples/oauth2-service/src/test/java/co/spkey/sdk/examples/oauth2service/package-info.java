@NullMarked
package co.spkey.sdk.examples.oauth2service;

import org.jspecify.annotations.NullMarked;
