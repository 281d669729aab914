package co.spkey.sdk.hubs.testkit;

import co.spkey.sdk.hubs.HubsClient;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a {@link ReferenceServerExtension} was told. */
record ExtensionSettings(
        Consumer<ReferenceServer.Builder> server,
        Consumer<HubsClient.Builder> client,
        boolean perClass,
        Set<ServerCheck> checks) {

    ExtensionSettings {
        checks = Set.copyOf(checks);
    }

    /** Reads the annotation of a test class, or of the class around it. */
    static ExtensionSettings annotated(Class<?> testClass) {
        WithReferenceServer annotation = annotation(testClass);
        if (annotation == null) {
            return new ExtensionSettings(server -> {}, client -> {}, false, EnumSet.allOf(ServerCheck.class));
        }
        Set<ServerCheck> checks = EnumSet.allOf(ServerCheck.class);
        checks.removeAll(List.of(annotation.without()));
        String[] things = annotation.things();
        return new ExtensionSettings(
                server -> {
                    if (things.length > 0) {
                        server.strictThings(things);
                    }
                },
                client -> {},
                annotation.lifetime() == WithReferenceServer.Lifetime.CLASS,
                checks);
    }

    private static @Nullable WithReferenceServer annotation(Class<?> testClass) {
        for (Class<?> each = testClass; each != null; each = each.getEnclosingClass()) {
            WithReferenceServer found = each.getAnnotation(WithReferenceServer.class);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
