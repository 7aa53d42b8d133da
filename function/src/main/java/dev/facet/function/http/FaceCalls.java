package dev.facet.function.http;

import dev.facet.function.http.body.Admission;
import dev.facet.function.http.body.RequestImages;
import dev.facet.function.http.body.Upload;
import dev.facet.function.inference.FaceFunction;
import dev.facet.function.inference.ImageFile;
import dev.facet.function.inference.Reading;
import dev.facet.function.model.ModelLease;
import dev.facet.function.model.Models;
import dev.facet.function.model.ServedModel;
import dev.facet.function.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What every call with images has in common: from the body of a request to what a model read. */
@Singleton
class FaceCalls {
  private final Admission admission;
  private final Upload upload;
  private final RequestImages formats;
  private final Models models;
  private final FaceFunction function;
  private final AnswerCounter counter;

  FaceCalls(
      Admission admission,
      Upload upload,
      RequestImages formats,
      Models models,
      FaceFunction function,
      AnswerCounter counter) {
    this.admission = admission;
    this.upload = upload;
    this.formats = formats;
    this.models = models;
    this.function = function;
    this.counter = counter;
  }

  /**
   * Has a model read the images of a request.
   *
   * @param name of the model, as the caller wrote it; without it the default model answers
   * @param outputs which of the model's outputs are wanted
   * @param answer from the model and its readings, one for each image, to the answer; called while
   *     the request still has its place and the model is open
   * @throws ProblemException when the request, or its only image, cannot be used
   */
  <T> T answer(
      HttpHeaders headers,
      InputStream body,
      Optional<String> name,
      Set<String> outputs,
      BiFunction<ServedModel, List<Reading>, T> answer)
      throws InterruptedException {
    boolean announced = Headers.expectsContinue(headers);
    try (Admission.Place place = enter(body, announced)) {
      byte[] bytes = upload.read(body, Headers.contentLength(headers), announced, place);
      List<ImageFile> images = formats.of(Headers.contentType(headers), bytes);
      try (ModelLease lease = models.lease(name)) {
        List<Reading> readings = function.read(lease.model(), outputs, images);
        if (readings.size() == 1 && readings.getFirst() instanceof Reading.Refused refused) {
          throw refused.problem();
        }
        T answered = answer.apply(lease.model(), readings);
        counter.images(readings);
        counter.answered();
        return answered;
      }
    }
  }

  private Admission.Place enter(InputStream body, boolean announced) {
    try {
      return admission.enter();
    } catch (ProblemException full) {
      if (!announced) {
        upload.discard(body); // or the sender would hear a broken connection instead of the answer
      }
      throw full;
    }
  }
}
