package com.aiagents.loadtest.plan;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jmeter.save.SaveService;
import org.apache.jmeter.testbeans.TestBean;
import org.apache.jmeter.testbeans.TestBeanHelper;
import org.apache.jmeter.testelement.TestElement;
import org.apache.jmeter.testelement.property.CollectionProperty;
import org.apache.jmeter.testelement.property.JMeterProperty;
import org.apache.jmeter.testelement.property.PropertyIterator;
import org.apache.jmeter.testelement.property.StringProperty;
import org.apache.jmeter.testelement.property.TestElementProperty;
import org.apache.jorphan.collections.HashTree;

/**
 * Whether two files are the same plan for JMeter: the same elements in the same order, with
 * properties of the same values.
 *
 * <p>A property that only one of them has is no difference when the element itself says the same
 * with it and without it, and would say something else if it had another value.
 */
final class Meaning {
  private static final List<String> OTHER_VALUES = List.of("true", "false", "7", "other");

  private final List<String> differences = new ArrayList<>();

  private Meaning() {}

  /** What differs, a line each; none when they mean the same. */
  static List<String> differences(Path one, Path other) throws IOException {
    JMeterHome.prepare();
    Meaning meaning = new Meaning();
    meaning.compare(
        "plan", SaveService.loadTree(one.toFile()), SaveService.loadTree(other.toFile()));
    return meaning.differences;
  }

  /** The names of a plan's elements as its tree shows them, from the top. */
  static List<String> names(Path file) throws IOException {
    JMeterHome.prepare();
    List<String> names = new ArrayList<>();
    collect(SaveService.loadTree(file.toFile()), names);
    return names;
  }

  private static void collect(HashTree tree, List<String> names) {
    for (Object key : tree.list()) {
      names.add(((TestElement) key).getName());
      collect(tree.getTree(key), names);
    }
  }

  private void compare(String where, HashTree one, HashTree other) {
    List<TestElement> ours = elements(one);
    List<TestElement> theirs = elements(other);
    List<String> ourNames = ours.stream().map(Meaning::title).toList();
    List<String> theirNames = theirs.stream().map(Meaning::title).toList();
    if (!ourNames.equals(theirNames)) {
      differences.add(where + ": has " + ourNames + ", the other has " + theirNames);
      return;
    }
    for (int i = 0; i < ours.size(); i++) {
      String at = where + " > " + ours.get(i).getName();
      compare(at, ours.get(i), theirs.get(i));
      compare(at, one.getTree(ours.get(i)), other.getTree(theirs.get(i)));
    }
  }

  private static List<TestElement> elements(HashTree tree) {
    return tree.list().stream().map(TestElement.class::cast).toList();
  }

  private static String title(TestElement element) {
    return element.getClass().getSimpleName() + " '" + element.getName() + "'";
  }

  /** An element that is a property's value is known by that property; no tree shows its name. */
  private void compareNested(String where, TestElement one, TestElement other) {
    for (String label : List.of(TestElement.NAME, TestElement.GUI_CLASS, TestElement.TEST_CLASS)) {
      one.removeProperty(label);
      other.removeProperty(label);
    }
    compare(where, one, other);
  }

  private void compare(String where, TestElement one, TestElement other) {
    Map<String, JMeterProperty> ours = properties(one);
    Map<String, JMeterProperty> theirs = properties(other);
    Set<String> names = new TreeSet<>(ours.keySet());
    names.addAll(theirs.keySet());
    for (String name : names) {
      JMeterProperty our = ours.get(name);
      JMeterProperty their = theirs.get(name);
      String at = where + " [" + name + "]";
      if (our != null && their != null) {
        compare(at, our, their);
      } else if (our == null && !isDefault(one, their)) {
        differences.add(at + ": absent, the other has '" + shown(their) + "'");
      } else if (their == null && !isDefault(other, our)) {
        differences.add(at + ": '" + shown(our) + "', the other has none");
      }
    }
  }

  private static Map<String, JMeterProperty> properties(TestElement element) {
    Map<String, JMeterProperty> properties = new TreeMap<>();
    PropertyIterator all = element.propertyIterator();
    while (all.hasNext()) {
      JMeterProperty property = all.next();
      properties.put(property.getName(), property);
    }
    return properties;
  }

  private void compare(String at, JMeterProperty one, JMeterProperty other) {
    if (one instanceof TestElementProperty && other instanceof TestElementProperty) {
      compareNested(at, (TestElement) one.getObjectValue(), (TestElement) other.getObjectValue());
    } else if (one instanceof CollectionProperty ours
        && other instanceof CollectionProperty theirs) {
      if (ours.size() != theirs.size()) {
        differences.add(at + ": " + ours.size() + " items, the other has " + theirs.size());
        return;
      }
      for (int i = 0; i < ours.size(); i++) {
        compare(at + "[" + i + "]", ours.get(i), theirs.get(i));
      }
    } else if (!one.getStringValue().equals(other.getStringValue())) {
      differences.add(at + ": '" + shown(one) + "', the other has '" + shown(other) + "'");
    }
  }

  private static String shown(JMeterProperty property) {
    String text = property.getStringValue().replace("\n", "\\n");
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  /** Whether an element that lacks a property says the same as one that has it. */
  private static boolean isDefault(TestElement without, JMeterProperty property) {
    Map<String, Object> plain = told(without);
    TestElement with = (TestElement) without.clone();
    with.setProperty(property.clone());
    if (!told(with).equals(plain)) {
      return false;
    }
    for (String value : OTHER_VALUES) {
      TestElement changed = (TestElement) without.clone();
      changed.setProperty(new StringProperty(property.getName(), value));
      if (!told(changed).equals(plain)) {
        return true;
      }
    }
    return false;
  }

  /** What an element's getters say, those of numbers, texts and switches. */
  private static Map<String, Object> told(TestElement original) {
    TestElement element = (TestElement) original.clone();
    if (element instanceof TestBean) {
      // fills the fields from the properties, as before a test
      TestBeanHelper.prepare(element);
    }
    Map<String, Object> told = new HashMap<>();
    for (Method method : element.getClass().getMethods()) {
      if (method.getParameterCount() == 0
          && !Modifier.isStatic(method.getModifiers())
          && method.getName().matches("(get|is)[A-Z].*")) {
        Object answer = answer(element, method);
        if (answer instanceof JMeterProperty property) {
          told.put(method.getName(), property.getStringValue());
        } else if (answer instanceof String
            || answer instanceof Number
            || answer instanceof Boolean
            || answer instanceof Class) {
          told.put(method.getName(), answer);
        }
      }
    }
    return told;
  }

  /** The kind of a failure, which an element without some property may have, is an answer too. */
  private static Object answer(TestElement element, Method getter) {
    try {
      return getter.invoke(element);
    } catch (InvocationTargetException e) {
      return e.getCause().getClass();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
