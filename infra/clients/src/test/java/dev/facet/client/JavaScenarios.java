package dev.facet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonParser;
import dev.facet.client.api.FacesApi;
import dev.facet.client.api.ModelsApi;
import dev.facet.client.api.OpenInferenceProtocolApi;
import dev.facet.client.model.AttributeAnswer;
import dev.facet.client.model.AttributesAnswer;
import dev.facet.client.model.ImageAnswer;
import dev.facet.client.model.ImageEvent;
import dev.facet.client.model.InferenceRequest;
import dev.facet.client.model.Tensor;
import dev.facet.client.model.VerificationAnswer;
import dev.facet.client.model.WantedTensor;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the generated Java client is run through; {@code scenarios.txt} names each. */
final class JavaScenarios {
  private static final String MODEL = "colour-parts";
  private static final int PIXELS = 16 * 12 * 3;

  private final URI root;
  private final Path pictures;
  private final FacesApi faces;
  private final ModelsApi models;
  private final OpenInferenceProtocolApi inference;

  JavaScenarios(URI root, Path pictures, String key) {
    this.root = root;
    this.pictures = pictures;
    ApiClient client = client(key);
    this.faces = new FacesApi(client);
    this.models = new ModelsApi(client);
    this.inference = new OpenInferenceProtocolApi(client);
  }

  private ApiClient client(String key) {
    ApiClient client = new ApiClient();
    client.setBasePath(root.toString());
    client.setApiKey(key);
    return client;
  }

  private File picture(String name) {
    return pictures.resolve(name).toFile();
  }

  void onePicture() throws ApiException {
    AttributesAnswer answer = faces.readAttributes(List.of(picture("red.jpg")), null);

    assertThat(answer.getModel().getName()).isEqualTo(MODEL);
    assertThat(present(answer.getImages().getFirst())).containsExactly("Red");
  }

  void severalPictures() throws ApiException {
    AttributesAnswer answer =
        faces.readAttributes(List.of(picture("blue.png"), picture("red.jpg")), null);

    assertThat(answer.getImages())
        .extracting(JavaScenarios::present)
        .containsExactly(List.of("Blue"), List.of("Red"));
  }

  void aBadPictureAmongGoodOnes() throws ApiException {
    AttributesAnswer answer =
        faces.readAttributes(List.of(picture("text.jpg"), picture("red.jpg")), null);

    assertThat(answer.getImages().getFirst().getProblem().getStatus()).isEqualTo(400);
    assertThat(present(answer.getImages().getLast())).containsExactly("Red");
  }

  void noPicture() {
    refused(400, "not-an-image", () -> faces.readAttributes(List.of(picture("text.jpg")), null));
  }

  void tooManyBytes() {
    refused(413, "body-too-large", () -> faces.readAttributes(List.of(picture("large.jpg")), null));
  }

  void noSuchModel() {
    refused(
        404, "unknown-model", () -> faces.readAttributes(List.of(picture("red.jpg")), "nobody"));
  }

  void embeddings() throws ApiException {
    List<Float> embedding =
        faces
            .embedFaces(List.of(picture("red.jpg")), null)
            .getImages()
            .getFirst()
            .getFaces()
            .getFirst()
            .getEmbedding();

    assertThat(embedding).hasSize(3);
    assertThat(embedding.stream().mapToDouble(value -> value * value).sum())
        .isBetween(0.999, 1.001);
  }

  void onePerson() throws ApiException {
    VerificationAnswer answer =
        faces.verifyFaces(picture("red.jpg"), picture("red.jpg"), null, null);

    assertThat(answer.getSame()).isTrue();
    assertThat(answer.getSimilarity()).isBetween(0.999, 1.001);
  }

  void nothingToCompare() {
    refused(
        400,
        "not-an-image",
        () -> faces.verifyFaces(picture("red.jpg"), picture("text.jpg"), null, null));
  }

  void whereItLooks() throws ApiException {
    assertThat(faces.explainAttribute("Red", picture("red.jpg"), null).getMask().getValues())
        .hasSize(4);
  }

  void noSuchAttribute() {
    refused(400, "bad-field", () -> faces.explainAttribute("Smell", picture("red.jpg"), null));
  }

