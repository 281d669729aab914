package co.spkey.sdk.hubs.testkit;

import co.spkey.sdk.hubs.HubsClient;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What a {@link ReferenceServerExtension} was told.
 *
 * @param annotation where it is from; null for the defaults, and for an extension that was built
 */
record ExtensionSettings(
        @Nullable WithReferenceServer annotation,
        Consumer<ReferenceServer.Builder> server,
        Consumer<HubsClient.Builder> client,
        boolean perClass,
        Set<ServerCheck> checks) {

    ExtensionSettings {
        checks = Set.copyOf(checks);
    }

    /** Returns whether others of the same extension, read for another class, are no different. */
    boolean sameAs(ExtensionSettings others) {
        return Objects.equals(annotation, others.annotation);
    }

    /** Reads the annotation of a test's class, or of the class around it. */
    static ExtensionSettings annotated(ExtensionContext test) {
        WithReferenceServer annotation = nearest(test);
        if (annotation == null) {
            return new ExtensionSettings(null, server -> {}, client -> {}, false, EnumSet.allOf(ServerCheck.class));
        }
        Set<ServerCheck> checks = EnumSet.allOf(ServerCheck.class);
        checks.removeAll(List.of(annotation.without()));
        String[] things = annotation.things();
        return new ExtensionSettings(
                annotation,
                server -> {
                    if (things.length > 0) {
                        server.strictThings(things);
                    }
                },
                client -> {},
                annotation.lifetime() == WithReferenceServer.Lifetime.CLASS,
                checks);
    }

    /** As JUnit looks for annotations: on interfaces, too, and on other annotations. */
    private static @Nullable WithReferenceServer nearest(ExtensionContext test) {
        ExtensionContext context = test;
        while (context.getTestClass().isPresent()) {
            Class<?> type = context.getRequiredTestClass();
            Optional<WithReferenceServer> found = AnnotationSupport.findAnnotation(type, WithReferenceServer.class);
            if (found.isPresent()) {
                return found.get();
            }
            context = context.getParent().orElseThrow();
        }
        return null;
    }
}
