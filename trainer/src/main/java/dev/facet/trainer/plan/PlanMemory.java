package dev.facet.trainer.plan;

import dev.facet.trainer.graph.Kernels;
import dev.facet.trainer.kernel.MapOrder;
import dev.facet.trainer.kernel.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One block of memory for results of a plan's operators. */
sealed interface PlanMemory extends AutoCloseable {

  /** A block, of one type where ND4J has it, that those who compute can use. */
  static PlanMemory of(Kernels kernels, DataType type, long bytes) {
    return switch (kernels) {
      case JAVA -> new Host(bytes);
      case NATIVE -> new Flat(type, bytes);
    };
  }

  /** An array in the block, from an offset in bytes on; empty if the shape is. */
  default INDArray array(long offset, Shape shape, MapOrder order) {
    return shape.length() == 0 ? Nd4j.empty(shape.type()) : place(offset, shape, order);
  }

  /** An array in the block that is not empty. */
  INDArray place(long offset, Shape shape, MapOrder order);

  @Override
  void close();

  /** A block in the processor's memory, for any type. */
  final class Host implements PlanMemory {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment block;

    private Host(long bytes) {
      block = arena.allocate(Math.max(1, bytes), MemoryLayout.ALIGNMENT);
    }

    @Override
    public INDArray place(long offset, Shape shape, MapOrder order) {
      return order.array(block.asSlice(offset, shape.bytes()), shape.type(), shape.extents());
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  /** A flat array of ND4J's, wherever that keeps it; maps lie there by planes only. */
  final class Flat implements PlanMemory {
    private final INDArray block;

    private Flat(DataType type, long bytes) {
      block = Nd4j.createUninitialized(type, Math.max(1, bytes / type.width()));
    }

    @Override
    public INDArray place(long offset, Shape shape, MapOrder order) {
      if (order != MapOrder.PLANES || shape.type() != block.dataType()) {
        throw new IllegalStateException(
            "block of %s by planes cannot hold %s, %s".formatted(block.dataType(), shape, order));
      }
      return Memory.view(block, offset / shape.type().width(), shape.extents());
    }

    @Override
    public void close() {
      block.close();
    }
  }
}
