package co.spkey.sdk.published;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a jar lets other code use, as sorted text: one line for each type and, indented, for each of its members. */
final class PublicApi {

    private PublicApi() {}

    static List<String> of(PublishedJar jar) throws ClassNotFoundException {
        List<String> lines = new ArrayList<>();
        Set<String> exported = jar.exportedPackages();
        for (String name : jar.classes()) {
            if (!exported.contains(name.substring(0, name.lastIndexOf('.')))) {
                continue;
            }
            Class<?> type = Class.forName(name, false, PublicApi.class.getClassLoader());
            if (isReachable(type)) {
                lines.add(header(type));
                members(type).sorted().forEach(line -> lines.add("    " + line));
            }
        }
        return lines;
    }

    private static boolean isReachable(Class<?> type) {
        if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
            return false;
        }
        Class<?> outer = type.getDeclaringClass();
        return isOpen(type.getModifiers()) && (outer == null || isReachable(outer));
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String header(Class<?> type) {
        StringBuilder line = new StringBuilder();
        annotations(type.getAnnotations())
                .forEach(annotation -> line.append(annotation).append(' '));
        int irrelevant = type.isInterface() ? Modifier.ABSTRACT | Modifier.INTERFACE | Modifier.STATIC : 0;
        line.append(Modifier.toString(type.getModifiers() & ~irrelevant))
                .append(' ')
                .append(kind(type));
        line.append(' ').append(type.getName()).append(TypeText.variables(type));
        AnnotatedType parent = type.getAnnotatedSuperclass();
        if (parent != null && !type.isRecord() && !type.isEnum() && parent.getType() != Object.class) {
            line.append(" extends ").append(TypeText.of(parent));
        }
        AnnotatedType[] interfaces = type.getAnnotatedInterfaces();
        if (interfaces.length > 0 && !type.isAnnotation()) {
            line.append(type.isInterface() ? " extends " : " implements ");
            line.append(Arrays.stream(interfaces).map(TypeText::of).sorted().collect(Collectors.joining(", ")));
        }
        if (type.isRecord()) {
            line.append(Arrays.stream(type.getRecordComponents())
                    .map(component -> TypeText.of(component.getAnnotatedType()) + " " + component.getName())
                    .collect(Collectors.joining(", ", " (", ")")));
        }
        return line.toString();
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        return type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
    }

    private static Stream<String> members(Class<?> type) {
        Stream<String> fields = Arrays.stream(type.getDeclaredFields())
                .filter(PublicApi::isUsable)
                .map(PublicApi::field);
        Stream<String> constructors = Arrays.stream(type.getDeclaredConstructors())
                .filter(PublicApi::isUsable)
                .map(PublicApi::constructor);
        Stream<String> methods = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isUsable(method) && !method.isBridge())
                .sorted(Comparator.comparing(Method::getName))
                .map(PublicApi::method);
        return Stream.of(fields, constructors, methods).flatMap(members -> members);
    }

    private static boolean isUsable(Member member) {
        boolean protectedInOpenType = Modifier.isProtected(member.getModifiers())
                && !Modifier.isFinal(member.getDeclaringClass().getModifiers());
        return !member.isSynthetic() && (Modifier.isPublic(member.getModifiers()) || protectedInOpenType);
    }

    private static String field(Field field) {
        return modifiers(field, field.getModifiers()) + TypeText.of(field.getAnnotatedType()) + " " + field.getName();
    }

    private static String constructor(Constructor<?> constructor) {
        return modifiers(constructor, constructor.getModifiers())
                + constructor.getDeclaringClass().getName()
                + parameters(constructor);
    }

    private static String method(Method method) {
        String variables = TypeText.variables(method);
        return annotations(method.getAnnotations())
                        .map(annotation -> annotation + " ")
                        .collect(Collectors.joining())
                + modifiers(method, method.getModifiers() & Modifier.methodModifiers())
                + (method.isDefault() ? "default " : "")
                + (variables.isEmpty() ? "" : variables + " ")
                + TypeText.of(method.getAnnotatedReturnType()) + " " + method.getName() + parameters(method);
    }

    private static String modifiers(Member member, int modifiers) {
        int irrelevant = Modifier.SYNCHRONIZED | Modifier.NATIVE | Modifier.STRICT | Modifier.TRANSIENT;
        if (member.getDeclaringClass().isInterface()) {
            irrelevant |= Modifier.ABSTRACT;
        }
        String text = Modifier.toString(modifiers & ~irrelevant);
        return text.isEmpty() ? "" : text + " ";
    }

    private static String parameters(Executable executable) {
        String parameters = Arrays.stream(executable.getParameters())
                .map(Parameter::getAnnotatedType)
                .map(TypeText::of)
                .collect(Collectors.joining(", ", "(", ")"));
        String thrown = Arrays.stream(executable.getAnnotatedExceptionTypes())
                .map(TypeText::of)
                .sorted()
                .collect(Collectors.joining(", "));
        return thrown.isEmpty() ? parameters : parameters + " throws " + thrown;
    }

    private static Stream<String> annotations(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .map(annotation -> annotation.annotationType().getName())
                .filter(name -> !name.startsWith("org.jspecify."))
                .map(name -> "@" + name)
                .sorted();
    }
}
