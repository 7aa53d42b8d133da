package dev.facet.bench.training;

import dev.facet.trainer.cli.Launcher;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A side's process: connects to the driver, trains as many steps as it is told each time, and
 * reports. Ends when the connection does.
 */
final class Worker {
  private Worker() {}

  /** Arguments: facet or pytorch, the case, the driver's port, the folder with the faces. */
  public static void main(String... arguments) throws IOException {
    // the trainer's launcher gives Facet its environment; PyTorch's comes from the driver
    boolean facet = arguments[0].equals("facet");
    if (facet && Launcher.relaunch(Worker.class, arguments).isPresent()) {
      return;
    }
    Case which = Case.valueOf(arguments[1]);
    Path folder = Path.of(arguments[3]);
    Faces faces = Faces.read(which, folder.resolve("faces.bin"));
    Path weights = folder.resolve("weights.bin");
    try (Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2]));
        Side side =
            facet ? new FacetSide(which, faces, weights) : new PyTorchSide(which, faces, weights)) {
      serve(
          side,
          new DataInputStream(socket.getInputStream()),
          new DataOutputStream(socket.getOutputStream()));
    }
  }

  private static void serve(Side side, DataInputStream in, DataOutputStream out)
      throws IOException {
    out.writeUTF(side.engine());
    out.writeLong(side.parameterCount());
    long count = 0;
    while (true) {
      int steps;
      try {
        steps = in.readInt();
      } catch (EOFException e) {
        return;
      }
      long optimizer = side.optimizerNanos();
      double loss = 0;
      long begin = System.nanoTime();
      for (int i = 0; i < steps; i++) {
        loss += side.step((int) (count % Faces.BATCHES), count);
        count++;
      }
      long nanos = System.nanoTime() - begin;
      out.writeLong(nanos);
      out.writeLong(side.optimizerNanos() - optimizer);
      out.writeDouble(loss / steps);
      out.writeLong(peakKilobytes());
    }
  }

  /** The most memory that the process has had resident, as Linux counts it. */
  private static long peakKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
