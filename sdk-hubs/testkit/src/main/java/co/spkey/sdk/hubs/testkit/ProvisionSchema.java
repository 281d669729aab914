package co.spkey.sdk.hubs.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a {@code ProvisionHub} body (PH-REQ-03 to -07): hubId, serial, model, thingName, vendorName, in this order,
 * which is also the order of the complaints (E2).
 */
final class ProvisionSchema {

    private final CommandBody body;
    private final List<Issue> issues = new ArrayList<>();

    private ProvisionSchema(CommandBody body) {
        this.body = body;
    }

    /** What became of a body: a command, or why there is none. */
    sealed interface Result {}

    record Valid(ProvisionCommand command) implements Result {}

    record Invalid(List<Issue> issues) implements Result {
        Invalid {
            issues = List.copyOf(issues);
        }
    }

    /**
     * One complaint.
     *
     * @param path where, for example {@code ["body", "serial"]}
     */
    record Issue(String message, List<String> path) {}

    static Result check(String text) {
        CommandBody body = CommandBody.read(text);
        if (body.kind() != JsonKind.OBJECT) {
            String message =
                    "Invalid input: expected object, received " + body.kind().word();
            return new Invalid(List.of(new Issue(message, List.of("body"))));
        }
        return new ProvisionSchema(body).fields();
    }

    private Result fields() {
        String hubId = required("hubId");
        String serial = notEmpty("serial", required("serial"));
        String model = notEmpty("model", required("model"));
        String thingName = optional("thingName");
        String vendorName = optional("vendorName");
        return issues.isEmpty()
                ? new Valid(new ProvisionCommand(hubId, serial, model, thingName, vendorName))
                : new Invalid(issues);
    }

    /** Returns the string, or one that is not empty and never used, when the field is wrong. */
    private String required(String name) {
        CommandBody.Field field = body.field(name);
        if (field.kind() == JsonKind.STRING) {
            return field.text();
        }
        complain(
                name, "Invalid input: expected string, received " + field.kind().word());
        return "invalid";
    }

    private String notEmpty(String name, String value) {
        if (value.isEmpty()) {
            complain(name, "Too small: expected string to have >=1 characters");
        }
        return value;
    }

    private @Nullable String optional(String name) {
        return body.field(name).kind() == JsonKind.UNDEFINED ? null : required(name);
    }

    private void complain(String name, String message) {
        issues.add(new Issue(message, List.of("body", name)));
    }
}
