import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.Layouts;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.data.Picture;
import dev.facet.trainer.evaluate.Evaluator;
import dev.facet.trainer.evaluate.MetricsTable;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The accuracy of a running function: sends every picture of a partition as it lies on disk, one
 * request each, and judges the probabilities that come back. No averaging over crops or mirrors.
 */
@Command(
    name = "HttpAccuracy",
    description = "Judges a running function on a partition of faces in CelebA's layout.",
    mixinStandardHelpOptions = true)
final class HttpAccuracy implements Callable<Integer> {
  @Option(names = "--url", defaultValue = "http://localhost:8080", description = "The function.")
  private URI url;

  @Option(names = "--data", required = true, description = "Faces in CelebA's layout.")
  private Path data;

  @Option(names = "--partition", defaultValue = "test", description = "train, validation or test.")
  private String partition;

  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new HttpAccuracy());
    line.setExecutionExceptionHandler(
        (failure, at, parsed) -> {
          at.getErr().println("HttpAccuracy: " + failure.getMessage());
          return CommandLine.ExitCode.SOFTWARE;
        });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (!InetAddress.getByName(url.getHost()).isLoopbackAddress()) {
      throw new DataException(url + " is not on this machine: this check sends to loopback only.");
    }
    AttributeDataset faces = Layouts.read(data);
    List<Example> examples = faces.examples(Partition.parse(partition));
    float[][] probabilities = new float[examples.size()][];
    boolean[][] labels = new boolean[examples.size()][];
    long begin = System.nanoTime();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < examples.size(); i++) {
        probabilities[i] = ask(client, examples.get(i).picture(), faces.attributes());
        labels[i] = examples.get(i).labels();
      }
    }
    double seconds = (System.nanoTime() - begin) * 1e-9;
    System.out.println(
        MetricsTable.of(new Evaluator(faces.attributes()).evaluate(probabilities, labels)));
    System.out.printf(
        "%d requests, one after the other, in %.1f s%n", examples.size(), seconds);
    return 0;
  }

  private float[] ask(HttpClient client, Picture picture, List<String> attributes) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/v1/attributes"))
            .header("Content-Type", "image/jpeg")
            .POST(HttpRequest.BodyPublishers.ofByteArray(picture.bytes()))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new DataException(picture.name() + " was answered " + response.statusCode() + ": " + response.body());
    }
    JsonNode answers =
        new ObjectMapper()
            .readTree(response.body())
            .at("/images/0/faces/0/attributes");
    float[] probabilities = new float[attributes.size()];
    for (int a = 0; a < probabilities.length; a++) {
      JsonNode answer = answers.get(a);
      if (!answer.get("name").asText().equals(attributes.get(a))) {
        throw new DataException(
            "attribute " + a + " is " + answer.get("name") + ", not " + attributes.get(a) + ".");
      }
      probabilities[a] = answer.get("probability").floatValue();
    }
    return probabilities;
  }
}
