import java.io.File;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Opens files as Gephi does and compares what it holds with the file: ids, labels, values, dates. */
class Gephi {
  /** A node or an edge. A node has no ends; what a format does not tell is empty. */
  record Item(String id, String source, String target, String label, String kind, double weight, String lasts, TreeMap<String, String> values) {}

  /** What a file holds, or Gephi. Each is counted: two edges of GraphML, which have no ids, may be alike. */
  record Contents(Map<String, Integer> columns, Map<Item, Integer> nodes, Map<Item, Integer> edges) {
    Contents() { this(new TreeMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>()); }
  }

  static int failures;

  static void fail(String what) {
    if (failures++ < 50) System.out.println("FAILED: " + what);
  }

  public static void main(String[] files) throws Exception {
    LogManager.getLogManager().reset(); // Gephi tells every step
    for (String file : files) {
      int before = failures;
      boolean gexf = file.endsWith(".gexf");
      Contents want = gexf ? readGEXF(file) : readGraphML(file), got = open(file, gexf, false);
      compare(file + ": column ", got.columns, want.columns);
      compare(file + ": node ", got.nodes, want.nodes);
      compare(file + ": edge ", got.edges, want.edges);
      int merged = gexf ? 0 : sum(got.edges) - sum(open(file, gexf, true).edges);
      long ends = want.edges.keySet().stream().map(e -> List.of(e.source, e.target)).distinct().count();
      if (!gexf && merged != sum(want.edges) - ends) fail(file + ": Gephi merges " + merged + " edges");
      long dated = got.edges.keySet().stream().filter(e -> !e.lasts.isEmpty()).count();
      int values = values(got.nodes) + values(got.edges);
      System.out.printf("%s: %d nodes, %d edges (%d with dates), %d columns, %d values: %s%n", file, sum(got.nodes), sum(got.edges), dated, got.columns.size(), values,
          failures > before ? "NOT as in the file" : merged > 0 ? "as in the file, with \"Don't merge\"; else " + merged + " edges are lost" : "as in the file");
    }
    System.out.println("gephi: " + files.length + " files, " + failures + " FAILED");
    System.exit(failures == 0 ? 0 : 1); // it leaves threads behind
  }

  static int sum(Map<Item, Integer> items) { return items.values().stream().mapToInt(n -> n).sum(); }

  static int values(Map<Item, Integer> items) { return items.entrySet().stream().mapToInt(e -> e.getKey().values.size() * e.getValue()).sum(); }

  static <T> void compare(String what, Map<T, Integer> got, Map<T, Integer> want) {
    want.forEach((x, n) -> { if (got.getOrDefault(x, 0) < n) fail("Gephi lacks " + what + x); });
    got.forEach((x, n) -> { if (want.getOrDefault(x, 0) < n) fail("Gephi alone has " + what + x); });
  }

  // The files, read without Gephi

