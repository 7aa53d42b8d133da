package dev.facet.trainer.fit;

import dev.facet.trainer.augment.Batch;
import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.augment.TrainingBatches;
import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.FaceStore;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.file.WholeFile;
import dev.facet.trainer.network.Network;
import dev.facet.trainer.network.Subjects;
import dev.facet.trainer.optimize.Schedules;
import dev.facet.trainer.predict.Judge;
import dev.facet.trainer.predict.Networks;
import dev.facet.trainer.predict.Predictor;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.weights.NamedArrays;
import dev.facet.trainer.weights.Transfer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a network and leaves a run directory. A run that was interrupted, at whatever moment, goes
 * on to the same weights as one that was not: all randomness is drawn from the seed and the step's
 * number, and the checkpoint holds everything else.
 */
public final class Fit {
  private final FitRequest request;
  private final FitListener listener;
  private final Recipe recipe;
  private final RunDirectory run;

  /** Prepares a run; nothing is written yet. */
  public Fit(FitRequest request, FitListener listener) {
    this.request = request;
    this.listener = listener;
    this.recipe = request.recipe();
    this.run = request.run();
  }

  /**
   * Trains to the end.
   *
   * @return the epochs, from the first
   * @throws DataException if the data or the run directory do not allow it
   * @throws IOException if the run directory cannot be written
   */
  public List<EpochRow> run() throws IOException {
    if (Files.exists(run.root()) && !Files.isDirectory(run.root())) {
      throw new DataException(
          "%s is a file, but a folder is needed: name another --out.".formatted(run.root()));
    }
    return RunLock.holding(
        run.lock(),
        () -> {
          requireMine();
          return train();
        });
  }

