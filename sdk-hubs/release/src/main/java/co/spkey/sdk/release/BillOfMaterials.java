package co.spkey.sdk.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The CycloneDX document beside an artifact: what it is and what it brings. */
final class BillOfMaterials {

    private BillOfMaterials() {}

    static List<String> problems(Path file, String artifactId, String version, List<String> dependencies)
            throws IOException {
        JsonNode document = new ObjectMapper().readTree(file.toFile());
        List<String> problems = new ArrayList<>();
        if (!document.path("bomFormat").asText().equals("CycloneDX")) {
            problems.add("is no CycloneDX document");
        }
        String subject = coordinates(document.path("metadata").path("component"));
        if (!subject.equals("co.spkey:" + artifactId + ":" + version)) {
            problems.add("is about " + subject);
        }
        List<String> components = StreamSupport.stream(
                        document.path("components").spliterator(), false)
                .map(BillOfMaterials::coordinates)
                .toList();
        for (String dependency : dependencies) {
            if (!components.contains(dependency)) {
                problems.add("leaves out " + dependency);
            }
        }
        return problems;
    }

    private static String coordinates(JsonNode component) {
        return component.path("group").asText() + ":" + component.path("name").asText() + ":"
                + component.path("version").asText();
    }
}