  static Document parse(String file) throws Exception { return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File(file)); }

  static List<org.w3c.dom.Element> all(NodeList list) {
    List<org.w3c.dom.Element> out = new ArrayList<>();
    for (int i = 0; i < list.getLength(); i++) out.add((org.w3c.dom.Element) list.item(i));
    return out;
  }

  static Contents readGEXF(String file) throws Exception {
    Document document = parse(file);
    Contents out = new Contents();
    Map<String, String> titles = new HashMap<>();
    for (var list : all(document.getElementsByTagName("attributes"))) {
      String of = list.getAttribute("class") + " ";
      for (var a : all(list.getElementsByTagName("attribute"))) {
        titles.put(of + a.getAttribute("id"), a.getAttribute("title"));
        out.columns.put(of + a.getAttribute("title") + " " + a.getAttribute("type"), 1);
      }
    }
    for (String what : List.of("node", "edge")) {
      for (var e : all(document.getElementsByTagName(what))) {
        TreeMap<String, String> values = new TreeMap<>();
        for (var v : all(e.getElementsByTagName("attvalue"))) values.put(titles.get(what + " " + v.getAttribute("for")), v.getAttribute("value"));
        values.values().removeIf(String::isEmpty); // no value to Gephi
        double weight = what.equals("edge") ? Double.parseDouble(e.getAttribute("weight")) : 0;
        String lasts = e.hasAttribute("start") ? e.getAttribute("start") + "/" + e.getAttribute("end") : "";
        (what.equals("edge") ? out.edges : out.nodes).merge(new Item(e.getAttribute("id"), e.getAttribute("source"), e.getAttribute("target"),
            e.getAttribute("label"), e.getAttribute("kind"), weight, lasts, values), 1, Integer::sum);
      }
    }
    return out;
  }

  /** Keys of GraphML that Gephi takes for columns of its own. */
  static final Set<String> OWN = Set.of("node label", "edge label", "edge weight");

  static Contents readGraphML(String file) throws Exception {
    Document document = parse(file);
    Contents out = new Contents();
    Map<String, String> names = new HashMap<>();
    for (var k : all(document.getElementsByTagName("key"))) {
      String column = k.getAttribute("for") + " " + k.getAttribute("attr.name");
      names.put(k.getAttribute("id"), k.getAttribute("attr.name"));
      if (!OWN.contains(column)) out.columns.put(column + " " + k.getAttribute("attr.type"), 1);
    }
    for (String what : List.of("node", "edge")) {
      for (var e : all(document.getElementsByTagName(what))) {
        TreeMap<String, String> values = new TreeMap<>();
        for (var d : all(e.getElementsByTagName("data"))) values.put(names.get(d.getAttribute("key")), d.getTextContent());
        values.values().removeIf(v -> v.matches("[ \\t\\r\\n]*")); // no value to Gephi
        String label = values.remove("label");
        double weight = what.equals("edge") ? Double.parseDouble(values.remove("weight")) : 0;
        (what.equals("edge") ? out.edges : out.nodes).merge(new Item(e.getAttribute("id"), e.getAttribute("source"), e.getAttribute("target"), label, "", weight, "", values), 1, Integer::sum);
      }
    }
    return out;
  }

  // Gephi

  /**
   * Without merge the edges between two nodes are kept apart, as who opens a file can choose;
   * in GEXF their kinds do it.
   */
  static Contents open(String file, boolean gexf, boolean merge) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    ImportController imports = Lookup.getDefault().lookup(ImportController.class);
    projects.newProject();
    Container container = imports.importFile(new File(file));
    if (!gexf && !merge) container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
    for (var all = container.getReport().getIssues(1000); all.hasNext();) {
      Issue i = all.next();
      if (i.getLevel() != Issue.Level.INFO) fail(file + ": " + i.getLevel() + " " + i.getMessage());
    }
    imports.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(projects.getCurrentWorkspace());
    Graph graph = model.getGraph();
    if (!model.isDirected()) fail(file + ": edges without direction");

    Contents out = new Contents();
    Map<String, String> types = Map.of("String", "string", "Long", "long", "Double", "double", "Boolean", "boolean");
    for (Table table : List.of(model.getNodeTable(), model.getEdgeTable())) {
      String of = table == model.getNodeTable() ? "node " : "edge ";
      for (Column c : table) if (!c.isProperty()) out.columns.put(of + c.getTitle() + " " + types.get(c.getTypeClass().getSimpleName()), 1);
    }
    for (Node n : graph.getNodes().toArray()) out.nodes.merge(new Item((String) n.getId(), "", "", n.getLabel(), "", 0, lasts(n), values(n)), 1, Integer::sum);
    for (Edge e : graph.getEdges().toArray()) {
      // the ids of edges that have none are Gephi's own
      out.edges.merge(new Item(gexf ? (String) e.getId() : "", (String) e.getSource().getId(), (String) e.getTarget().getId(), e.getLabel(),
          gexf ? (String) e.getTypeLabel() : "", e.getWeight(), lasts(e), values(e)), 1, Integer::sum);
    }
    projects.closeCurrentProject();
    return out;
  }

  static TreeMap<String, String> values(Element e) {
    TreeMap<String, String> out = new TreeMap<>();
    for (Column c : e.getAttributeColumns()) if (!c.isProperty() && e.getAttribute(c) != null) out.put(c.getTitle(), e.getAttribute(c).toString());
    return out;
  }

  static String lasts(Element e) {
    StringJoiner out = new StringJoiner(" ");
    for (Interval i : e.getIntervals()) out.add(day(i.getLow()) + "/" + day(i.getHigh()));
    return out.toString();
  }

  static String day(double milliseconds) { return Instant.ofEpochMilli((long) milliseconds).atOffset(ZoneOffset.UTC).toLocalDate().toString(); }
}
