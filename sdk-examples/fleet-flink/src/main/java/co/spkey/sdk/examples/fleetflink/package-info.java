/** Provisions a whole fleet on Apache Flink: folders of manifest parts in, provisioned hubs out. */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.examples.fleetflink;
