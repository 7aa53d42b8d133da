package dev.facet.bench.serving.throughput;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * ONNX Runtime and nothing else: some threads run a model over pixels that lie ready, as often as
 * they can. Has a process of its own and prints images a second.
 */
final class BareLoop {
  private static final String OUTPUT = "probabilities";

  private final OrtSession session;
  private final TensorInfo input;
  private final int batch;

  private BareLoop(OrtSession session, int batch) throws OrtException {
    this.session = session;
    this.input = (TensorInfo) session.getInputInfo().get("images").getInfo();
    this.batch = batch;
  }

  /** Model file, threads, batch, seconds of warm-up, seconds that count. */
  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[1]);
    int batch = Integer.parseInt(arguments[2]);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      try (OrtSession session =
          OrtEnvironment.getEnvironment().createSession(arguments[0], options)) {
        BareLoop loop = new BareLoop(session, batch);
        loop.rate(threads, Double.parseDouble(arguments[3]));
        System.out.println(loop.rate(threads, Double.parseDouble(arguments[4])));
      }
    }
  }

  /** Images a second. */
  private double rate(int threads, double seconds) throws Exception {
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      CyclicBarrier start = new CyclicBarrier(threads);
      double rate = 0;
      for (Future<Double> worker :
          IntStream.range(0, threads)
              .mapToObj(seed -> workers.submit(() -> work(seed, start, seconds)))
              .toList()) {
        rate += worker.get();
      }
      return rate;
    }
  }

  private double work(int seed, CyclicBarrier start, double seconds) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = input.getShape().clone();
    shape[0] = batch;
    byte[] pixels = new byte[Math.toIntExact(shape[0] * shape[1] * shape[2] * shape[3])];
    new Random(seed).nextBytes(pixels);
    ByteBuffer direct = ByteBuffer.allocateDirect(pixels.length).put(pixels).flip();
    long[] outputShape =
        ((TensorInfo) session.getOutputInfo().get(OUTPUT).getInfo()).getShape().clone();
    outputShape[0] = batch;
    ByteBuffer answers =
        ByteBuffer.allocateDirect(Math.toIntExact(Float.BYTES * outputShape[0] * outputShape[1]))
            .order(ByteOrder.nativeOrder());
    try (OnnxTensor images =
            OnnxTensor.createTensor(environment, direct, shape, OnnxJavaType.UINT8);
        OnnxTensor probabilities =
            OnnxTensor.createTensor(environment, answers.asFloatBuffer(), outputShape)) {
      Map<String, OnnxTensor> inputs = Map.of("images", images);
      Map<String, OnnxTensor> outputs = Map.of(OUTPUT, probabilities);
      start.await();
      long begin = System.nanoTime();
      long end = begin + (long) (seconds * 1e9);
      long done = 0;
      while (System.nanoTime() < end) {
        session.run(inputs, Set.of(), outputs).close();
        done += batch;
      }
      return done / ((System.nanoTime() - begin) * 1e-9);
    }
  }
}