  private List<EpochRow> train() throws IOException {
    Subjects subjects = Networks.subjects(request.data());
    Network network = Networks.of(recipe, request.data());
    if (network.learnsIdentities() && recipe.augmentation().mixup() > 0) {
      throw new DataException(
          "recipe %s blends faces by augmentation.mixup %s, but learns identities, which have no blends: set it to 0."
              .formatted(recipe.name(), recipe.augmentation().mixup()));
    }
    Targets targets = new Targets(network, subjects, recipe.training().batchSize());
    try (FaceStore training = open(Partition.TRAIN);
        FaceStore validation = open(Partition.VALIDATION);
        TrainingBatches batches =
            new TrainingBatches(
                training,
                recipe.input(),
                recipe.augmentation(),
                recipe.training().order(training.examples()),
                recipe.training().batchSize(),
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        TrainingStep step =
            new TrainingStep(
                recipe, network, targets, Schedules.of(recipe, batches.stepsPerEpoch()))) {
      return train(network, step, batches, validation);
    }
  }

  private List<EpochRow> train(
      Network network, TrainingStep step, TrainingBatches batches, FaceStore validation)
      throws IOException {
    InferenceGraph inference = new InferenceGraph(network);
    Judge judge = new Judge(network, request.data().attributes());
    List<Example> strangers = request.data().strangers(Partition.VALIDATION);
    try (Predictor predictor =
        new Predictor(
            inference.graph(),
            recipe.input(),
            judge.outputs(),
            inference.arrays(step.weights(), step.result()))) {
      Optional<Position> saved = restore(step);
      // only now: a run that cannot begin leaves nothing that a corrected one would stumble over
      WholeFile.replace(run.recipe(), Recipes.write(recipe));
      Position position = saved.isPresent() ? saved.get() : begin(step);
      int epochs = recipe.training().epochs();
      listener.started(
          recipe, batches.stepsPerEpoch(), position.count(), step.weights().parameterCount());
      while (position.epoch() < epochs) {
        position = epoch(step, batches, position);
        double seconds = position.epochSeconds();
        Judge.Quick judged = judge.quickly(predictor.predict(validation), validation, strangers);
        EpochRow row =
            new EpochRow(
                position.epoch() + 1,
                position.lossSum() / position.step(),
                judged.loss(),
                judged.accuracy(),
                judged.verification(),
                step.rate(position.count() - 1, position.epoch()),
                position.step() * (double) recipe.training().batchSize() / seconds,
                seconds,
                Math.min(1, position.epochWaited() / seconds));
        position = position.afterEpoch(row);
        save(step, position);
        listener.finished(row);
      }
      inference.save(step.weights(), step.result(), run.graph());
      Map<String, float[][]> outputs = predictor.predict(validation);
      new RunWriter(request, network)
          .write(
              position,
              step.weights().parameterCount(),
              judge.attributes(outputs, validation),
              judge.persons(outputs, validation, strangers));
      return position.history();
    }
  }

  /** Gives the weights what they begin with: the user's choice, or a run of the recipe before. */
  private Position begin(TrainingStep step) throws IOException {
    Optional<NamedArrays> initial = request.initial();
    if (initial.isEmpty() && recipe.start().follows()) {
      FitRequest before =
          request.before(
              Recipes.find(
                  recipe.start().after(),
                  Map.of("training.seed", Long.toString(recipe.training().seed()))));
      if (!Files.exists(before.run().info())) {
        new Fit(before, listener).run();
      }
      initial = Optional.of(RunWeights.read(before.run()));
    }
    if (initial.isEmpty()) {
      return Position.start(Transfer.none());
    }
    Transfer transfer = Transfer.into(step.weights(), initial.get());
    if (transfer.taken().isEmpty()) {
      throw new DataException(
          "%s has no array with a name and shape of recipe %s, such as %s of %s: %s."
              .formatted(
                  transfer.source(),
                  recipe.name(),
                  step.weights().places().getFirst().name(),
                  step.weights().places().getFirst().shape(),
                  initial.get().advice()));
    }
    listener.begins(transfer);
    return Position.start(transfer);
  }

  private Position epoch(TrainingStep step, TrainingBatches batches, Position start)
      throws IOException {
    Position position = start;
    long saved = System.nanoTime();
    while (position.step() < batches.stepsPerEpoch()) {
      long begin = System.nanoTime();
      double waited = batches.waitedSeconds();
      Batch batch = batches.batch(position.epoch(), position.step());
      double loss = step.run(batch, position.epoch(), position.count());
      if (!Double.isFinite(loss)) {
        throw new DataException(
            ("the loss became %s in epoch %d, step %d: lower optimizer.learningRate, now %s,"
                    + " and begin in a new --out.")
                .formatted(
                    loss,
                    position.epoch() + 1,
                    position.step() + 1,
                    recipe.optimizer().learningRate()));
      }
      long end = System.nanoTime();
      position = position.afterStep(loss, (end - begin) * 1e-9, batches.waitedSeconds() - waited);
      listener.stepped(
          position.epoch() + 1,
          position.count(),
          position.lossSum() / position.step(),
          position.step() * (double) recipe.training().batchSize() / position.epochSeconds());
      if (end - saved >= request.checkpointEvery().toNanos()) {
        save(step, position);
        saved = System.nanoTime();
      }
    }
    return position;
  }

  /** Refuses a directory in which another run has come as far as a checkpoint. */
  private void requireMine() throws IOException {
    boolean begun = Files.exists(run.checkpoint()) || Files.exists(run.graph());
    if (!begun || !Files.exists(run.recipe())) {
      return;
    }
    if (!request.resume()) {
      throw new DataException(
          "%s holds a run already: add --resume to go on with it, or choose another --out."
              .formatted(run.root()));
    }
    if (!Recipes.read(run.recipe()).equals(recipe)) {
      throw new DataException(
          "%s was begun with another recipe: leave out --recipe, --set, --seed and --epochs to go on"
                  .formatted(run.root())
              + " with it, or choose another --out.");
    }
  }

  private FaceStore open(Partition partition) {
    InputSpec input = recipe.input();
    return FaceStore.open(request.data().examples(partition), input.width(), input.height());
  }

  private Optional<Position> restore(TrainingStep step) throws IOException {
    if (!Files.exists(run.checkpoint())) {
      return Optional.empty();
    }
    Checkpoint.Header header = Checkpoint.read(run.checkpoint(), step.state());
    if (!header.recipe().equals(digest(Recipes.write(recipe)))) {
      throw new DataException(
          "checkpoint %s was made with another recipe than %s: restore that file."
              .formatted(run.checkpoint(), run.recipe()));
    }
    AttributeDataset data = request.data();
    if (!header.dataset().equals(data.digest())) {
      throw new DataException(
          "run %s was begun on other data: a list or a picture in %s is not what it was; give --data that data."
              .formatted(run.root(), data.root()));
    }
    return Optional.of(header.position());
  }

  private void save(TrainingStep step, Position position) throws IOException {
    String recipeDigest = digest(Recipes.write(recipe));
    Checkpoint.write(
        run.checkpoint(),
        new Checkpoint.Header(
            recipeDigest, request.data().digest(), position, step.weights().places()),
        step.state());
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
