package co.spkey.sdk.examples.factoryline;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Reads the version from the jar's manifest, so that it is written down once, in the build. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        @Nullable String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"factory-line " + (version == null ? "(not run from its jar)" : version)};
    }
}
