package co.spkey.sdk.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A POM as Central asks for it: complete in itself, with every version in place. */
final class PublishedPom {

    /** What Central refuses a POM without, as paths of elements. */
    private static final List<String> REQUIRED = List.of(
            "groupId",
            "artifactId",
            "version",
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "developers/developer/organization",
            "scm/connection",
            "scm/url");

    private final String text;
    private final Element project;

    private PublishedPom(String text, Element project) {
        this.text = text;
        this.project = project;
    }

    static PublishedPom read(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new PublishedPom(
                    Files.readString(file),
                    factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no XML: " + e.getMessage(), e);
        }
    }

    /** Lists what is wrong with it as the POM of one artifact. */
    List<String> problems(String artifactId, String version) {
        List<String> problems = new ArrayList<>();
        for (String path : REQUIRED) {
            if (value(project, path).isBlank()) {
                problems.add("has no " + path);
            }
        }
        if (!value(project, "artifactId").equals(artifactId)
                || !value(project, "version").equals(version)) {
            problems.add("is that of " + value(project, "artifactId") + " " + value(project, "version"));
        }
        if (!children(project, "parent").isEmpty()) {
            problems.add("has a parent, which isn't published");
        }
        if (text.contains("SNAPSHOT")) {
            problems.add("names a SNAPSHOT");
        }
        if (text.contains("${")) {
            problems.add("has a property left in it");
        }
        for (Element dependency : dependencies()) {
            if (value(dependency, "version").isBlank()) {
                problems.add("names no version for " + value(dependency, "artifactId"));
            }
            if (value(dependency, "scope").equals("test")) {
                problems.add("lists " + value(dependency, "artifactId") + ", which only tests need");
            }
        }
        return problems;
    }

    /** Lists what an application that depends on the artifact gets along with it, as {@code group:artifact:version}. */
    List<String> dependenciesOfUsers() {
        return dependencies().stream()
                .filter(dependency -> !value(dependency, "optional").equals("true"))
                .map(dependency -> value(dependency, "groupId") + ":" + value(dependency, "artifactId") + ":"
                        + value(dependency, "version"))
                .sorted()
                .toList();
    }

    /** Lists what it manages, as {@code group:artifact:version}. */
    List<String> managed() {
        return children(project, "dependencyManagement").stream()
                .flatMap(management -> children(management, "dependencies").stream())
                .flatMap(list -> children(list, "dependency").stream())
                .map(dependency -> value(dependency, "groupId") + ":" + value(dependency, "artifactId") + ":"
                        + value(dependency, "version"))
                .sorted()
                .toList();
    }

    private List<Element> dependencies() {
        return children(project, "dependencies").stream()
                .flatMap(list -> children(list, "dependency").stream())
                .toList();
    }

    private static String value(Element element, String path) {
        Element at = element;
        for (String name : path.split("/", -1)) {
            List<Element> found = children(at, name);
            if (found.isEmpty()) {
                return "";
            }
            at = found.get(0);
        }
        return at.getTextContent().strip();
    }

    private static List<Element> children(Element element, String name) {
        NodeList nodes = element.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE
                        && node.getNodeName().equals(name))
                .map(Element.class::cast)
                .toList();
    }
}
