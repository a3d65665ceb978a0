// Names labels sentences with CoreNLP's three-class recogniser: a sentence a
// line on standard input, words parted by blanks; on standard output a letter a
// word (P, O as "G", L, or "-").
import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.stream.*;

public class Names {
  public static void main(String[] args) throws Exception {
    CRFClassifier<CoreLabel> c = CRFClassifier.getClassifier(args[0]);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 20), false, "UTF-8");
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); ; line = in.readLine()) {
      if (line != null) lines.add(line);
      if (lines.size() == 20000 || line == null) {
        for (String r : lines.parallelStream().map(l -> label(c, l)).collect(Collectors.toList())) out.println(r);
        lines.clear();
      }
      if (line == null) break;
    }
    out.flush();
  }

  static String label(CRFClassifier<CoreLabel> c, String line) {
    if (line.isEmpty()) return "";
    List<CoreLabel> words = new ArrayList<>();
    for (String w : line.split(" ")) {
      CoreLabel l = new CoreLabel();
      l.setWord(w);
      l.setValue(w);
      l.set(CoreAnnotations.TextAnnotation.class, w);
      words.add(l);
    }
    StringBuilder b = new StringBuilder();
    for (CoreLabel l : c.classifySentence(words)) {
      String a = l.get(CoreAnnotations.AnswerAnnotation.class);
      b.append(a.equals("PERSON") ? 'P' : a.equals("ORGANIZATION") ? 'G' : a.equals("LOCATION") ? 'L' : '-');
    }
    return b.toString();
  }
}
