package dev.facet.bench.djl;

import ai.djl.Model;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.Pair;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;

/** DJL Serving makes translators by it; it is named in {@code serving.properties}. */
public final class FaceTranslatorFactory implements TranslatorFactory {
  @Override
  public Set<Pair<Type, Type>> getSupportedTypes() {
    return Set.of(new Pair<>(Input.class, Output.class));
  }

  @Override
  public <I, O> Translator<I, O> newInstance(
      Class<I> input, Class<O> output, Model model, Map<String, ?> arguments)
      throws TranslateException {
    try {
      FaceTranslator translator = new FaceTranslator(Manifest.read(model.getModelPath()));
      @SuppressWarnings("unchecked") // DJL asks for the types that are supported only
      Translator<I, O> asked = (Translator<I, O>) translator;
      return asked;
    } catch (IOException e) {
      throw new TranslateException("the bundle's manifest cannot be read", e);
    }
  }
}
