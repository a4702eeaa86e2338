package com.aiagents.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.annotations.SerializedName;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Kubernetes 1.34 takes in a manifest, as a JSON Schema made of the official client's classes.
 *
 * <p>Those are generated from the API's own OpenAPI document: its keys, types and required keys are
 * theirs. Keys that it does not have are refused. The words that some keys allow stand in that
 * document as prose only, so those that our manifests use are listed here.
 */
final class KubernetesSchema {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "v1 ConfigMap", V1ConfigMap.class,
          "v1 Namespace", V1Namespace.class,
          "v1 PersistentVolumeClaim", V1PersistentVolumeClaim.class,
          "v1 Pod", V1Pod.class,
          "v1 Secret", V1Secret.class,
          "v1 Service", V1Service.class,
          "apps/v1 StatefulSet", V1StatefulSet.class,
          "batch/v1 Job", V1Job.class,
          "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class,
          "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class);

  private static final Map<String, List<String>> WORDS =
      Map.of(
          "V1Capabilities.drop", List.of("ALL"),
          "V1LabelSelectorRequirement.operator", List.of("In", "NotIn", "Exists", "DoesNotExist"),
          "V1NetworkPolicyPort.protocol", List.of("TCP", "UDP", "SCTP"),
          "V1NetworkPolicySpec.policyTypes", List.of("Ingress", "Egress"),
          "V1PersistentVolumeClaimSpec.accessModes",
              List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"),
          "V1PodSpec.restartPolicy", List.of("Always", "OnFailure", "Never"),
          "V1SeccompProfile.type", List.of("RuntimeDefault", "Localhost", "Unconfined"),
          "V1StatefulSetSpec.podManagementPolicy", List.of("OrderedReady", "Parallel"),
          "V1TopologySpreadConstraint.nodeTaintsPolicy", List.of("Honor", "Ignore"),
          "V1TopologySpreadConstraint.whenUnsatisfiable",
              List.of("DoNotSchedule", "ScheduleAnyway"));

  private final Map<String, JsonSchema> schemas = new HashMap<>();

  /** What is wrong with a manifest, a line each: where, what was found, what is allowed. */
  List<String> problems(JsonNode manifest) {
    String kind = manifest.path("apiVersion").asText() + " " + manifest.path("kind").asText();
    if (!KINDS.containsKey(kind)) {
      return List.of("apiVersion and kind: found '" + kind + "', allowed is " + KINDS.keySet());
    }
    JsonSchema schema = schemas.computeIfAbsent(kind, k -> schema(KINDS.get(k)));
    return schema.validate(manifest).stream().map(Object::toString).sorted().toList();
  }

  private static JsonSchema schema(Class<?> model) {
    ObjectNode definitions = NODES.objectNode();
    ObjectNode root = NODES.objectNode().setAll(of(model, definitions));
    root.set("$defs", definitions);
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root);
  }

  /**
   * A type's schema; that of a model is put among the definitions, since models hold each other.
   */
  private static ObjectNode of(Type type, ObjectNode definitions) {
    ObjectNode node = NODES.objectNode();
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      ObjectNode inner = of(arguments[arguments.length - 1], definitions);
      boolean map = Map.class.isAssignableFrom((Class<?>) generic.getRawType());
      node.put("type", map ? "object" : "array");
      node.set(map ? "additionalProperties" : "items", inner);
      return node;
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class || plain == OffsetDateTime.class || plain == byte[].class) {
      return node.put("type", "string");
    }
    if (plain == Boolean.class) {
      return node.put("type", "boolean");
    }
    if (plain == Integer.class || plain == Long.class) {
      return node.put("type", "integer");
    }
    if (Number.class.isAssignableFrom(plain)) {
      return node.put("type", "number");
    }
    if (plain == IntOrString.class) {
      node.putArray("type").add("integer").add("string");
      return node;
    }
    if (plain == Quantity.class) {
      node.putArray("type").add("number").add("string");
      return node.put("pattern", "^[+-]?[0-9]+(\\.[0-9]+)?([numkMGTPE]|[KMGTPE]i)?$");
    }
    if (plain == Object.class) {
      return node;
    }
    define(plain, definitions);
    return node.put("$ref", "#/$defs/" + plain.getSimpleName());
  }

  private static void define(Class<?> model, ObjectNode definitions) {
    String name = model.getSimpleName();
    if (definitions.has(name)) {
      return;
    }
    ObjectNode definition = definitions.putObject(name);
    definition.put("type", "object");
    definition.put("additionalProperties", false);
    ArrayNode required = definition.putArray("required");
    required(model).forEach(key -> required.add(key.toString()));
    ObjectNode properties = definition.putObject("properties");
    Stream.of(model.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(SerializedName.class))
        .forEach(field -> property(name, field, properties, definitions));
    if (properties.isEmpty()) {
      throw new IllegalStateException(model + ": no fields, so nothing would be known of it");
    }
  }

  private static void property(
      String model, Field field, ObjectNode properties, ObjectNode definitions) {
    String key = field.getAnnotation(SerializedName.class).value();
    ObjectNode schema = of(field.getGenericType(), definitions);
    List<String> words = WORDS.get(model + "." + key);
    if (words != null) {
      ArrayNode allowed = NODES.arrayNode();
      words.forEach(allowed::add);
      (schema.has("items") ? (ObjectNode) schema.get("items") : schema).set("enum", allowed);
    }
    properties.set(key, schema);
  }

  private static Collection<?> required(Class<?> model) {
    try {
      return (Collection<?>) model.getField("openapiRequiredFields").get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(model + ": does not tell its required keys", e);
    }
  }
}