  void anEvent() throws ApiException, IOException {
    ImageEvent event = event("red.jpg");

    var answer = faces.readEvent(event, null);

    assertThat(answer.getType()).isEqualTo("dev.facet.attributes");
    assertThat(answer.getSubject()).isEqualTo("a-face");
    assertThat(present(answer.getData().getImages().getFirst())).containsExactly("Red");
  }

  void anEventWithoutAPicture() throws IOException {
    ImageEvent event = event("text.jpg");
    refused(400, "not-an-image", () -> faces.readEvent(event, null));
  }

  private ImageEvent event(String name) throws IOException {
    return new ImageEvent()
        .specversion("1.0")
        .id("1")
        .source(URI.create("/scenarios").toString())
        .type("face")
        .subject("a-face")
        .datacontenttype("image/jpeg")
        .dataBase64(Files.readAllBytes(pictures.resolve(name)));
  }

  void models() throws ApiException {
    assertThat(models.listModels().getModels())
        .extracting(model -> model.getName())
        .contains(MODEL, "mean-colour");
  }

  void aModel() throws ApiException {
    assertThat(models.getModel(MODEL).toString()).contains("Red", "Green", "Blue");
  }

  void aModelThatIsNotThere() {
    refused(404, "unknown-model", () -> models.getModel("nobody"));
  }

  void server() throws ApiException {
    assertThat(inference.serverLive().getLive()).isTrue();
    assertThat(inference.serverReady().getReady()).isTrue();
    assertThat(inference.serverMetadata().getName()).isEqualTo("facet");
    assertThat(inference.modelReady(MODEL).getReady()).isTrue();
    assertThat(inference.modelVersionReady(MODEL, "1.0.0").getReady()).isTrue();
  }

  void tensorsThatAModelTakes() throws ApiException {
    assertThat(inference.modelMetadata(MODEL).getInputs())
        .extracting(tensor -> tensor.getName())
        .containsExactly("images");
    assertThat(inference.modelVersionMetadata(MODEL, "1.0.0").getOutputs())
        .extracting(tensor -> tensor.getName())
        .contains("probabilities", "embedding");
  }

  void tensors() throws ApiException {
    InferenceRequest request = request(List.of(1, 16, 12, 3));

    assertThat(inference.infer(MODEL, request, null).getOutputs())
        .singleElement()
        .satisfies(tensor -> assertThat(tensor.getShape()).hasToString("[1, 3]"));
    assertThat(inference.inferVersion(MODEL, "1.0.0", request, null).getModelVersion())
        .isEqualTo("1.0.0");
  }

  void tensorsOfAWrongShape() {
    InferenceRequest request = request(List.of(1, 12, 16, 3));
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> inference.infer(MODEL, request, null))
        .satisfies(answer -> assertThat(answer.getCode()).isEqualTo(400))
        .satisfies(answer -> assertThat(answer.getResponseBody()).contains("error", "shape"));
  }

  private static InferenceRequest request(List<Integer> shape) {
    return new InferenceRequest()
        .addInputsItem(
            new Tensor()
                .name("images")
                .datatype("UINT8")
                .shape(shape)
                .data(Collections.nCopies(PIXELS, 128)))
        .addOutputsItem(new WantedTensor().name("probabilities"));
  }

  void noKey() {
    FacesApi stranger = new FacesApi(client("facet_wrong"));
    refused(401, "no-valid-key", () -> stranger.readAttributes(List.of(picture("red.jpg")), null));
  }

  void aKeyForOtherCalls(String other) {
    FacesApi reader = new FacesApi(client(other));
    refused(403, "missing-scope", () -> reader.readAttributes(List.of(picture("red.jpg")), null));
  }

  private static List<String> present(ImageAnswer image) {
    return image.getFaces().getFirst().getAttributes().stream()
        .filter(AttributeAnswer::getPresent)
        .map(AttributeAnswer::getName)
        .toList();
  }

  private static void refused(int status, String type, ThrowingCallable call) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(call)
        .satisfies(
            refusal -> {
              assertThat(refusal.getCode()).isEqualTo(status);
              assertThat(typeOf(refusal.getResponseBody())).isEqualTo("/problems/" + type);
            });
  }

  private static String typeOf(String problem) {
    return JsonParser.parseString(problem).getAsJsonObject().get("type").getAsString();
  }
}
