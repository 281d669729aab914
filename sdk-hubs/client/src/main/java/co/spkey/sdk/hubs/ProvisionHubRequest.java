package co.spkey.sdk.hubs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which hub to register, and what it is.
 * <pre>{@code
 * ProvisionHubRequest request = ProvisionHubRequest.of("hub-0042", "SN-0042", "SPK-HUB-2").withVendorName("ACME");
 * }</pre>
 *
 * <p>Make it with {@link #of}, {@link #builder()} and the {@code with…} methods: components may be added in a minor release.
 *
 * @param hubId the hub's id, any text that isn't blank, neither {@code .} nor {@code ..} (PH-REQ-01, PH-REQ-10), of 100 000
 *     characters at most
 * @param serial the serial number, at least one character (PH-REQ-03)
 * @param model the model, at least one character (PH-REQ-04)
 * @param thingName the AWS IoT Thing that was created for the hub in manufacturing, at least one character; null when it
 *     is named like the hub id (PH-REQ-05, PH-THING-01)
 * @param vendorName the vendor or manufacturer, or null (PH-REQ-06)
 * @since 1.0
 */
public record ProvisionHubRequest(
        String hubId,
        String serial,
        String model,
        @Nullable String thingName,
        @Nullable String vendorName) {

    /**
     * Makes a request.
     *
     * @throws IllegalArgumentException naming the field, if the contract refuses one of the values, one holds an
     *     unpaired surrogate, or the hub id is too long
     * @throws NullPointerException naming the field, if a required one is null
     */
    public ProvisionHubRequest {
        RequestFields.hubId(hubId);
        RequestFields.notEmpty("serial", serial);
        RequestFields.notEmpty("model", model);
        RequestFields.notEmptyIfPresent("thingName", thingName);
        RequestFields.pairedIfPresent("vendorName", vendorName);
    }

    /**
     * Makes a request of what is required; the Thing is taken to be named like the hub.
     *
     * @param hubId the hub's id
     * @param serial the serial number
     * @param model the model
     * @return a request without thing name and vendor name
     * @throws IllegalArgumentException naming the field, if the contract refuses one of the values
     * @throws NullPointerException naming the field, if one is null
     */
    public static ProvisionHubRequest of(String hubId, String serial, String model) {
        return new ProvisionHubRequest(hubId, serial, model, null, null);
    }

    /**
     * Begins a request field by field.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns this request with another thing name.
     *
     * @param value the Thing's name, or null for that of the hub
     * @return a new request
     * @throws IllegalArgumentException if the name is empty or holds an unpaired surrogate
     */
    public ProvisionHubRequest withThingName(@Nullable String value) {
        return new ProvisionHubRequest(hubId, serial, model, value, vendorName);
    }

    /**
     * Returns this request with another vendor name.
     *
     * @param value the vendor's name, or null for none
     * @return a new request
     * @throws IllegalArgumentException if the name holds an unpaired surrogate
     */
    public ProvisionHubRequest withVendorName(@Nullable String value) {
        return new ProvisionHubRequest(hubId, serial, model, thingName, value);
    }

    /**
     * Collects the fields of a request; not thread-safe.
     *
     * @since 1.0
     */
    public static final class Builder {

        private @Nullable String hubId;
        private @Nullable String serial;
        private @Nullable String model;
        private @Nullable String thingName;
        private @Nullable String vendorName;

        private Builder() {}

        /**
         * Sets the hub's id; required.
         *
         * @param value any text that isn't blank, neither {@code .} nor {@code ..}
         * @return this builder
         * @throws IllegalArgumentException if it is refused
         */
        public Builder hubId(String value) {
            hubId = RequestFields.hubId(value);
            return this;
        }

        /**
         * Sets the serial number; required.
         *
         * @param value at least one character
         * @return this builder
         * @throws IllegalArgumentException if it is refused
         */
        public Builder serial(String value) {
            serial = RequestFields.notEmpty("serial", value);
            return this;
        }

        /**
         * Sets the model; required.
         *
         * @param value at least one character
         * @return this builder
         * @throws IllegalArgumentException if it is refused
         */
        public Builder model(String value) {
            model = RequestFields.notEmpty("model", value);
            return this;
        }

        /**
         * Sets the name of the AWS IoT Thing.
         *
         * @param value at least one character, or null (the default) when it is the hub's id
         * @return this builder
         * @throws IllegalArgumentException if it is refused
         */
        public Builder thingName(@Nullable String value) {
            thingName = RequestFields.notEmptyIfPresent("thingName", value);
            return this;
        }

        /**
         * Sets the vendor's or manufacturer's name.
         *
         * @param value the name, or null (the default) for none
         * @return this builder
         * @throws IllegalArgumentException if it is refused
         */
        public Builder vendorName(@Nullable String value) {
            vendorName = RequestFields.pairedIfPresent("vendorName", value);
            return this;
        }

        /**
         * Makes the request.
         *
         * @return a request with the fields set so far
         * @throws NullPointerException naming the field, if a required one was not set
         */
        public ProvisionHubRequest build() {
            return new ProvisionHubRequest(
                    Objects.requireNonNull(hubId, "hubId"),
                    Objects.requireNonNull(serial, "serial"),
                    Objects.requireNonNull(model, "model"),
                    thingName,
                    vendorName);
        }
    }
}
