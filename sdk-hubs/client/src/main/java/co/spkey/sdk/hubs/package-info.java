/**
 * Registers manufactured smart-lock hubs with SmartphoneKey.
 *
 * <p>Begin with {@link co.spkey.sdk.hubs.HubsClient}. Clause ids such as PH-RES-03 refer to the wire contract that comes
 * with this SDK ({@code CONTRACT.md}).
 */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.hubs;
