package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says about a hub, checked by nobody yet. An empty field is an absent one: sent as it is, it would be stored
 * as it is (PH-REQ-05, PH-REQ-09).
 */
record HubFields(
        @Nullable String hubId,
        @Nullable String serial,
        @Nullable String model,
        @Nullable String thingName,
        @Nullable String vendorName) {

    static final String HUB_ID = "hubId";

    /** What the fields are called in a manifest. */
    static final List<String> NAMES = List.of(HUB_ID, "serial", "model", "thingName", "vendorName");

    /** Those that no hub can do without. */
    static final List<String> REQUIRED = NAMES.subList(0, 3);

    /** Of a line that can't be read at all. */
    static final HubFields NONE = ofHub(null);

    /** What a decoder puts in place of bytes that aren't in the file's charset. */
    private static final char UNREADABLE = '\uFFFD';

    HubFields {
        hubId = orNull(hubId);
        serial = orNull(serial);
        model = orNull(model);
        thingName = orNull(thingName);
        vendorName = orNull(vendorName);
    }

    private static @Nullable String orNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** Asks for each field by its name. */
    static HubFields of(Function<String, @Nullable String> byName) {
        return new HubFields(
                byName.apply(HUB_ID),
                byName.apply("serial"),
                byName.apply("model"),
                byName.apply("thingName"),
                byName.apply("vendorName"));
    }

    static HubFields of(ProvisionHubRequest hub) {
        return new HubFields(hub.hubId(), hub.serial(), hub.model(), hub.thingName(), hub.vendorName());
    }

    /** Of a line of which nothing but the hub id can be told; it will never pass for a hub. */
    static HubFields ofHub(@Nullable String hubId) {
        return new HubFields(hubId, null, null, null, null);
    }

    /**
     * Makes a request.
     *
     * @throws IllegalArgumentException saying what is wrong with the fields
     */
    ProvisionHubRequest request() {
        return ProvisionHubRequest.of(required(HUB_ID, hubId), required("serial", serial), required("model", model))
                .withThingName(checked("thingName", thingName))
                .withVendorName(checked("vendorName", vendorName));
    }

    private static String required(String name, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is empty");
        }
        checked(name, value);
        return value;
    }

    private static @Nullable String checked(String name, @Nullable String value) {
        if (value != null) {
            if (value.indexOf(UNREADABLE) >= 0) {
                throw new IllegalArgumentException(name + " isn't readable as UTF-8; save the manifest as UTF-8");
            }
            refuseBlank(name + " begins", value.codePointAt(0));
            refuseBlank(name + " ends", value.codePointBefore(value.length()));
        }
        return value;
    }

    /** A slip that nobody sees, and once it is stored no later line takes it out again (PH-RES-03). */
    private static void refuseBlank(String where, int character) {
        if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
            throw new IllegalArgumentException(where + " with a blank; take it out, since it would be stored for good");
        }
    }

    /**
     * Returns the fields as the cells of a line that can be read again, in the order of {@link #NAMES}. Where a field can't be
     * written in UTF-8, all are left out but the hub id, so that no other hub comes of it.
     */
    List<String> cells() {
        HubFields written =
                Stream.of(hubId, serial, model, thingName, vendorName).allMatch(HubFields::isWritable)
                        ? this
                        : ofHub(isWritable(hubId) ? hubId : null);
        return Stream.of(written.hubId, written.serial, written.model, written.thingName, written.vendorName)
                .map(HubFields::orEmpty)
                .toList();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static boolean isWritable(@Nullable String value) {
        return value == null || StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }
}
