import java.io.File;
import java.util.Locale;
import java.util.TreeMap;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.DirectedGraph;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Opens files as Gephi does and prints what it sees of each: one line a fact, sorted. */
class Gephi {
  public static void main(String[] files) throws Exception {
    Locale.setDefault(Locale.ROOT);
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    ImportController imports = Lookup.getDefault().lookup(ImportController.class);
    for (String file : files) {
      projects.newProject();
      Container container = imports.importFile(new File(file));
      container.getLoader().setAllowParallelEdge(true);
      int issues = 0;
      for (var all = container.getReport().getIssues(1000); all.hasNext();) {
        Issue i = all.next();
        if (i.getLevel() == Issue.Level.WARNING || i.getLevel() == Issue.Level.SEVERE || i.getLevel() == Issue.Level.CRITICAL) {
          if (issues++ < 10) System.out.println(file + "\tissue\t" + i.getLevel() + " " + i.getMessage());
        }
      }
      imports.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
      GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
      DirectedGraph g = model.getDirectedGraph();
      System.out.println(file + "\tnodes\t" + g.getNodeCount());
      System.out.println(file + "\tedges\t" + g.getEdgeCount());
      int labelled = 0, timed = 0;
      TreeMap<String, Integer> values = new TreeMap<>();
      for (Node n : g.getNodes()) {
        if (n.getLabel() != null && !n.getLabel().isEmpty()) labelled++;
        for (Column c : model.getNodeTable()) if (!c.isProperty() && n.getAttribute(c) != null) values.merge("node " + c.getTitle(), 1, Integer::sum);
      }
      for (Edge e : g.getEdges()) {
        if (e.getIntervals() != null && e.getIntervals().length > 0) timed++;
        for (Column c : model.getEdgeTable()) if (!c.isProperty() && e.getAttribute(c) != null) values.merge("edge " + c.getTitle(), 1, Integer::sum);
      }
      System.out.println(file + "\tlabelled\t" + labelled);
      System.out.println(file + "\ttimed\t" + timed);
      values.forEach((k, v) -> System.out.println(file + "\tvalues\t" + k + "\t" + v));
      projects.closeCurrentProject();
    }
    System.exit(0);
  }
}
