@org.jspecify.annotations.NullMarked
package co.spkey.sdk.examples.fleetflink;
