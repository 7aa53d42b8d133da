package dev.facet.trainer.device;

import java.util.List;

/** Who knows the GPUs of a machine. */
interface Driver {

  /**
   * The GPUs, as many as the driver shows.
   *
   * @throws Obstacle if there is no driver, or it cannot tell
   */
  List<Gpu> gpus() throws Obstacle;
}
