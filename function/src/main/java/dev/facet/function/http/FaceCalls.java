package dev.facet.function.http;

import dev.facet.function.audit.Audit;
import dev.facet.function.http.body.BodyGate;
import dev.facet.function.http.body.RequestImages;
import dev.facet.function.inference.FaceFunction;
import dev.facet.function.inference.ImageFile;
import dev.facet.function.inference.Reading;
import dev.facet.function.model.ModelLease;
import dev.facet.function.model.Models;
import dev.facet.function.model.ServedModel;
import dev.facet.function.problem.ProblemException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What every call with images has in common: from the body of a request to what a model read. */
@Singleton
public class FaceCalls {
  private final CurrentVertxRequest request;
  private final BodyGate gate;
  private final RequestImages formats;
  private final Models models;
  private final FaceFunction function;
  private final Offers offers;
  private final AnswerCounter counter;
  private final Audit audit;

  FaceCalls(
      CurrentVertxRequest request,
      BodyGate gate,
      RequestImages formats,
      Models models,
      FaceFunction function,
      Offers offers,
      AnswerCounter counter,
      Audit audit) {
    this.request = request;
    this.gate = gate;
    this.formats = formats;
    this.models = models;
    this.function = function;
    this.offers = offers;
    this.counter = counter;
    this.audit = audit;
  }

  /**
   * What a call asks of a model.
   *
   * @param images to read, at least one
   * @param outputs which of the model's outputs are wanted
   * @param answer from the readings, one for each image, to the answer; called while the request
   *     still has its place and the model is open
   */
  public record Question<T>(
      List<ImageFile> images, Set<String> outputs, Function<List<Reading>, T> answer) {
    /** Copies the collections. */
    public Question {
      images = List.copyOf(images);
      outputs = Set.copyOf(outputs);
    }
  }

  /** Understands a body. */
  @FunctionalInterface
  public interface Asking<T> {
    /**
     * What a body asks of a model.
     *
     * @throws ProblemException when the body cannot be used
     */
    Question<T> question(byte[] body, ServedModel model);
  }

  /**
   * Has a model read the images of a request, in any of their usual forms.
   *
   * @param name of the model, as the caller wrote it; without it the default model answers
   * @param outputs which of the model's outputs are wanted
   * @param answer from the model and its readings, one for each image, to the answer
   * @throws ProblemException when the request, or its only image, cannot be used
   */
  <T> T answer(
      HttpHeaders headers,
      Optional<String> name,
      Set<String> outputs,
      BiFunction<ServedModel, List<Reading>, T> answer)
      throws InterruptedException {
    return answer(
        name,
        (bytes, model) ->
            new Question<>(
                formats.of(Headers.contentType(headers), bytes),
                outputs,
                readings -> answer.apply(model, readings)));
  }

  /**
   * Answers a request with a body that the call understands itself.
   *
   * @param name of the model, as the caller wrote it; without it the default model answers
   * @throws ProblemException when the request, or its only image, cannot be used, or the model has
   *     not all outputs that are wanted
   */
  public <T> T answer(Optional<String> name, Asking<T> asking) throws InterruptedException {
    byte[] bytes = gate.received(request.getCurrent());
    try (ModelLease lease = models.lease(name)) {
      audit.model(lease.model().manifest());
      Question<T> question = asking.question(bytes, lease.model());
      audit.images(question.images());
      offers.require(lease.model(), question.outputs());
      List<Reading> readings = function.read(lease.model(), question.outputs(), question.images());
      if (readings.size() == 1 && readings.getFirst() instanceof Reading.Refused refused) {
        throw refused.problem();
      }
      T answered = question.answer().apply(readings);
      counter.images(readings);
      counter.answered();
      return answered;
    }
  }
}
