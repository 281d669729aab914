/** Provisions the hubs of a manifest: CSV in, provisioned hubs out. */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.examples.factoryline;
