/** Contract tests for a partner's gateway, mock or client. */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.examples.partnercontracttests;
