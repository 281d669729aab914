package co.spkey.sdk.examples.fleetflink;

/**
 * What is kept of a hub: where it came first, and a hash of its data. It is the job's state, so each byte of it costs as many
 * bytes as there are hubs. Public, as Flink serialises it field by field.
 *
 * @param place the line that came first
 * @param fingerprint of its data
 */
public record FirstLine(String place, long fingerprint) {}
